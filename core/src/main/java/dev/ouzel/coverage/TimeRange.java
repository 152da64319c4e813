package dev.ouzel.coverage;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

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

  /** The range between two moments; empty unless the first is before the second. */
  public static Optional<TimeRange> between(Instant from, Instant to) {
    return from.isBefore(to) ? Optional.of(new TimeRange(from, to)) : Optional.empty();
  }

  /** True when {@code moment} lies within. */
  public boolean contains(Instant moment) {
    return !moment.isBefore(from) && moment.isBefore(to);
  }

  /** True when some moment lies within both. */
  public boolean overlaps(TimeRange other) {
    return from.isBefore(other.to) && other.from.isBefore(to);
  }

  /** The part of this that lies within {@code other}. */
  public Optional<TimeRange> within(TimeRange other) {
    return between(later(from, other.from), earlier(to, other.to));
  }

  /** The part of this that lies before {@code moment}. */
  public Optional<TimeRange> before(Instant moment) {
    return between(from, earlier(to, moment));
  }

  /** The part of this that does not lie before {@code moment}. */
  public Optional<TimeRange> since(Instant moment) {
    return between(later(from, moment), to);
  }

  /** The shortest range that holds both. */
  public TimeRange spanning(TimeRange other) {
    return new TimeRange(earlier(from, other.from), later(to, other.to));
  }

  /** How long it is. */
  public Duration length() {
    return Duration.between(from, to);
  }

  private static Instant earlier(Instant a, Instant b) {
    return a.isBefore(b) ? a : b;
  }

  private static Instant later(Instant a, Instant b) {
    return a.isAfter(b) ? a : b;
  }
}
