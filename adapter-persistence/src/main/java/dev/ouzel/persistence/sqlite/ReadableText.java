package dev.ouzel.persistence.sqlite;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Mends JSON whose text no strict reader takes: bytes that are no UTF-8, and escapes of half a
 * surrogate pair. Python and DuckDB, for two, give up a whole query over one such row.
 */
final class ReadableText {
  private static final VarHandle WORDS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long LOWEST_BITS = 0x0101010101010101L;
  private static final long HIGHEST_BITS = LOWEST_BITS << 7;
  private static final long BACKSLASHES = LOWEST_BITS * '\\';

  private static final int BLOCK = 4 * Long.BYTES;

  /** The bytes of a backslash, {@code u} and four digits. */
  private static final int UNIT_BYTES = 6;

  /** No place in a frame. */
  private static final int NONE = -1;

  private static final String ESCAPED_REPLACEMENT = "\\ufffd";

  /** An escape: a surrogate pair, a lone surrogate (the group), or anything else. */
  private static final Pattern ESCAPE =
      Pattern.compile(
          "\\\\(?:u[dD][89aAbB]\\p{XDigit}{2}\\\\u[dD][c-fC-F]\\p{XDigit}{2}"
              + "|(u[dD][89a-fA-F]\\p{XDigit}{2})"
              + "|.)",
          Pattern.DOTALL);

  private ReadableText() {}

  /** The JSON with U+FFFD in place of what is no text; empty when all of it is. */
  static Optional<byte[]> mended(byte[] json) {
    return isReadable(json) ? Optional.empty() : Optional.of(mend(json));
  }

  /** The same without looking first, which takes many times as long. */
  static byte[] mend(byte[] json) {
    String text = new String(json, StandardCharsets.UTF_8);
    return ESCAPE.matcher(text).replaceAll(ReadableText::whole).getBytes(StandardCharsets.UTF_8);
  }

  private static String whole(MatchResult escape) {
    boolean lone = escape.group(1) != null;
    return Matcher.quoteReplacement(lone ? ESCAPED_REPLACEMENT : escape.group());
  }

  /** True when nothing is to be mended. Makes no objects: every post passes here. */
  static boolean isReadable(byte[] json) {
    int at = 0;
    while (at >= 0 && at < json.length) {
      int whole = json.length - BLOCK;
      while (at <= whole && isPlain(json, at)) {
        at += BLOCK;
      }
      int to = Math.min(at + BLOCK, json.length);
      int after = TextStates.over(json, at, to);
      at = after >= 0 ? after : afterAll(json, at, to);
    }
    return at >= 0;
  }

  /** True when a block is ASCII without a backslash: one branch for all of it. */
  private static boolean isPlain(byte[] json, int at) {
    long marks =
        marks((long) WORDS.get(json, at))
            | marks((long) WORDS.get(json, at + Long.BYTES))
            | marks((long) WORDS.get(json, at + 2 * Long.BYTES))
            | marks((long) WORDS.get(json, at + 3 * Long.BYTES));
    return marks == 0;
  }

  /** Not zero when a byte of the word is no ASCII, or a backslash. */
  private static long marks(long word) {
    long zeroAtBackslash = word ^ BACKSLASHES;
    return (word | ((zeroAtBackslash - LOWEST_BITS) & ~zeroAtBackslash)) & HIGHEST_BITS;
  }

  /** Where what begins before {@code to} ends; NONE when something of it is to be mended. */
  private static int afterAll(byte[] json, int from, int to) {
    int at = from;
    while (at >= 0 && at < to) {
      at = json[at] == '\\' ? afterEscape(json, at) : TextStates.over(json, at, at + 1);
    }
    return at;
  }

  /** Where the escape at {@code at}, or its first two bytes, end; NONE when it is half a pair. */
  private static int afterEscape(byte[] json, int at) {
    char unit = unit(json, at);
    if (!Character.isSurrogate(unit)) {
      boolean isAscii = at + 1 < json.length && json[at + 1] >= 0;
      return isAscii ? at + 2 : at + 1;
    }
    boolean isPair = Character.isSurrogatePair(unit, unit(json, at + UNIT_BYTES));
    return isPair ? at + 2 * UNIT_BYTES : NONE;
  }

  /** The unit of UTF-16 whose escape is at {@code at}; 0 when there is none. */
  private static char unit(byte[] json, int at) {
    int end = at + UNIT_BYTES;
    if (end > json.length || json[at] != '\\' || json[at + 1] != 'u') {
      return 0;
    }
    int unit = 0;
    for (int i = at + 2; i < end; i++) {
      if (!HexFormat.isHexDigit(json[i])) {
        return 0;
      }
      unit = (unit << 4) | HexFormat.fromHexDigit(json[i]);
    }
    return (char) unit;
  }
}
