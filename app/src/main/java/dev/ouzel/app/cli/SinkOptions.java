package dev.ouzel.app.cli;

import dev.ouzel.app.config.Destination;
import dev.ouzel.app.config.IngestConfig;
import dev.ouzel.app.config.Mistake;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Where an ingest stores posts. */
final class SinkOptions {
  private static final String USUAL_LIMIT = "16GB";

  @Option(
      names = "--sink",
      paramLabel = "URI",
      defaultValue = IngestConfig.USUAL_SINK,
      description = {
        "Where to store posts; ${DEFAULT-VALUE} unless given. Several with --spool:",
        "sqlite:FILE, postgresql://USER@HOST/DB, kafka://HOST:9092/TOPIC, jsonl:DIR, or - for one"
            + " frame a line on stdout. Each takes parameters: see docs/sinks.md."
      })
  private List<String> sinks;

  @Option(
      names = "--spool",
      paramLabel = "FILE",
      description =
          "Keep posts in this file first, synced, and give them to the sinks from there: X is read"
              + " at full speed while a sink is out of reach.")
  private Optional<Path> spool;

  @Option(
      names = "--spool-limit",
      paramLabel = "SIZE",
      converter = ByteSizeConverter.class,
      defaultValue = USUAL_LIMIT,
      description = "Stop when the spool holds so much; ${DEFAULT-VALUE} unless given.")
  private long limit;

  Destination destination() {
    return Mistake.unlessRefused(
        () -> new Destination(sinks, spool.map(file -> new Destination.Spooling(file, limit))));
  }
}
