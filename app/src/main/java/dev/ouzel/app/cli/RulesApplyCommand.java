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

/** Makes X hold the rules of a file, and no others. */
@Command(
    name = "apply",
    description = {
      "Make X hold the rules of a file, and no others.",
      "X is asked first whether it would take every rule that is new; when it would",
      "not, nothing is changed. New rules are added before old ones are deleted. When",
      "X's rate limit is used up it waits, at most 15 minutes at a time. It may be",
      "repeated at any time, and then does what is left."
    },
    footer = {"", "Example:", "  ouzel rules apply rules.yaml"})
final class RulesApplyCommand implements Callable<Integer> {
  private final Invocation invocation;

  @Mixin private XOptions x;
  @Mixin private RulesFileOptions file;

  @Option(
      names = "--delete-first",
      description =
          "Delete old rules before new ones are added, when X has no room for both. Posts that"
              + " only they match are missed meanwhile.")
  private boolean deleteFirst;

  RulesApplyCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() throws InterruptedException {
    Optional<RulesFile> rules = file.read(invocation.console());
    if (rules.isEmpty()) {
      return ExitCode.USAGE.code();
    }
    try (Opened<RuleBook> book = Wiring.rules(x.access(invocation.environment(), true))) {
      return apply(rules.get(), book.part()).code();
    }
  }

  private ExitCode apply(RulesFile rules, RuleBook book) throws InterruptedException {
    Console console = invocation.console();
    RuleReport report = new RuleReport(console);
    RulesAtX atX = new RulesAtX(book, report, Pause.REAL);
    RulePlan plan = atX.plan(rules);
    Order order = deleteFirst ? Order.DELETE_FIRST : Order.ADD_FIRST;
    ExitCode verdict = RuleVerdict.say(plan, order, console);
    if (verdict != ExitCode.DONE) {
      console.say("nothing was changed");
      return verdict;
    }
    try {
      atX.apply(plan, order);
    } finally {
      console.say(report.sum());
    }
    if (report.isRefused()) {
      return ExitCode.REFUSED;
    }
    console.say("X holds the rules of %s: %d".formatted(file.name(), rules.rules().rules().size()));
    return ExitCode.DONE;
  }
}
