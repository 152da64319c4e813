package dev.ouzel.testkit.server;

import java.util.Optional;

/** Where a page begins, as 16 characters that mean nothing to a client. */
final class PageToken {
  private static final int RADIX = 32;
  private static final String FORM = "[0-9a-v]{16}";

  private PageToken() {}

  static String of(long position) {
    String digits = Long.toString(position, RADIX);
    return "0".repeat(16 - digits.length()) + digits;
  }

  /** The position; empty for a token that is none of ours. */
  static Optional<Long> position(String token) {
    try {
      return token.matches(FORM) ? Optional.of(Long.parseLong(token, RADIX)) : Optional.empty();
    } catch (NumberFormatException tooLarge) {
      return Optional.empty();
    }
  }
}
