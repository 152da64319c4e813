package dev.ouzel.app.cli;

import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Prints what lets a shell complete commands and options. */
@Command(
    name = "completion",
    description = {
      "Print a script by which bash completes commands and options; zsh takes it too,",
      "after 'autoload -U bashcompinit && bashcompinit'."
    },
    footer = {"", "Example:", "  source <(ouzel completion)"})
final class CompletionCommand implements Callable<Integer> {
  /** It completes all commands, so all must be known. */
  static final String NAME = "completion";

  private final Invocation invocation;

  @Spec private CommandSpec spec;

  CompletionCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() {
    invocation.console().out().print(AutoComplete.bash("ouzel", spec.root().commandLine()));
    return ExitCode.DONE.code();
  }
}
