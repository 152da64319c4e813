package dev.ouzel.testkit.render;

import dev.ouzel.post.Payload;
import io.vertx.core.json.JsonObject;

/** Writes JSON as X does: compact, in UTF-8, with as few escapes as can be. */
final class LineText {
  private LineText() {}

  static Payload of(JsonObject json) {
    String text = json.encode();
    return Payload.ofText(hasHalves(text) ? halvesEscaped(text) : text);
  }

  private static boolean hasHalves(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        if (isHalf(text.codePointAt(i))) {
          return true;
        }
        i++;
      }
    }
    return false;
  }

  /**
   * Half a surrogate pair has no bytes in UTF-8, but JSON can escape it, and X's texts hold some.
   */
  private static String halvesEscaped(String text) {
    StringBuilder escaped = new StringBuilder(text.length() + 16);
    text.codePoints()
        .forEach(
            point -> {
              if (isHalf(point)) {
                escaped.append("\\u%04x".formatted(point));
              } else {
                escaped.appendCodePoint(point);
              }
            });
    return escaped.toString();
  }

  private static boolean isHalf(int codePoint) {
    return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
  }
}
