package dev.ouzel.rule;

import java.util.Optional;

/** One thing that a post must have: the leaves of a {@link RuleExpression}. */
public sealed interface RuleTerm extends RuleExpression {
  @Override
  default String bracketed() {
    return text();
  }

  /** A word or an emoji of the text, compared with the text's own words. */
  record Keyword(String word) implements RuleTerm {
    /** Checks that X would read it as one word. */
    public Keyword {
      Spelling.requireWord(word);
    }

    @Override
    public String text() {
      return word;
    }
  }

  /**
   * Words in this order, with this punctuation.
   *
   * @param phrase what stands between the quotes, which are not escaped here; it does not end in a
   *     backslash
   */
  record Phrase(String phrase) implements RuleTerm {
    /** Checks that it can be written. */
    public Phrase {
      Spelling.requireQuotable(phrase);
    }

    @Override
    public String text() {
      return Spelling.quote(phrase);
    }
  }

  /**
   * Words near each other.
   *
   * @param phrase the words, as in {@link Phrase}
   * @param distance how many words apart at most, 1 to {@value #FURTHEST}
   */
  record Proximity(String phrase, int distance) implements RuleTerm {
    /** The furthest that X allows. */
    public static final int FURTHEST = 6;

    /** Checks both. */
    public Proximity {
      Spelling.requireQuotable(phrase);
      if (distance < 1 || distance > FURTHEST) {
        throw new IllegalArgumentException("a distance is 1 to " + FURTHEST + ": " + distance);
      }
    }

    @Override
    public String text() {
      return Spelling.quote(phrase) + "~" + distance;
    }
  }

  /** A hashtag, whole; without its {@code #}. */
  record Hashtag(String tag) implements RuleTerm {
    /** Checks that X would read it as one tag. */
    public Hashtag {
      Spelling.requireTag(tag);
    }

    @Override
    public String text() {
      return "#" + tag;
    }
  }

  /** A cashtag, whole; without its {@code $}. */
  record Cashtag(String tag) implements RuleTerm {
    /** Checks that X would read it as one tag. */
    public Cashtag {
      Spelling.requireTag(tag);
    }

    @Override
    public String text() {
      return "$" + tag;
    }
  }

  /** A user who is mentioned; without the {@code @}. */
  record Mention(String username) implements RuleTerm {
    /** Checks that X would read it as one name. */
    public Mention {
      Spelling.requireTag(username);
    }

    @Override
    public String text() {
      return "@" + username;
    }
  }

  /**
   * An operator and its value.
   *
   * @param operator which, whatever alias was written
   * @param name the operator as it was written, up to its colon
   * @param value the value as it was written; of {@code is:} and {@code has:} what follows the
   *     colon
   */
  record Clause(RuleOperator operator, String name, RuleValue value) implements RuleTerm {
    /** Checks that the operator goes by that name and takes such a value. */
    public Clause {
      if (!RuleOperator.named(name, value.text()).equals(Optional.of(operator))) {
        throw new IllegalArgumentException(operator + " is not written " + name + ":" + value);
      }
      if (!operator.accepts(value.text())) {
        throw new IllegalArgumentException(name + " does not take " + value);
      }
    }

    @Override
    public String text() {
      return name + ":" + value.written();
    }
  }
}
