package dev.ouzel.app.cli;

import dev.ouzel.app.config.Configuration;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows the settings that hold, and where each is written. */
@Command(
    name = "print",
    description = "Show the settings that hold, and where each is written; secrets are left out.",
    footer = {"", "Example:", "  ouzel config print --config /etc/ouzel/ouzel.yaml"})
final class ConfigPrintCommand implements Callable<Integer> {
  /** How settings are printed. */
  enum Form {
    /** As a file of settings. */
    YAML,
    /** An object with an entry for each key. */
    JSON
  }

  private final Invocation invocation;

  @Mixin private ConfigOption file;

  @Option(
      names = "--output",
      paramLabel = "FORM",
      defaultValue = "yaml",
      description = "yaml (unless given), or json: an object with an entry for each key.")
  private Form output;

  ConfigPrintCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() {
    Configuration settings = file.read(invocation.environment(), Map.of());
    invocation
        .console()
        .out()
        .print(output == Form.JSON ? SettingsJson.of(settings) : SettingsText.of(settings));
    return ExitCode.DONE.code();
  }
}
