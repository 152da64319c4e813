package dev.ouzel.post;

import java.util.List;
import java.util.Optional;
import org.immutables.value.Value;

/** Where something is not shown, and why. */
@Value.Immutable
public abstract class Withheld implements Published {
  Withheld() {}

  /** True when it is because of a copyright claim. */
  public abstract Optional<Boolean> copyright();

  /** ISO 3166 codes, or {@code XX} for everywhere and {@code XY} for copyright. */
  public abstract List<String> countryCodes();

  /** What is withheld. */
  public abstract Optional<WithheldScope> scope();

  /** A {@code Withheld} with nothing set. */
  public static Builder builder() {
    return new Builder();
  }

  /** Collects the parts of a {@link Withheld}. Not safe for use by several threads. */
  public static class Builder extends ImmutableWithheld.Builder {
    Builder() {}
  }
}
