package dev.ouzel.persistence.postgres;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** What PostgreSQL's type {@code text} holds: proper UTF-8 without the character of number 0. */
final class Text {
  static final char REPLACEMENT = '\uFFFD';

  private static final Pattern LONE_SURROGATE = Pattern.compile("\\p{Cs}");

  private static final VarHandle WORDS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long LOWEST_BITS = 0x0101010101010101L;
  private static final long HIGHEST_BITS = LOWEST_BITS << 7;

  private Text() {}

  /** With U+FFFD in place of what is no text. */
  static String mended(String text) {
    return LONE_SURROGATE
        .matcher(text.replace('\0', REPLACEMENT))
        .replaceAll(String.valueOf(REPLACEMENT));
  }

  /** As {@link #mended(String)}, of bytes that are UTF-8 but for some. */
  static String mended(byte[] utf8) {
    return new String(utf8, StandardCharsets.UTF_8).replace('\0', REPLACEMENT);
  }

  /** True when nothing is to be mended. Makes no objects: every frame passes here. */
  static boolean isText(byte[] bytes) {
    int at = 0;
    while (at < bytes.length) {
      at = afterPlain(bytes, at);
      if (at < bytes.length) {
        int length = bytes[at] > 0 ? 1 : characterBytes(bytes, at);
        if (length == 0) {
          return false;
        }
        at += length;
      }
    }
    return true;
  }

  /** Goes on by words that are ASCII without a zero byte. */
  private static int afterPlain(byte[] bytes, int from) {
    int at = from;
    while (at <= bytes.length - Long.BYTES) {
      long word = (long) WORDS.get(bytes, at);
      if (((word | (word - LOWEST_BITS)) & HIGHEST_BITS) != 0) {
        return at;
      }
      at += Long.BYTES;
    }
    return at;
  }

  /** The bytes of the character at {@code at}, which is 0 or beyond ASCII; 0 when it is none. */
  private static int characterBytes(byte[] bytes, int at) {
    int first = bytes[at] & 0xff;
    // The first two bytes tell whether the range is right.
    int second = at + 1 < bytes.length ? bytes[at + 1] & 0xff : 0;
    if (first >= 0xc2 && first < 0xe0) {
      return isContinued(bytes, at, 2) ? 2 : 0;
    }
    if (first >= 0xe0 && first < 0xf0) {
      boolean overlong = first == 0xe0 && second < 0xa0;
      boolean surrogate = first == 0xed && second > 0x9f;
      return !overlong && !surrogate && isContinued(bytes, at, 3) ? 3 : 0;
    }
    if (first >= 0xf0 && first < 0xf5) {
      boolean overlong = first == 0xf0 && second < 0x90;
      boolean beyond = first == 0xf4 && second > 0x8f;
      return !overlong && !beyond && isContinued(bytes, at, 4) ? 4 : 0;
    }
    return 0;
  }

  private static boolean isContinued(byte[] bytes, int at, int length) {
    if (at + length > bytes.length) {
      return false;
    }
    for (int i = at + 1; i < at + length; i++) {
      if ((bytes[i] & 0xc0) != 0x80) {
        return false;
      }
    }
    return true;
  }
}
