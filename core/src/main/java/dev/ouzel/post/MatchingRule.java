package dev.ouzel.post;

import java.util.Optional;
import java.util.OptionalDouble;
import org.immutables.value.Value;

/** A rule that a post on the filtered stream matched. */
@Value.Immutable
public abstract class MatchingRule implements Published {
  MatchingRule() {}

  /** X's id for the rule, digits; X has sent it as a number, too. */
  public abstract Optional<String> id();

  /** The label that the rule was given; absent without one. */
  public abstract Optional<String> tag();

  /**
   * How near the post came to an {@code embedding:} rule. In X's guide to matching, in none of its
   * descriptions.
   */
  public abstract OptionalDouble embeddingSimilarity();

  /** How near it had to come. In X's guide to matching, in none of its descriptions. */
  public abstract OptionalDouble embeddingThreshold();

  /** A {@code MatchingRule} with nothing set. */
  public static Builder builder() {
    return new Builder();
  }

  /** Collects the parts of a {@link MatchingRule}. Not safe for use by several threads. */
  public static class Builder extends ImmutableMatchingRule.Builder {
    Builder() {}
  }
}
