package dev.ouzel.app.metrics;

import dev.ouzel.coverage.Gap;
import dev.ouzel.ingest.IngestEvent;
import io.micrometer.core.instrument.Counter;

/** What was missed, and what became of it. Told on the event loop. */
final class GapMeters {
  private final Counter opened;
  private final Counter secondsOpened;
  private final CounterFamily closed;
  private final CounterFamily secondsClosed;
  private final Counter recoveriesBegun;
  private final CounterFamily recoveriesEnded;
  private final CounterFamily refused;
  private final Counter late;

  GapMeters(Meters meters) {
    opened = meters.counter("ouzel_gaps_opened_total", "Gaps that became known");
    secondsOpened =
        meters.counter(
            "ouzel_gap_opened_seconds_total", "How much time was in gaps when they became known");
    closed =
        meters
            .family(
                "ouzel_gaps_closed_total", "Gaps, or parts of them, that are settled", "outcome")
            .with(Gap.State.REPAIRED, Gap.State.LOST);
    secondsClosed =
        meters
            .family(
                "ouzel_gap_closed_seconds_total",
                "How much time was in gaps that are settled",
                "outcome")
            .with(Gap.State.REPAIRED, Gap.State.LOST);
    recoveriesBegun = meters.counter("ouzel_recoveries_begun_total", "Attempts at recoveries");
    recoveriesEnded =
        meters
            .family("ouzel_recoveries_ended_total", "Recoveries that are over", "outcome")
            .with("repaired", "again");
    refused =
        meters
            .family(
                "ouzel_repairs_refused_total",
                "Times that X refused backfill or a recovery for good",
                "remedy")
            .with("backfill", "recovery");
    late =
        meters.counter(
            "ouzel_late_posts_total", "Posts that came after their time was called covered");
  }

  void on(IngestEvent event) {
    if (event instanceof IngestEvent.Late) {
      late.increment();
    } else if (event instanceof IngestEvent.GapOpened gap) {
      opened.increment();
      secondsOpened.increment(Meters.seconds(gap.gap().range().length()));
    } else if (event instanceof IngestEvent.GapClosed gap) {
      String outcome = gap.gap().state().label();
      closed.of(outcome).increment();
      secondsClosed.of(outcome).increment(Meters.seconds(gap.gap().range().length()));
    } else if (event instanceof IngestEvent.Recovering) {
      recoveriesBegun.increment();
    } else if (event instanceof IngestEvent.RecoveryEnded recovery) {
      recoveriesEnded.of(recovery.repaired() ? "repaired" : "again").increment();
    } else if (event instanceof IngestEvent.RepairRefused answer) {
      refused.of(answer.recoveries() ? "recovery" : "backfill").increment();
    }
  }
}
