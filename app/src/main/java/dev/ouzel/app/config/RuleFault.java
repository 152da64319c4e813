package dev.ouzel.app.config;

import java.util.List;
import java.util.Optional;

/**
 * Why a rule in a file cannot be applied.
 *
 * @param sentence where it stands and what is wrong, on one line
 * @param excerpt the rule, when what is wrong is within it
 */
public record RuleFault(String sentence, Optional<Excerpt> excerpt) {
  private static final String INDENT = "    ";

  /**
   * The part of a rule around what is wrong with it.
   *
   * @param text the part, on one line
   * @param caret what stands before the character at fault
   */
  public record Excerpt(String text, String caret) {
    private static final int MOST_CHARACTERS = 72;

    /** The part around a position, of which the first is 1. */
    static Excerpt of(String rule, int position) {
      int at = Math.min(position - 1, rule.length());
      int latest = Math.max(0, rule.length() - MOST_CHARACTERS);
      int from = Math.min(Math.max(0, at - MOST_CHARACTERS / 2), latest);
      int to = Math.min(rule.length(), from + MOST_CHARACTERS);
      String begin = from > 0 ? "…" : "";
      String before = begin + rule.substring(from, at);
      String text = begin + rule.substring(from, to) + (to < rule.length() ? "…" : "");
      return new Excerpt(
          text.replaceAll("\\p{Cc}", " "), " ".repeat(before.codePointCount(0, before.length())));
    }
  }

  /** For reading: the sentence, and the rule with a caret below the character at fault. */
  public List<String> lines() {
    return excerpt
        .map(part -> List.of(sentence, INDENT + part.text(), INDENT + part.caret() + "^"))
        .orElseGet(() -> List.of(sentence));
  }
}
