package dev.ouzel.rule;

/**
 * What stands behind an operator's colon.
 *
 * @param text the value without its quotes; of an area with its square brackets
 * @param quoted true when it was written in quotes, which only tells how to print it
 */
public record RuleValue(String text, boolean quoted) {
  /** Checks that it can be written that way. */
  public RuleValue {
    if (quoted) {
      Spelling.requireQuotable(text);
    } else if (text.isEmpty() || !(bracketed(text) || oneWord(text))) {
      throw new IllegalArgumentException("needs quotes: " + text);
    }
  }

  private static boolean oneWord(String text) {
    return Spelling.wordEnd(text, 0) == text.length();
  }

  private static boolean bracketed(String text) {
    return text.startsWith("[") && text.indexOf(']') == text.length() - 1;
  }

  /** The value as a rule has it. */
  public String written() {
    return quoted ? Spelling.quote(text) : text;
  }
}
