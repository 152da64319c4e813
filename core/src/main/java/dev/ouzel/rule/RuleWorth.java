package dev.ouzel.rule;

import dev.ouzel.rule.RuleTerm.Clause;
import dev.ouzel.rule.RuleToken.Leaf;
import dev.ouzel.rule.RuleToken.Weight;
import java.util.ArrayList;
import java.util.List;

/** Whether a rule asks for enough: X refuses one that would match about everything. */
final class RuleWorth {
  private final List<Leaf> positive = new ArrayList<>();

  void add(Leaf leaf, boolean negated) {
    if (!negated) {
      positive.add(leaf);
    }
  }

  /** Nothing when X takes the rule. */
  List<RuleMistake> verdict() {
    if (positive.isEmpty()) {
      return List.of(
          new RuleMistake(Wording.ONLY_NEGATIONS, 1), new RuleMistake(Wording.NOTHING_POSITIVE, 1));
    }
    if (positive.stream().anyMatch(leaf -> leaf.weight() == Weight.STANDALONE)) {
      return List.of();
    }
    return positive.stream()
        .filter(leaf -> leaf.weight() == Weight.NEEDS_COMPANY)
        .findFirst()
        .map(RuleWorth::alone)
        .map(List::of)
        .orElse(List.of(new RuleMistake(Wording.NOTHING_POSITIVE, 1)));
  }

  private static RuleMistake alone(Leaf leaf) {
    String message =
        leaf.term() instanceof Clause clause
            ? Wording.standingAlone(clause.operator())
            : Wording.FLAG_ALONE;
    return new RuleMistake(message, leaf.position());
  }
}
