package dev.ouzel.app.cli;

import dev.ouzel.app.operations.Console;
import dev.ouzel.app.rules.RulePlan;
import dev.ouzel.app.rules.RulesAtX.Order;
import java.util.Optional;

/** Says why a plan cannot be carried out, if it cannot. */
final class RuleVerdict {
  private RuleVerdict() {}

  /** Says it, and returns what to tell the shell. */
  static ExitCode say(RulePlan plan, Order order, Console console) {
    if (!plan.isSound()) {
      RulesFileOptions.complain(plan.faults(), console);
      return plan.mistakes().isEmpty() ? ExitCode.REFUSED : ExitCode.USAGE;
    }
    Optional<String> obstacle = plan.obstacle(order);
    obstacle.ifPresent(console::complain);
    return obstacle.isPresent() ? ExitCode.REFUSED : ExitCode.DONE;
  }
}
