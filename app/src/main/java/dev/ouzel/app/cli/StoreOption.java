package dev.ouzel.app.cli;

import dev.ouzel.app.config.IngestConfig;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which store to read, for each command that reads one. */
final class StoreOption {
  @Mixin private ConfigOption config;

  @Option(
      names = "--sink",
      paramLabel = "URI",
      description =
          "The store to read; unless given the first sink of the settings, which is "
              + IngestConfig.USUAL_SINK
              + " unless set.")
  private Optional<String> sink;

  String uri(Map<String, String> environment) {
    return config.read(environment, SettingOptions.given(Map.of("--sink", sink))).sink();
  }
}
