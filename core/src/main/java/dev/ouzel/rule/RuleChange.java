package dev.ouzel.rule;

import dev.ouzel.post.Problem;
import java.util.List;

/**
 * What became of a request to add or delete rules, which X may carry out in part.
 *
 * @param added the rules that X now holds; empty for a deletion
 * @param changed how many rules were added or deleted, as X counts them
 * @param unchanged how many were not
 * @param problems why not
 */
public record RuleChange(List<Rule> added, int changed, int unchanged, List<Problem> problems) {
  /** Copies the lists. */
  public RuleChange {
    added = List.copyOf(added);
    problems = List.copyOf(problems);
  }
}
