package dev.ouzel.post;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A post's id. Since 4 November 2010 ids are snowflakes: the upper bits count the milliseconds
 * since 2010-11-04T01:42:54.657Z, so an id tells when its post was created.
 *
 * @param value the id, positive; X documents up to 19 digits, which a signed long holds
 */
public record PostId(long value) implements Comparable<PostId> {
  private static final long EPOCH_MILLIS = 1_288_834_974_657L;
  private static final int TIME_SHIFT = 22;

  /**
   * Ids below were given out one by one before snowflakes began: the last of them, near 3·10¹⁰,
   * would date in the first ten seconds of the snowflake epoch. A minute keeps well clear of them.
   */
  private static final long FIRST_SNOWFLAKE = Duration.ofMinutes(1).toMillis() << TIME_SHIFT;

  /** Checks that the id is positive. */
  public PostId {
    if (value <= 0) {
      throw new IllegalArgumentException("a post id is a positive number, not " + value);
    }
  }

  /** The id that X prints as {@code digits}: 1 to 19 decimal digits. */
  public static PostId of(String digits) {
    return new PostId(Digits.parse(digits, "a post id"));
  }

  /** The smallest id a post created at {@code time} can have; {@code time} is after 2010-11-04. */
  public static PostId at(Instant time) {
    return new PostId((time.toEpochMilli() - EPOCH_MILLIS) << TIME_SHIFT);
  }

  /**
   * When the post with this id was created, to the millisecond; empty for ids before snowflakes.
   */
  public Optional<Instant> createdAt() {
    return isSnowflake(value) ? Optional.of(Instant.ofEpochMilli(millis(value))) : Optional.empty();
  }

  /** True when {@code id} tells a time. For loops that must not allocate. */
  public static boolean isSnowflake(long id) {
    return id >= FIRST_SNOWFLAKE;
  }

  /** Milliseconds since 1970 that a snowflake tells; meaningless for an older id. */
  public static long millis(long id) {
    return (id >> TIME_SHIFT) + EPOCH_MILLIS;
  }

  @Override
  public int compareTo(PostId other) {
    return Long.compare(value, other.value);
  }

  /** The id as X prints it. */
  @Override
  public String toString() {
    return Long.toString(value);
  }
}
