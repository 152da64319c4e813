package dev.ouzel.app.cli;

import dev.ouzel.app.config.Mistake;
import dev.ouzel.app.wiring.Opened;
import dev.ouzel.app.wiring.Wiring;
import dev.ouzel.rule.RuleBook;
import dev.ouzel.rule.RuleChange;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Deletes rules. */
@Command(
    name = "delete",
    description = "Delete rules by the ids that 'ouzel rules list' shows.",
    footer = {"", "Example:", "  ouzel rules delete 1273026480692322304"})
final class RulesDeleteCommand implements Callable<Integer> {
  private final Invocation invocation;

  @Mixin private XOptions x;

  @Parameters(paramLabel = "ID", arity = "1..*", description = "The rules' ids.")
  private List<String> ids;

  RulesDeleteCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() {
    for (String id : ids) {
      if (!id.matches("[0-9]{1,19}")) {
        throw new Mistake("'" + id + "' is no rule id; 'ouzel rules list' shows them");
      }
    }
    try (Opened<RuleBook> book = Wiring.rules(x.access(invocation.environment(), true))) {
      RuleChange change = book.part().delete(ids).toCompletableFuture().join();
      return RuleOutcome.report(change, "deleted", invocation.console());
    }
  }
}
