package dev.ouzel.coverage;

import java.time.Duration;
import java.time.Instant;

/**
 * A stretch of time, from {@code from} up to but excluding {@code to}.
 *
 * @param from the first moment
 * @param to the first moment after, later than {@code from}
 */
public record TimeRange(Instant from, Instant to) {
  /** Checks that the stretch is not empty. */
  public TimeRange {
    if (!from.isBefore(to)) {
      throw new IllegalArgumentException(
          "a time range ends after it begins: " + from + " to " + to);
    }
  }

  /** True when {@code moment} lies within. */
  public boolean contains(Instant moment) {
    return !moment.isBefore(from) && moment.isBefore(to);
  }

  /** How long it is. */
  public Duration length() {
    return Duration.between(from, to);
  }
}
