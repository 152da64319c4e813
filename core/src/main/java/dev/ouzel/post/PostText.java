package dev.ouzel.post;

import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** X's texts as a person wrote them. */
public final class PostText {
  private static final Pattern ESCAPED = Pattern.compile("&(amp|lt|gt);");

  private PostText() {}

  /**
   * The text with X's entities for the ampersand and for the signs of less and greater turned back
   * into those. X writes no others, and each once, so an escaped entity becomes an entity. Where
   * the parts of a text begin and end is told for the text as X sends it.
   */
  public static String unescape(String text) {
    return ESCAPED.matcher(text).replaceAll(PostText::character);
  }

  private static String character(MatchResult entity) {
    return switch (entity.group(1)) {
      case "lt" -> "<";
      case "gt" -> ">";
      default -> "&";
    };
  }
}
