package dev.ouzel.post;

import java.util.Optional;
import org.immutables.value.Value;

/** Who gets to see a promoted post. */
@Value.Immutable
public abstract class Scopes implements Published {
  Scopes() {}

  /** True when followers do. */
  public abstract Optional<Boolean> followers();

  /** A {@code Scopes} with nothing set. */
  public static Builder builder() {
    return new Builder();
  }

  /** Collects the parts of a {@link Scopes}. Not safe for use by several threads. */
  public static class Builder extends ImmutableScopes.Builder {
    Builder() {}
  }
}
