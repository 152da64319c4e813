package dev.ouzel.rule;

import dev.ouzel.rule.RuleExpression.And;
import dev.ouzel.rule.RuleExpression.Group;
import dev.ouzel.rule.RuleExpression.Not;
import dev.ouzel.rule.RuleExpression.Or;
import dev.ouzel.rule.RuleTerm.Clause;
import dev.ouzel.rule.RuleToken.Leaf;
import dev.ouzel.rule.RuleToken.Mark;
import dev.ouzel.rule.RuleToken.Sign;
import java.util.ArrayList;
import java.util.List;

/**
 * Joins a rule's pieces: OR binds loosest, then AND, then negation. The first piece that fits
 * nowhere ends the reading; it is noted, and the expression returned is of no use.
 */
final class RuleGrammar {
  /** How many brackets and negations may stand within each other. */
  static final int DEEPEST = 200;

  /** Stands for what could not be read; the rule is refused anyway. */
  private static final RuleExpression UNREADABLE = new RuleTerm.Keyword("unreadable");

  private final List<RuleToken> tokens;
  private final List<RuleMistake> mistakes;
  private final RuleWorth worth = new RuleWorth();
  private final List<Integer> samples = new ArrayList<>();
  private int next;
  private int depth;
  private int negations;
  private boolean broken;

  RuleGrammar(List<RuleToken> tokens, List<RuleMistake> mistakes) {
    this.tokens = tokens;
    this.mistakes = mistakes;
  }

  RuleExpression read() {
    RuleExpression whole = disjunction();
    if (!at(Sign.END)) {
      broken(Wording.missingEnd(written()));
    }
    return whole;
  }

  /** What is wrong with the rule as a whole; nothing when it could not be read to its end. */
  List<RuleMistake> verdict() {
    return broken ? List.of() : worth.verdict();
  }

  private RuleExpression disjunction() {
    int samplesBefore = samples.size();
    List<RuleExpression> branches = new ArrayList<>();
    branches.add(conjunction());
    while (at(Sign.OR)) {
      int position = tokens.get(next).position();
      next++;
      if (at(Sign.OR) || at(Sign.CLOSE) || at(Sign.END)) {
        broken(Wording.AMBIGUOUS_OR, position);
      } else {
        branches.add(conjunction());
      }
    }
    if (branches.size() == 1) {
      return branches.get(0);
    }
    while (samples.size() > samplesBefore) {
      wrong(Wording.UNGROUPED_SAMPLE, samples.remove(samplesBefore));
    }
    return new Or(branches);
  }

  private RuleExpression conjunction() {
    List<RuleExpression> terms = new ArrayList<>();
    do {
      terms.add(term());
    } while (!at(Sign.OR) && !at(Sign.CLOSE) && !at(Sign.END));
    return terms.size() == 1 ? terms.get(0) : new And(terms);
  }

  private RuleExpression term() {
    RuleToken token = tokens.get(next);
    if (token instanceof Leaf leaf) {
      next++;
      weigh(leaf);
      return leaf.term();
    }
    if (depth == DEEPEST) {
      broken(Wording.nestedTooDeep(DEEPEST));
      return UNREADABLE;
    }
    depth++;
    RuleExpression term =
        switch (((Mark) token).sign()) {
          case NOT -> negation(token.position());
          case OPEN -> group();
          case OR -> broken(Wording.AMBIGUOUS_OR);
          default -> broken(Wording.strayInput(written()));
        };
    depth--;
    return term;
  }

  private RuleExpression negation(int position) {
    next++;
    if (tokens.get(next).position() != position + 1) {
      return broken(Wording.strayInput(Sign.NOT.written()), position);
    }
    negations++;
    RuleExpression term = term();
    negations--;
    return new Not(term);
  }

  private RuleExpression group() {
    next++;
    RuleExpression inner = disjunction();
    if (!at(Sign.CLOSE)) {
      return broken(Wording.missingBracket(written()));
    }
    next++;
    return new Group(inner);
  }

  private void weigh(Leaf leaf) {
    worth.add(leaf, negations > 0);
    if (leaf.term() instanceof Clause clause) {
      String name = clause.operator().names().get(0);
      boolean negated = negations % 2 == 1;
      switch (clause.operator()) {
        case IS_NULLCAST -> wrongIf(!negated, Wording.onlyNegated(name), leaf.position());
        case SAMPLE -> {
          wrongIf(negations > 0, Wording.notNegatable(name), leaf.position());
          samples.add(leaf.position());
        }
        case EMBEDDING -> wrongIf(negations > 0, Wording.notNegatable(name), leaf.position());
        default -> {
          // Anything else may be negated or not.
        }
      }
    }
  }

  private boolean at(Sign sign) {
    return tokens.get(next) instanceof Mark mark && mark.sign() == sign;
  }

  private String written() {
    return tokens.get(next) instanceof Mark mark
        ? mark.sign().written()
        : ((Leaf) tokens.get(next)).term().text();
  }

  private void wrongIf(boolean wrong, String message, int position) {
    if (wrong) {
      wrong(message, position);
    }
  }

  private void wrong(String message, int position) {
    mistakes.add(new RuleMistake(message, position));
  }

  private RuleExpression broken(String message) {
    return broken(message, tokens.get(next).position());
  }

  /** Goes to the end, where nothing more is found wrong. */
  private RuleExpression broken(String message, int position) {
    if (!broken) {
      wrong(message, position);
    }
    broken = true;
    next = tokens.size() - 1;
    return UNREADABLE;
  }
}
