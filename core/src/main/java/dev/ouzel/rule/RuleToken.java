package dev.ouzel.rule;

/** A rule's pieces in the order in which they are written. */
sealed interface RuleToken {
  /** The first character's place in the rule, from 1. */
  int position();

  /** A piece that joins or surrounds terms, or that has no place where it stands. */
  record Mark(Sign sign, int position) implements RuleToken {}

  /**
   * A term.
   *
   * @param weight what it is worth to a rule that has nothing else
   */
  record Leaf(RuleTerm term, Weight weight, int position) implements RuleToken {}

  /** What a mark is, and how it is written. */
  enum Sign {
    OPEN("("),
    CLOSE(")"),
    NOT("-"),
    OR("OR"),
    OPEN_AREA("["),
    CLOSE_AREA("]"),
    END("<EOF>");

    private final String written;

    Sign(String written) {
      this.written = written;
    }

    String written() {
      return written;
    }
  }

  /** What X makes of a rule that consists of one term. */
  enum Weight {
    /** Takes it. */
    STANDALONE,
    /** Refuses it: too much would match. */
    NEEDS_COMPANY,
    /** Refuses it: the word is too common. */
    STOP_WORD
  }
}
