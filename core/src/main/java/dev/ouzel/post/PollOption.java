package dev.ouzel.post;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.immutables.value.Value;

/** One answer of a poll. */
@Value.Immutable
public abstract class PollOption implements Published {
  PollOption() {}

  /** Its place, from 1. */
  public abstract OptionalInt position();

  /** Its text, 1 to 25 characters. */
  public abstract Optional<String> label();

  /** How many chose it. */
  public abstract OptionalLong votes();

  /** A {@code PollOption} with nothing set. */
  public static Builder builder() {
    return new Builder();
  }

  /** Collects the parts of a {@link PollOption}. Not safe for use by several threads. */
  public static class Builder extends ImmutablePollOption.Builder {
    Builder() {}
  }
}
