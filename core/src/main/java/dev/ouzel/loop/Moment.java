package dev.ouzel.loop;

import java.time.Duration;
import java.time.Instant;

/**
 * A point in time on two clocks that must not be mixed: the wall clock dates things, and may jump;
 * the other only measures, and never goes back.
 *
 * @param wall for dating
 * @param nanos for measuring; its zero means nothing
 */
public record Moment(Instant wall, long nanos) {
  /** How long after {@code earlier} this is; negative when it is before. */
  public Duration since(Moment earlier) {
    return Duration.ofNanos(nanos - earlier.nanos);
  }

  /** The moment {@code duration} later. */
  public Moment plus(Duration duration) {
    return new Moment(wall.plus(duration), nanos + duration.toNanos());
  }

  /** True when {@code deadline} is not after this, by the clock that measures. */
  public boolean hasReached(Moment deadline) {
    return !isBefore(deadline);
  }

  /** True when this is before {@code other}, by the clock that measures. */
  public boolean isBefore(Moment other) {
    return nanos - other.nanos < 0;
  }
}
