package dev.ouzel.persistence.postgres;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Texts as they stand in JSON that is proper UTF-8. Places are those of bytes. */
final class JsonText {
  private static final int UNICODE_ESCAPE = "\\u0000".length();
  private static final int HEX = 16;

  private static final VarHandle WORDS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long LOWEST_BITS = 0x0101010101010101L;
  private static final long HIGHEST_BITS = LOWEST_BITS << 7;
  private static final long QUOTES = LOWEST_BITS * '"';
  private static final long BACKSLASHES = LOWEST_BITS * '\\';

  private JsonText() {}

  /**
   * Where the text that begins behind a quote at {@code from} has its closing one; the JSON's
   * length when it has none, or a broken escape before.
   */
  static int end(byte[] json, int from) {
    int at = mark(json, from);
    while (at < json.length && json[at] == '\\') {
      at = mark(json, afterEscape(json, at));
    }
    return at;
  }

  /** Where the next quote or backslash is; the JSON's length when there is none. */
  static int mark(byte[] json, int from) {
    int at = from;
    for (; at <= json.length - Long.BYTES; at += Long.BYTES) {
      long word = (long) WORDS.get(json, at);
      long marks = matches(word, QUOTES) | matches(word, BACKSLASHES);
      if (marks != 0) {
        return at + (Long.numberOfTrailingZeros(marks) >>> 3);
      }
    }
    while (at < json.length && json[at] != '"' && json[at] != '\\') {
      at++;
    }
    return at;
  }

  /** Not zero when a byte of both is the same; the lowest bit tells which is the first. */
  private static long matches(long word, long sought) {
    long difference = word ^ sought;
    return (difference - LOWEST_BITS) & ~difference & HIGHEST_BITS;
  }

  /** The JSON's length when it is no escape. */
  private static int afterEscape(byte[] json, int backslash) {
    int letter = backslash + 1;
    if (letter >= json.length || json[letter] <= ' ') {
      return json.length;
    }
    if (json[letter] != 'u') {
      return letter + 1;
    }
    int after = backslash + UNICODE_ESCAPE;
    for (int at = letter + 1; at < after; at++) {
      if (at == json.length || Character.digit(json[at], HEX) < 0) {
        return json.length;
      }
    }
    return after;
  }

  /** What the text between quotes says, which {@link #end} has gone over. */
  static String of(byte[] json, int from, int to) {
    String written = new String(json, from, to - from, StandardCharsets.UTF_8);
    int escape = written.indexOf('\\');
    if (escape < 0) {
      return written;
    }
    StringBuilder text = new StringBuilder(written.length());
    int done = 0;
    while (escape >= 0) {
      text.append(written, done, escape);
      char letter = written.charAt(escape + 1);
      done = escape + (letter == 'u' ? UNICODE_ESCAPE : 2);
      text.append(
          letter == 'u'
              ? (char) Integer.parseInt(written, escape + 2, done, HEX)
              : unescaped(letter));
      escape = written.indexOf('\\', done);
    }
    return text.append(written, done, written.length()).toString();
  }

  private static char unescaped(char letter) {
    return switch (letter) {
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      // Of any other letter, too, the backslash alone is meant to go.
      default -> letter;
    };
  }
}
