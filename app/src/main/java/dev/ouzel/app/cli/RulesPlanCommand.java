package dev.ouzel.app.cli;

import dev.ouzel.app.config.RulesFile;
import dev.ouzel.app.operations.Console;
import dev.ouzel.app.rules.Pause;
import dev.ouzel.app.rules.RulePlan;
import dev.ouzel.app.rules.RulesAtX;
import dev.ouzel.app.rules.RulesAtX.Order;
import dev.ouzel.app.wiring.Opened;
import dev.ouzel.app.wiring.Wiring;
import dev.ouzel.rule.RuleBook;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows what applying a file of rules would change, and whether X would take it. */
@Command(
    name = "plan",
    description = {
      "Show what 'ouzel rules apply' would change, and change nothing.",
      "X is asked whether it would take the rules that are new. A rule to add has a +",
      "before it, one to delete a -, one that is to have another tag a ~."
    },
    footer = {"", "Example:", "  ouzel rules plan rules.yaml"})
final class RulesPlanCommand implements Callable<Integer> {
  private final Invocation invocation;

  @Mixin private XOptions x;
  @Mixin private RulesFileOptions file;

  @Option(
      names = "--output",
      paramLabel = "FORM",
      defaultValue = "table",
      description = "table (unless given), or json: one object on a line.")
  private Output output;

  RulesPlanCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() throws InterruptedException {
    Console console = invocation.console();
    Optional<RulesFile> rules = file.read(console);
    if (rules.isEmpty()) {
      return ExitCode.USAGE.code();
    }
    try (Opened<RuleBook> book = Wiring.rules(x.access(invocation.environment(), true))) {
      RulePlan plan =
          new RulesAtX(book.part(), new RuleReport(console), Pause.REAL).plan(rules.get());
      if (output == Output.JSON) {
        console.out().println(RulePlanJson.write(plan));
      } else {
        RuleText.of(plan).forEach(console.out()::println);
      }
      return verdict(plan, console).code();
    }
  }

  /** What takes --delete-first can be done. */
  private static ExitCode verdict(RulePlan plan, Console console) {
    boolean canBeDone = plan.obstacle(Order.DELETE_FIRST).isEmpty();
    ExitCode verdict = RuleVerdict.say(plan, Order.ADD_FIRST, console);
    return plan.isSound() && canBeDone ? ExitCode.DONE : verdict;
  }
}
