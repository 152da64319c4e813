package dev.ouzel.app.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Holds the commands about settings, and without one says which there are. */
@Command(
    name = "config",
    description = {
      "Check and show the settings: those of the file, the environment and what is built in.",
      "docs/configuration.md tells of each."
    },
    footer = {"", "Example:", "  ouzel config check --config ouzel.yaml"})
final class ConfigCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  private ConfigCommand() {}

  static CommandLine with(Invocation invocation) {
    return new CommandLine(new ConfigCommand())
        .addSubcommand(new ConfigCheckCommand(invocation))
        .addSubcommand(new ConfigPrintCommand(invocation))
        .addSubcommand(new ConfigExampleCommand(invocation))
        .addSubcommand(new ConfigSchemaCommand(invocation));
  }

  @Override
  public Integer call() {
    spec.commandLine().usage(spec.commandLine().getErr());
    return ExitCode.USAGE.code();
  }
}
