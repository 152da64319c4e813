package dev.ouzel.rule;

import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * The rules that X holds for the app. X applies a change within about 20 seconds, without a
 * reconnect. Safe for use by several threads. Every method fails with {@link
 * dev.ouzel.stream.RequestFailed} when X refuses the request as a whole or cannot be reached.
 */
public interface RuleBook {
  /**
   * The most rules that go to X in one request. A longer change takes several, each of which counts
   * for X's rate limit.
   */
  int MOST_AT_ONCE = 100;

  /** All rules, in X's order, every page of them. */
  CompletionStage<List<Rule>> list();

  /** Adds rules, of which X may refuse some: the change tells which and why. */
  CompletionStage<RuleChange> add(List<Rule.Draft> rules);

  /**
   * Asks X what would become of adding these rules. Nothing is added, and the ids that the change
   * tells mean nothing. Where the rules take several requests, X looks at those of one at a time.
   */
  CompletionStage<RuleChange> validate(List<Rule.Draft> rules);

  /** Deletes rules by their ids. */
  CompletionStage<RuleChange> delete(List<String> ids);

  /** How many rules X holds, and how many it would. */
  CompletionStage<RuleCounts> counts();
}
