package dev.ouzel.persistence.sqlite;

import dev.ouzel.post.Payload;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Mends JSON whose text no strict reader takes: bytes that are no UTF-8, and escapes of half a
 * surrogate pair. Python and DuckDB, for two, give up a whole query over one such row.
 */
final class ReadableText {
  private static final String REPLACEMENT = "\uFFFD";
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
  static Optional<byte[]> mended(Payload json) {
    String text = json.text();
    if (!text.contains(REPLACEMENT) && !text.contains("\\ud") && !text.contains("\\uD")) {
      return Optional.empty();
    }
    Payload mended = Payload.ofText(ESCAPE.matcher(text).replaceAll(ReadableText::whole));
    return mended.equals(json) ? Optional.empty() : Optional.of(mended.toByteArray());
  }

  private static String whole(MatchResult escape) {
    boolean lone = escape.group(1) != null;
    return Matcher.quoteReplacement(lone ? ESCAPED_REPLACEMENT : escape.group());
  }
}
