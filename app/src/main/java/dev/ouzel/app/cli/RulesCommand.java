package dev.ouzel.app.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Holds the commands about rules, and without one says which there are. */
@Command(
    name = "rules",
    description = "Show and change the rules by which X chooses the filtered stream's posts.",
    footer = {"", "Example:", "  ouzel rules apply rules.yaml"})
final class RulesCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  private RulesCommand() {}

  static CommandLine with(Invocation invocation) {
    return new CommandLine(new RulesCommand())
        .addSubcommand(new RulesPlanCommand(invocation))
        .addSubcommand(new RulesApplyCommand(invocation))
        .addSubcommand(new RulesCountsCommand(invocation))
        .addSubcommand(new RulesListCommand(invocation))
        .addSubcommand(new RulesAddCommand(invocation))
        .addSubcommand(new RulesDeleteCommand(invocation));
  }

  @Override
  public Integer call() {
    spec.commandLine().usage(spec.commandLine().getErr());
    return ExitCode.USAGE.code();
  }
}
