package dev.ouzel.app.cli;

import dev.ouzel.app.config.Configuration;
import dev.ouzel.app.config.Given;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Which file a command is configured by. */
final class ConfigOption {
  @Option(
      names = "--config",
      paramLabel = "FILE",
      description =
          "File with settings, as told in docs/configuration.md; unless given the one that"
              + " OUZEL_CONFIG names, or else ouzel.yaml when it is there.")
  private Optional<Path> file;

  /** All that is set: in the file, in the environment, and by options of the command. */
  Configuration read(Map<String, String> environment, Map<String, Given> options) {
    return Configuration.read(file, environment, options);
  }
}
