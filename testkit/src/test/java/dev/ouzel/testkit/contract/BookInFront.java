package dev.ouzel.testkit.contract;

import dev.ouzel.rule.Rule;
import dev.ouzel.rule.RuleBook;
import dev.ouzel.rule.RuleChange;
import dev.ouzel.rule.RuleCounts;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** A good rule book that can be broken in one place. */
class BookInFront implements RuleBook {
  final RuleBook behind;

  BookInFront(RuleBook behind) {
    this.behind = behind;
  }

  @Override
  public CompletionStage<List<Rule>> list() {
    return behind.list();
  }

  @Override
  public CompletionStage<RuleChange> add(List<Rule.Draft> rules) {
    return behind.add(rules);
  }

  @Override
  public CompletionStage<RuleChange> delete(List<String> ids) {
    return behind.delete(ids);
  }

  @Override
  public CompletionStage<RuleChange> validate(List<Rule.Draft> rules) {
    return behind.validate(rules);
  }

  @Override
  public CompletionStage<RuleCounts> counts() {
    return behind.counts();
  }
}
