package dev.ouzel.rule;

/**
 * Something for which X refuses a rule.
 *
 * @param message what is wrong, without the position
 * @param position the character of the rule at which it was noticed, the first being 1; counted in
 *     Java's {@code char}s
 */
public record RuleMistake(String message, int position) {
  /** One entry of X's {@code details}. */
  public String detail() {
    return message + " (at position " + position + ")";
  }
}
