package dev.ouzel.rule;

import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * The rules that X holds for the app. X applies a change within about 20 seconds, without a
 * reconnect. Safe for use by several threads. Every method fails with {@link
 * dev.ouzel.stream.RequestFailed} when X refuses the request as a whole or cannot be reached.
 */
public interface RuleBook {
  /** All rules, in X's order, every page of them. */
  CompletionStage<List<Rule>> list();

  /** Adds rules, of which X may refuse some: the change tells which and why. */
  CompletionStage<RuleChange> add(List<Rule.Draft> rules);

  /** Deletes rules by their ids. */
  CompletionStage<RuleChange> delete(List<String> ids);
}
