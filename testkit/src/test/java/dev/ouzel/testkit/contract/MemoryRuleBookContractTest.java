package dev.ouzel.testkit.contract;

import dev.ouzel.rule.RuleBook;
import dev.ouzel.rule.RuleLimits;
import dev.ouzel.testkit.memory.MemoryRuleBook;

final class MemoryRuleBookContractTest extends RuleBookContract {
  @Override
  protected RuleBook empty(int most) {
    return new MemoryRuleBook(RuleLimits.PAY_PER_USE, most);
  }
}
