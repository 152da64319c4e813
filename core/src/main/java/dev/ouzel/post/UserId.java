package dev.ouzel.post;

/**
 * A user's id. Unlike a post's, it tells no time: users had ids long before those became
 * snowflakes.
 *
 * @param value the id, positive; X documents up to 19 digits, which a signed long holds
 */
public record UserId(long value) implements Comparable<UserId> {
  /** Checks that the id is positive. */
  public UserId {
    if (value <= 0) {
      throw new IllegalArgumentException("a user id is a positive number, not " + value);
    }
  }

  /** The id that X prints as {@code digits}: 1 to 19 decimal digits. */
  public static UserId of(String digits) {
    return new UserId(Digits.parse(digits, "a user id"));
  }

  @Override
  public int compareTo(UserId other) {
    return Long.compare(value, other.value);
  }

  /** The id as X prints it. */
  @Override
  public String toString() {
    return Long.toString(value);
  }
}
