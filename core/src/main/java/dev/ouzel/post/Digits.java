package dev.ouzel.post;

/** Ids as X prints them: 1 to 19 decimal digits. */
final class Digits {
  private static final int MOST = 19;

  private Digits() {}

  /** The number; fails for anything else, naming {@code what} was expected. */
  static long parse(String digits, String what) {
    if (digits.isEmpty()
        || digits.length() > MOST
        || !digits.chars().allMatch(character -> character >= '0' && character <= '9')) {
      throw new IllegalArgumentException(what + " is 1 to 19 digits, not '" + digits + "'");
    }
    return Long.parseLong(digits);
  }
}
