package dev.ouzel.app.cli;

import dev.ouzel.app.wiring.Opened;
import dev.ouzel.app.wiring.Wiring;
import dev.ouzel.rule.RuleBook;
import dev.ouzel.rule.RuleCounts;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows how many rules X holds, and how many it would. */
@Command(
    name = "counts",
    description = "Show how many rules X holds for the app and its project, and how many it would.",
    footer = {"", "Example:", "  ouzel rules counts"})
final class RulesCountsCommand implements Callable<Integer> {
  private final Invocation invocation;

  @Mixin private XOptions x;

  @Option(
      names = "--output",
      paramLabel = "FORM",
      defaultValue = "table",
      description = "table (unless given), or json: one object on a line.")
  private Output output;

  RulesCountsCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() {
    try (Opened<RuleBook> book = Wiring.rules(x.access(invocation.environment(), true))) {
      RuleCounts counts = book.part().counts().toCompletableFuture().join();
      if (output == Output.JSON) {
        invocation.console().out().println(RulePlanJson.write(counts));
      } else {
        RuleText.of(counts).forEach(invocation.console().out()::println);
      }
    }
    return ExitCode.DONE.code();
  }
}
