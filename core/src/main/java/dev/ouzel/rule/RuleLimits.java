package dev.ouzel.rule;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What an access level lets a rule be.
 *
 * @param length the most characters a rule may have, spaces and operators included
 * @param unavailable the operators that the level does not include
 * @param stopWords the words, in lower case, that are too common to be all that a rule asks for
 */
public record RuleLimits(int length, Set<RuleOperator> unavailable, Set<String> stopWords) {
  /**
   * X has such a list and does not publish it: {@code you} is known to be on it, the others are a
   * guess.
   */
  public static final Set<String> STOP_WORDS =
      Set.of("a", "an", "at", "by", "from", "in", "is", "it", "of", "on", "the", "to", "you");

  private static final Set<RuleOperator> EMBEDDING =
      Set.of(RuleOperator.EMBEDDING, RuleOperator.EMBEDDING_THRESHOLD);

  /** X's default today: 1,024 characters, everything but embeddings. */
  public static final RuleLimits PAY_PER_USE = new RuleLimits(1024, EMBEDDING, STOP_WORDS);

  /** 2,048 characters, everything but embeddings. */
  public static final RuleLimits ENTERPRISE = new RuleLimits(2048, EMBEDDING, STOP_WORDS);

  /** 2,048 characters and every operator. */
  public static final RuleLimits ENTERPRISE_WITH_EMBEDDING =
      new RuleLimits(2048, Set.of(), STOP_WORDS);

  /** The former Essential and Elevated levels: 512 characters. */
  public static final RuleLimits ELEVATED = new RuleLimits(512, EMBEDDING, STOP_WORDS);

  /** How many rules {@link #PAY_PER_USE} has. */
  private static final int PAY_PER_USE_RULES = 1_000;

  /** Copies the sets. */
  public RuleLimits {
    if (length < 1) {
      throw new IllegalArgumentException("a rule has at least one character: " + length);
    }
    unavailable = Set.copyOf(unavailable);
    stopWords = Set.copyOf(stopWords);
  }

  /**
   * The widest limits of the levels that X sells with so many rules, for X tells an app how many
   * rules it may have and not how long they may be.
   */
  public static RuleLimits forCap(int rules) {
    return rules <= PAY_PER_USE_RULES ? PAY_PER_USE : ENTERPRISE_WITH_EMBEDDING;
  }

  /** The same with another greatest length. */
  public RuleLimits withLength(int characters) {
    return new RuleLimits(characters, unavailable, stopWords);
  }

  /** The same without some operators. */
  public RuleLimits without(RuleOperator... operators) {
    Set<RuleOperator> fewer = EnumSet.noneOf(RuleOperator.class);
    fewer.addAll(unavailable);
    fewer.addAll(List.of(operators));
    return new RuleLimits(length, fewer, stopWords);
  }

  /** The same with other stop words, each in lower case. */
  public RuleLimits withStopWords(Set<String> words) {
    return new RuleLimits(length, unavailable, words);
  }
}
