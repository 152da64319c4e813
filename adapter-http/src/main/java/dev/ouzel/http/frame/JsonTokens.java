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

  private static final long QUOTES = Words.of('"');
  private static final long BACKSLASHES = Words.of('\\');

  private JsonTokens() {}

  /** A string, from after its opening quote to after the closing one, whatever is between. */
  static int string(byte[] array, int from, int end) {
    int at = from;
    while (at < end) {
      if (at <= end - Long.BYTES) {
        long word = Words.at(array, at);
        long marks = Words.matches(word, QUOTES) | Words.matches(word, BACKSLASHES);
        if (marks == 0) {
          at += Long.BYTES;
          continue;
        }
        at += Words.first(marks);
      }
      if (array[at] == '"') {
        return at + 1;
      }
      at += array[at] == '\\' ? 2 : 1;
    }
    return ~end;
  }

  /**
   * {@code true}, {@code false} or {@code null}, of which the first letter is known. One that the
   * end of the JSON cuts short ends there.
   */
  static int literal(byte[] array, int from, int end) {
    byte[] word = array[from] == 't' ? TRUE : array[from] == 'f' ? FALSE : NULL;
    int to = Math.min(from + word.length, end);
    return Arrays.equals(array, from, to, word, 0, to - from) ? to : ~from;
  }

  /** A number. */
  static int number(byte[] array, int from, int end) {
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

  static boolean isDigit(byte letter) {
    return letter >= '0' && letter <= '9';
  }

  /** White space, of which there may be none. */
  static int space(byte[] array, int from, int end) {
    int at = from;
    while (at < end && isSpace(array[at])) {
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
