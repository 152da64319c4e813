package dev.ouzel.app.cli;

import dev.ouzel.app.wiring.Opened;
import dev.ouzel.app.wiring.Wiring;
import dev.ouzel.rule.Rule;
import dev.ouzel.rule.RuleBook;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Shows the rules that X holds. */
@Command(
    name = "list",
    description = "Show the rules that X holds for the app.",
    footer = {"", "Example:", "  ouzel rules list"})
final class RulesListCommand implements Callable<Integer> {
  private final Invocation invocation;

  @Mixin private XOptions x;

  RulesListCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() {
    try (Opened<RuleBook> book = Wiring.rules(x.access(invocation.environment(), true))) {
      print(book.part().list().toCompletableFuture().join());
    }
    return ExitCode.DONE.code();
  }

  private void print(List<Rule> rules) {
    if (rules.isEmpty()) {
      invocation.console().say("no rules; add one with: ouzel rules add 'cat has:images'");
      return;
    }
    Table table = new Table(List.of("ID", "TAG", "VALUE"));
    rules.forEach(
        rule -> table.add(List.of(Optional.of(rule.id()), rule.tag(), Optional.of(rule.value()))));
    table.lines().forEach(invocation.console().out()::println);
  }
}
