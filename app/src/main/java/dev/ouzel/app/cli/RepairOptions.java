package dev.ouzel.app.cli;

import dev.ouzel.ingest.IngestSettings;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Option;

/** How an ingest gets back what it missed, and its place at X. */
final class RepairOptions {
  @Option(
      names = "--no-backfill",
      description = "Do not ask X for the last minutes again after an interruption.")
  private boolean noBackfill;

  @Option(
      names = "--no-recovery",
      description = "Do not ask X to replay what backfill does not reach.")
  private boolean noRecovery;

  @Option(
      names = "--delivery-margin",
      paramLabel = "DURATION",
      converter = DurationConverter.class,
      description =
          "How long after its creation a post may arrive before its time is called covered; 30s"
              + " unless given.")
  private Optional<Duration> deliveryMargin;

  @Option(
      names = "--takeover",
      description =
          "When X allows no more connections, terminate those that hold the place, whosever they"
              + " are.")
  private boolean takeover;

  @Option(
      names = "--keep-trying",
      description = "Go on, slowly, when X refuses for a reason that only a person can mend.")
  private boolean keepTrying;

  /** Adds what was chosen. */
  void apply(IngestSettings.Builder settings) {
    settings
        .backfill(!noBackfill)
        .deliveryMargin(deliveryMargin)
        .takeover(takeover)
        .keepTrying(keepTrying);
    if (noRecovery) {
      settings.recoveries(0);
    }
  }
}
