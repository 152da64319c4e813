package dev.ouzel.rule;

/** How the pieces of a rule are written. Only a quote is escaped, with a backslash before it. */
final class Spelling {
  private static final int EMOJI_STYLE = 0xFE0F;
  private static final int FIRST_SKIN_TONE = 0x1F3FB;
  private static final int LAST_SKIN_TONE = 0x1F3FF;

  private Spelling() {}

  static boolean isSpace(char c) {
    return Character.isWhitespace(c) || Character.isSpaceChar(c);
  }

  static boolean endsWord(char c) {
    return isSpace(c) || c == '(' || c == ')' || c == '"';
  }

  /** Where the word that starts at {@code from} ends. */
  static int wordEnd(String text, int from) {
    int end = from;
    while (end < text.length() && !endsWord(text.charAt(end))) {
      end++;
    }
    return end;
  }

  /** True unless it is punctuation, or a symbol that keyboards have. */
  static boolean startsWord(int character) {
    return switch (Character.getType(character)) {
      case Character.CONNECTOR_PUNCTUATION -> character == '_';
      case Character.DASH_PUNCTUATION,
          Character.START_PUNCTUATION,
          Character.END_PUNCTUATION,
          Character.INITIAL_QUOTE_PUNCTUATION,
          Character.FINAL_QUOTE_PUNCTUATION,
          Character.OTHER_PUNCTUATION,
          Character.CONTROL ->
          false;
      case Character.MATH_SYMBOL, Character.CURRENCY_SYMBOL, Character.MODIFIER_SYMBOL ->
          character > 0x7F;
      default -> true;
    };
  }

  /** True for what makes a variant of an emoji, which X takes in quotes only. */
  static boolean variesEmoji(int character) {
    return character == EMOJI_STYLE
        || (character >= FIRST_SKIN_TONE && character <= LAST_SKIN_TONE);
  }

  static String quote(String text) {
    return '"' + text.replace("\"", "\\\"") + '"';
  }

  static void requireWord(String word) {
    requireTag(word);
    if (!startsWord(word.codePointAt(0))
        || word.indexOf(':') >= 0
        || word.codePoints().anyMatch(Spelling::variesEmoji)
        || isConjunction(word)) {
      throw new IllegalArgumentException("needs quotes: " + word);
    }
  }

  /** True for the words that X takes for its own in any case. */
  static boolean isConjunction(String word) {
    return word.equalsIgnoreCase("or") || word.equalsIgnoreCase("and");
  }

  static void requireTag(String tag) {
    if (tag.isEmpty() || wordEnd(tag, 0) < tag.length()) {
      throw new IllegalArgumentException("not one word: " + tag);
    }
  }

  static void requireQuotable(String text) {
    if (text.isBlank() || text.endsWith("\\")) {
      throw new IllegalArgumentException("cannot be written in quotes: " + text);
    }
  }
}
