package dev.ouzel.rule;

/**
 * What X says of a mistake. The wordings marked as X's own were seen in its answers to rules or to
 * searches, which are written in the same language; the others are ours, in the same manner.
 */
final class Wording {
  /** X's own. */
  static final String ONLY_NEGATIONS = "Rules must contain a non-negation term";

  /** X's own. */
  static final String NOTHING_POSITIVE =
      "Rules must contain at least one positive, non-stopword clause";

  /** X's own. */
  static final String FLAG_ALONE = "is/has/lang cannot be used as a standalone operator";

  /** X's own. */
  static final String AMBIGUOUS_OR =
      "Ambiguous use of or as a keyword. Use OR to logically join two clauses, or \"or\" to find"
          + " occurrences of or in text";

  /** X's own. */
  static final String AMBIGUOUS_AND =
      "Ambiguous use of and as a keyword. Use a space to logically join two clauses, or \"and\" to"
          + " find occurrences of and in text";

  static final String OPEN_QUOTE = "mismatched character '<EOF>' expecting '\"'";
  static final String OPEN_AREA = "mismatched character '<EOF>' expecting ']'";
  static final String EMPTY_PHRASE = "A phrase must contain text";
  static final String UNGROUPED_SAMPLE =
      "sample must apply to the entire rule. Group clauses joined by OR with parentheses";
  static final String FAR =
      "A phrase's proximity must be a number from 1 to " + RuleTerm.Proximity.FURTHEST;

  private static final int QUOTED = 100;

  private Wording() {}

  /** X's own. */
  static String invalidOperator(String operator) {
    return "Reference to invalid operator '"
        + operator
        + "'. Operator is not available in current product or product packaging. Please refer to"
        + " complete available operator list at http://t.co/operators.";
  }

  /** X's own. */
  static String strayCharacter(int character) {
    return "no viable alternative at character '" + Character.toString(character) + "'";
  }

  /** X's own; of what X says at other words than brackets we know nothing. */
  static String strayInput(String input) {
    return "no viable alternative at input '" + input + "'";
  }

  /** X's own. */
  static String missingEnd(String input) {
    return "missing EOF at '" + input + "'";
  }

  static String missingBracket(String input) {
    return "missing ')' at '" + input + "'";
  }

  static String standingAlone(RuleOperator operator) {
    return switch (operator) {
      case SAMPLE, SOURCE, EMBEDDING_THRESHOLD ->
          operator.names().get(0) + " cannot be used as a standalone operator";
      default -> FLAG_ALONE;
    };
  }

  static String valueMissing(String operator) {
    return "Operator '" + operator + "' must have a value";
  }

  static String valueRefused(String operator, String value, String expected) {
    return "Invalid value '" + value + "' of operator '" + operator + "'. Expected " + expected;
  }

  static String notNegatable(String operator) {
    return "Operator '" + operator + "' cannot be negated";
  }

  static String onlyNegated(String operator) {
    return "Operator '" + operator + "' must be negated";
  }

  static String nestedTooDeep(int depth) {
    return "Rules cannot be nested more than " + depth + " deep";
  }

  /** Of X's wording only the beginning is known: {@code Rule '…'}. */
  static String tooLong(String rule, int limit) {
    String shown = rule.length() <= QUOTED ? rule : rule.substring(0, QUOTED) + "…";
    return "Rule '" + shown + "' must not be longer than " + limit + " characters";
  }
}
