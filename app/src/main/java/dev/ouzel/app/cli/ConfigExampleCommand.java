package dev.ouzel.app.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Prints a file of settings to begin with. */
@Command(
    name = "example",
    description = "Print a file of settings to begin with: each of them, explained.",
    footer = {"", "Example:", "  ouzel config example > ouzel.yaml"})
final class ConfigExampleCommand implements Callable<Integer> {
  private final Invocation invocation;

  ConfigExampleCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() {
    invocation.console().out().print(SettingsText.example());
    return ExitCode.DONE.code();
  }
}
