package dev.ouzel.app.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Prints a JSON Schema of the file of settings. */
@Command(
    name = "schema",
    description = "Print a JSON Schema of the file of settings, by which editors help to write it.",
    footer = {"", "Example:", "  ouzel config schema > ouzel.schema.json"})
final class ConfigSchemaCommand implements Callable<Integer> {
  private final Invocation invocation;

  ConfigSchemaCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() {
    invocation.console().out().print(SettingsJson.schema());
    return ExitCode.DONE.code();
  }
}
