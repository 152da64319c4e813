package dev.ouzel.stream;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What X said of the endpoint's rate limit, in its {@code x-rate-limit-*} headers.
 *
 * @param limit requests allowed in the window (15 minutes), when X said
 * @param remaining requests left in it, when X said
 * @param reset when the next window begins, when X said
 */
public record RateLimit(OptionalInt limit, OptionalInt remaining, Optional<Instant> reset) {
  /** X said nothing. */
  public static RateLimit unknown() {
    return new RateLimit(OptionalInt.empty(), OptionalInt.empty(), Optional.empty());
  }

  /** True when X said that no request is left. */
  public boolean isExhausted() {
    return remaining.isPresent() && remaining.getAsInt() <= 0;
  }
}
