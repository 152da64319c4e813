package dev.ouzel.app.cli;

import dev.ouzel.app.config.Mistake;
import dev.ouzel.app.wiring.Opened;
import dev.ouzel.app.wiring.Wiring;
import dev.ouzel.rule.Rule;
import dev.ouzel.rule.RuleBook;
import dev.ouzel.rule.RuleChange;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Adds a rule. */
@Command(
    name = "add",
    description = "Add a rule, and print the id that X gave it.",
    footer = {"", "Example:", "  ouzel rules add 'cat has:images' --tag cats"})
final class RulesAddCommand implements Callable<Integer> {
  private final Invocation invocation;

  @Mixin private XOptions x;

  @Parameters(
      paramLabel = "VALUE",
      description =
          "What posts must match, in X's rule language. One that begins with a minus sign goes after"
              + " two of them: ouzel rules add -- '-is:reply cat'")
  private String value;

  @Option(
      names = "--tag",
      paramLabel = "TAG",
      description = "A label that X sends with each post that matches.")
  private Optional<String> tag;

  RulesAddCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() {
    Rule.Draft draft = Mistake.unlessRefused(() -> new Rule.Draft(value, tag));
    try (Opened<RuleBook> book = Wiring.rules(x.access(invocation.environment(), true))) {
      RuleChange change = book.part().add(List.of(draft)).toCompletableFuture().join();
      change.added().forEach(rule -> invocation.console().out().println(rule.id()));
      return RuleOutcome.report(change, "added", invocation.console());
    }
  }
}
