package dev.ouzel.rule;

import dev.ouzel.post.Problem;
import dev.ouzel.stream.RateLimit;
import java.util.List;

/**
 * What became of a request to add or delete rules, which X may carry out in part.
 *
 * @param added the rules that X now holds; empty for a deletion
 * @param changed how many rules were added or deleted, as X counts them
 * @param unchanged how many were not
 * @param problems why not
 * @param rateLimit what X said of the limit in its last answer
 */
public record RuleChange(
    List<Rule> added, int changed, int unchanged, List<Problem> problems, RateLimit rateLimit) {
  /** Copies the lists. */
  public RuleChange {
    added = List.copyOf(added);
    problems = List.copyOf(problems);
  }

  /** A change of which X said nothing about the rate limit. */
  public RuleChange(List<Rule> added, int changed, int unchanged, List<Problem> problems) {
    this(added, changed, unchanged, problems, RateLimit.unknown());
  }

  /** Nothing asked for, nothing done. */
  public static RuleChange none() {
    return new RuleChange(List.of(), 0, 0, List.of());
  }

  /** The same, with what X said of the rate limit. */
  public RuleChange withRateLimit(RateLimit limit) {
    return new RuleChange(added, changed, unchanged, problems, limit);
  }
}
