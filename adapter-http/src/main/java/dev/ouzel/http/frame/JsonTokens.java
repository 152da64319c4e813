package dev.ouzel.http.frame;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Arrays;

/**
 * Goes over JSON's smallest parts. Each method takes where a part begins and where the JSON ends,
 * and returns where the part ends; where it is at fault instead, it returns that place's
 * complement, which is negative.
 */
final class JsonTokens {
  private static final byte[] TRUE = "true".getBytes(US_ASCII);
  private static final byte[] FALSE = "false".getBytes(US_ASCII);
  private static final byte[] NULL = "null".getBytes(US_ASCII);

  private static final long TRUE_WORD = Words.of(TRUE);
  private static final long FALSE_WORD = Words.of(FALSE);
  private static final long NULL_WORD = Words.of(NULL);

  private static final long QUOTES = Words.of('"');

  private static final int MOST_DIGITS = 19;

  private JsonTokens() {}

  /** A string, from after its opening quote to after the closing one, whatever is between. */
  static int string(byte[] array, int from, int end) {
    int at = from;
    while (at <= end - Long.BYTES) {
      long quotes = Words.matches(Words.at(array, at), QUOTES);
      if (quotes == 0) {
        at += Long.BYTES;
        continue;
      }
      at += Words.first(quotes) + 1;
      if (array[at - 2] != '\\' || !isEscaped(array, from, at - 1)) {
        return at;
      }
    }
    for (; at < end; at++) {
      if (array[at] == '"' && !isEscaped(array, from, at)) {
        return at + 1;
      }
    }
    return ~end;
  }

  /** True when an odd number of backslashes is before the quote. */
  private static boolean isEscaped(byte[] array, int from, int quote) {
    int first = quote;
    while (first > from && array[first - 1] == '\\') {
      first--;
    }
    return ((quote - first) & 1) != 0;
  }

  /**
   * {@code true}, {@code false} or {@code null}, of which the first letter is known. One that the
   * end of the JSON cuts short ends there.
   */
  static int literal(byte[] array, int from, int end) {
    if (from <= end - Long.BYTES) {
      long word = Words.at(array, from);
      int four = (int) word;
      if (four == TRUE_WORD || four == NULL_WORD) {
        return from + 4;
      }
      if ((word & 0xff_ffff_ffffL) == FALSE_WORD) {
        return from + 5;
      }
    }
    byte[] word = array[from] == 't' ? TRUE : array[from] == 'f' ? FALSE : NULL;
    int to = Math.min(from + word.length, end);
    return Arrays.equals(array, from, to, word, 0, to - from) ? to : ~from;
  }

  /** A number. */
  static int number(byte[] array, int from, int end) {
    if (from <= end - Long.BYTES) {
      // Most are of few digits and nothing else.
      int digits = Words.digits(Words.at(array, from));
      boolean few = digits > 0 && digits < Long.BYTES;
      if (few && (digits == 1 || array[from] != '0') && isAfterValue(array[from + digits])) {
        return from + digits;
      }
    }
    return anyNumber(array, from, end);
  }

  private static boolean isAfterValue(byte letter) {
    return letter == ',' || letter == '}' || letter == ']';
  }

  private static int anyNumber(byte[] array, int from, int end) {
    int whole = peek(array, from, end) == '-' ? from + 1 : from;
    int at = digits(array, whole, end);
    if (at > whole + 1 && array[whole] == '0') {
      return ~whole;
    }
    if (at >= 0 && peek(array, at, end) == '.') {
      at = digits(array, at + 1, end);
    }
    if (at >= 0 && (peek(array, at, end) | 0x20) == 'e') {
      byte sign = peek(array, at + 1, end);
      at = digits(array, sign == '+' || sign == '-' ? at + 2 : at + 1, end);
    }
    return at;
  }

  private static int digits(byte[] array, int from, int end) {
    int at = from;
    while (isDigit(peek(array, at, end))) {
      at++;
    }
    return at > from ? at : ~Math.min(from, end);
  }

  /** The number that all bytes to {@code to} are digits of; 0 if none, or beyond a long. */
  static long positive(byte[] array, int from, int to) {
    if (to - from > MOST_DIGITS) {
      return 0;
    }
    long number = 0;
    for (int at = from; at < to; at++) {
      if (!isDigit(array[at])) {
        return 0;
      }
      number = 10 * number + array[at] - '0';
    }
    // Nineteen digits can be beyond a long, and are negative then.
    return Math.max(0, number);
  }

  private static boolean isDigit(byte letter) {
    return letter >= '0' && letter <= '9';
  }

  /** White space, of which there may be none. */
  static int space(byte[] array, int from, int end) {
    int at = from;
    while (at < end && array[at] <= ' ' && isSpace(array[at])) {
      at++;
    }
    return at;
  }

  private static boolean isSpace(byte letter) {
    return letter == ' ' || letter == '\t' || letter == '\r' || letter == '\n';
  }

  private static byte peek(byte[] array, int at, int end) {
    return at < end ? array[at] : 0;
  }
}
