package dev.ouzel.app.config;

import dev.ouzel.ingest.IngestSettings;
import java.time.Duration;
import java.util.List;

/** How an ingest gets back what it missed, and its place at X. */
final class RepairSection {
  static final Setting<Boolean> BACKFILL =
      Setting.of("repair.backfill", Kind.YES_NO, "--no-backfill", "")
          .usual("true")
          .example("false")
          .words("Ask X for the last minutes again after an interruption");

  static final Setting<Boolean> RECOVERY =
      Setting.of("repair.recovery", Kind.YES_NO, "--no-recovery", "")
          .usual("true")
          .example("false")
          .words("Ask X to replay what backfill does not reach");

  static final Setting<Duration> DELIVERY_MARGIN =
      Setting.of("repair.delivery-margin", Kind.DURATION, "--delivery-margin", "DURATION")
          .example("90s")
          .words(
              "How long after its creation a post may arrive before its time is called covered; 30s"
                  + " unless set, 60s for firehoses and 10 % samples");

  static final Setting<Boolean> TAKEOVER =
      Setting.of("repair.takeover", Kind.YES_NO, "--takeover", "")
          .usual("false")
          .example("true")
          .words(
              "When X allows no more connections, terminate those that hold the place, whosever"
                  + " they are");

  static final Setting<Boolean> KEEP_TRYING =
      Setting.of("repair.keep-trying", Kind.YES_NO, "--keep-trying", "")
          .usual("false")
          .example("true")
          .words("Go on, slowly, when X refuses for a reason that only a person can mend");

  static final Setting<Duration> SILENCE_LIMIT =
      Setting.of("repair.silence-limit", Kind.DURATION, "--silence-limit", "DURATION")
          .usual("25s")
          .example("40s")
          .words(
              "A connection on which nothing arrives for so long is dead; X sends a keep-alive at"
                  + " least every 20s");

  static final List<Setting<?>> ALL =
      List.of(BACKFILL, RECOVERY, DELIVERY_MARGIN, TAKEOVER, KEEP_TRYING, SILENCE_LIMIT);

  private RepairSection() {}

  static void apply(Values values, IngestSettings.Builder settings) {
    settings
        .backfill(values.get(BACKFILL))
        .deliveryMargin(values.find(DELIVERY_MARGIN))
        .takeover(values.get(TAKEOVER))
        .keepTrying(values.get(KEEP_TRYING))
        .silenceLimit(values.get(SILENCE_LIMIT));
    if (!values.get(RECOVERY)) {
      settings.recoveries(0);
    }
  }
}
