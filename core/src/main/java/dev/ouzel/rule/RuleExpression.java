package dev.ouzel.rule;

import java.util.List;
import java.util.stream.Collectors;

/**
 * What a rule says, as a tree. Brackets that were written are part of it ({@link Group}), so that
 * {@link #text} gives back what was read, with single spaces. Immutable.
 */
public sealed interface RuleExpression
    permits RuleExpression.And,
        RuleExpression.Or,
        RuleExpression.Not,
        RuleExpression.Group,
        RuleTerm {
  /** The rule as X takes it: what {@link RuleParser} reads as this same tree. */
  String text();

  /**
   * The rule with brackets round every conjunction and disjunction and no others, which shows what
   * binds to what.
   */
  String bracketed();

  /**
   * Reads a rule with every operator X has and X's longest limit.
   *
   * @throws IllegalArgumentException if X would refuse it, with what X would say
   */
  static RuleExpression of(String text) {
    RuleReading reading = new RuleParser(RuleLimits.ENTERPRISE_WITH_EMBEDDING).read(text);
    return reading
        .expression()
        .orElseThrow(() -> new IllegalArgumentException(String.join("; ", reading.details())));
  }

  /** All of these. Binds tighter than {@link Or}. */
  record And(List<RuleExpression> terms) implements RuleExpression {
    /** Takes two or more, of which any {@code And} or {@code Or} stands in a {@link Group}. */
    public And {
      terms = several(terms);
      if (terms.stream().anyMatch(term -> term instanceof And || term instanceof Or)) {
        throw new IllegalArgumentException("what is joined by AND needs brackets of its own");
      }
    }

    @Override
    public String text() {
      return terms.stream().map(RuleExpression::text).collect(Collectors.joining(" "));
    }

    @Override
    public String bracketed() {
      return terms.stream()
          .map(RuleExpression::bracketed)
          .collect(Collectors.joining(" ", "(", ")"));
    }
  }

  /** At least one of these. */
  record Or(List<RuleExpression> terms) implements RuleExpression {
    /** Takes two or more, of which any {@code Or} stands in a {@link Group}. */
    public Or {
      terms = several(terms);
      if (terms.stream().anyMatch(Or.class::isInstance)) {
        throw new IllegalArgumentException("an OR within an OR needs brackets of its own");
      }
    }

    @Override
    public String text() {
      return terms.stream().map(RuleExpression::text).collect(Collectors.joining(" OR "));
    }

    @Override
    public String bracketed() {
      return terms.stream()
          .map(RuleExpression::bracketed)
          .collect(Collectors.joining(" OR ", "(", ")"));
    }
  }

  /** Not this. */
  record Not(RuleExpression term) implements RuleExpression {
    /** Takes a term, a group, or another negation. */
    public Not {
      if (term instanceof And || term instanceof Or) {
        throw new IllegalArgumentException("what is negated needs brackets of its own");
      }
    }

    @Override
    public String text() {
      return "-" + term.text();
    }

    @Override
    public String bracketed() {
      return "-" + term.bracketed();
    }
  }

  /** What stands in brackets. */
  record Group(RuleExpression inner) implements RuleExpression {
    @Override
    public String text() {
      return "(" + inner.text() + ")";
    }

    @Override
    public String bracketed() {
      return inner.bracketed();
    }
  }

  private static List<RuleExpression> several(List<RuleExpression> terms) {
    if (terms.size() < 2) {
      throw new IllegalArgumentException("one term alone is not joined to anything");
    }
    return List.copyOf(terms);
  }
}
