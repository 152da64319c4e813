package dev.ouzel.app.cli;

import dev.ouzel.app.config.Configuration;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Tells what is wrong with the settings. */
@Command(
    name = "check",
    description = {
      "Tell all that is wrong with the settings, or that nothing is.",
      "It asks neither X nor a store; ouzel doctor does."
    },
    footer = {"", "Example:", "  ouzel config check --config /etc/ouzel/ouzel.yaml"})
final class ConfigCheckCommand implements Callable<Integer> {
  private final Invocation invocation;

  @Mixin private ConfigOption file;

  ConfigCheckCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() {
    Configuration settings = file.read(invocation.environment(), Map.of());
    settings.check();
    invocation
        .console()
        .out()
        .println(
            settings.file().map(read -> "ok: " + read).orElse("ok; there is no file of settings"));
    return ExitCode.DONE.code();
  }
}
