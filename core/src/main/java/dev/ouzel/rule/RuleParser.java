package dev.ouzel.rule;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Reads X's rule language. Any text is read in time that grows with its length, and none makes it
 * throw: what X would refuse is a {@link RuleMistake}. Immutable, and safe for use by several
 * threads.
 *
 * <p>Brackets and negations may stand at most 200 deep within each other, which is our own limit.
 */
public final class RuleParser {
  private final RuleLimits limits;

  /** A parser for what an access level allows. */
  public RuleParser(RuleLimits limits) {
    this.limits = limits;
  }

  /** What the text says, or all that X would find wrong with it as far as it can be read. */
  public RuleReading read(String text) {
    if (text.length() > limits.length()) {
      return refused(new RuleMistake(Wording.tooLong(text, limits.length()), limits.length() + 1));
    }
    if (text.isBlank()) {
      return refused(new RuleMistake(Wording.NOTHING_POSITIVE, 1));
    }
    List<RuleMistake> details = new ArrayList<>();
    List<RuleToken> tokens = new RuleLexer(text, limits, details).tokens();
    RuleGrammar grammar = new RuleGrammar(tokens, details);
    RuleExpression expression = grammar.read();
    details.sort(Comparator.comparingInt(RuleMistake::position));
    List<RuleMistake> mistakes = new ArrayList<>(grammar.verdict());
    mistakes.addAll(details);
    return new RuleReading(
        mistakes.isEmpty() ? Optional.of(expression) : Optional.empty(), mistakes);
  }

  private static RuleReading refused(RuleMistake mistake) {
    return new RuleReading(Optional.empty(), List.of(mistake));
  }
}
