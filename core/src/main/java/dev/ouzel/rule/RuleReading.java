package dev.ouzel.rule;

import java.util.List;
import java.util.Optional;

/**
 * What came of reading a rule: an expression, or the mistakes for which X would refuse it.
 *
 * @param expression what the rule says; empty when there is any mistake
 * @param mistakes what is wrong with it: first with the rule as a whole, then in the order of their
 *     positions
 */
public record RuleReading(Optional<RuleExpression> expression, List<RuleMistake> mistakes) {
  /** Checks that there is the one or the other. */
  public RuleReading {
    mistakes = List.copyOf(mistakes);
    if (expression.isPresent() != mistakes.isEmpty()) {
      throw new IllegalArgumentException("a rule has an expression or mistakes");
    }
  }

  /** The mistakes as X prints them in {@code details}. */
  public List<String> details() {
    return mistakes.stream().map(RuleMistake::detail).toList();
  }
}
