package dev.ouzel.app.metrics;

import dev.ouzel.ingest.IngestEvent;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;

/** What the sink takes, how soon and how late. Told on the event loop. */
final class SinkMeters {
  private static final double[] COMMITS = {
    0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 30, 60
  };
  private static final double[] LAGS = {0.5, 1, 2, 5, 7, 10, 20, 30, 60, 120, 300, 900};

  private final Counter deadLetters;
  private final Counter deadLetterBytes;
  private final Counter failures;
  private final Counter pauses;
  private final Timer commits;
  private final Timer lags;
  private volatile double lag = Double.NaN;

  SinkMeters(Meters meters) {
    deadLetters =
        meters.counter("ouzel_dead_letters_total", "Frames and posts among the dead letters");
    deadLetterBytes = meters.counter("ouzel_dead_letter_bytes_total", "Bytes of dead letters");
    failures =
        meters.counter("ouzel_commit_failures_total", "Times that the sink did not take a batch");
    pauses = meters.counter("ouzel_pauses_total", "Times that reading paused");
    commits =
        meters.timer(
            "ouzel_commit_duration", "From a batch's first offer to its acknowledgement", COMMITS);
    lags =
        meters.timer(
            "ouzel_commit_lag", "From the creation of a batch's newest post to its arrival", LAGS);
    Gauge.builder("ouzel_lag_seconds", this, self -> self.lag)
        .description("How long after its creation the newest post of the last batch arrived")
        .register(meters.registry());
  }

  void on(IngestEvent event) {
    if (event instanceof IngestEvent.Committed committed) {
      committed(committed);
    } else if (event instanceof IngestEvent.DeadLettered letter) {
      deadLetters.increment();
      deadLetterBytes.increment(letter.size());
    } else if (event instanceof IngestEvent.CommitFailed) {
      failures.increment();
    } else if (event instanceof IngestEvent.Paused) {
      pauses.increment();
    }
  }

  /** A batch is offered as soon as it is closed, which its checkpoint dates. */
  private void committed(IngestEvent.Committed committed) {
    commits.record(
        notNegative(Duration.between(committed.batch().checkpoint().takenAt(), committed.at())));
    committed.lag().map(SinkMeters::notNegative).ifPresent(this::lagging);
  }

  private void lagging(Duration behind) {
    lags.record(behind);
    lag = Meters.seconds(behind);
  }

  /** Only a clock that was set back, here or at X, gives a negative one. */
  private static Duration notNegative(Duration span) {
    return span.isNegative() ? Duration.ZERO : span;
  }
}
