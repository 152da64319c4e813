package dev.ouzel.testkit.sim;

import dev.ouzel.coverage.Gap;
import dev.ouzel.ingest.IngestEvent;
import dev.ouzel.ingest.IngestReport;
import dev.ouzel.ingest.Tally;
import dev.ouzel.sink.ReceivedPost;
import dev.ouzel.stream.StreamRequest;
import dev.ouzel.testkit.sim.Totals.Measure;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Counts; checks nothing. */
final class Census implements Check {
  private final Totals totals = new Totals();
  private Tally tally = Tally.builder().build();
  private long held;

  Totals totals() {
    return totals;
  }

  /** The totals, once all is over. */
  Totals outcome() {
    totals.count(Measure.SEEDS, 1);
    totals.count(Measure.HELD, held);
    return totals;
  }

  @Override
  public void published(PublishedPost post) {
    totals.count(Measure.PUBLISHED, 1);
  }

  @Override
  public void booted() {
    totals.count(Measure.STARTS, 1);
    tally = Tally.builder().build();
  }

  @Override
  public void attempted(StreamRequest request, Instant wall) {
    totals.count(Measure.ATTEMPTS, 1);
  }

  @Override
  public void event(IngestEvent event) {
    measure(event).ifPresent(measure -> totals.count(measure, 1));
    if (event instanceof IngestEvent.Committed committed) {
      tally = committed.tally();
    }
  }

  private static Optional<Measure> measure(IngestEvent event) {
    Measure measure = null;
    if (event instanceof IngestEvent.Opened) {
      measure = Measure.OPENINGS;
    } else if (event instanceof IngestEvent.Paused) {
      measure = Measure.PAUSES;
    } else if (event instanceof IngestEvent.CommitFailed) {
      measure = Measure.COMMIT_FAILURES;
    } else if (event instanceof IngestEvent.DeadLettered) {
      measure = Measure.DEAD_LETTERS;
    } else if (event instanceof IngestEvent.Late) {
      measure = Measure.LATE;
    } else if (event instanceof IngestEvent.Recovering) {
      measure = Measure.RECOVERIES;
    } else if (event instanceof IngestEvent.GapOpened) {
      measure = Measure.GAPS_OPENED;
    } else if (event instanceof IngestEvent.GapClosed closed) {
      boolean repaired = closed.gap().state() == Gap.State.REPAIRED;
      measure = repaired ? Measure.GAPS_REPAIRED : Measure.GAPS_LOST;
    }
    return Optional.ofNullable(measure);
  }

  @Override
  public void finished(IngestReport report) {
    totals.count(Measure.FINISHES, 1);
    tally = report.tally();
  }

  @Override
  public void died() {
    totals.count(Measure.WINDOW_DUPLICATES, tally.windowDuplicates());
    totals.count(Measure.SINK_DUPLICATES, tally.sinkDuplicates());
    totals.count(Measure.REMATCHES, tally.rematches());
  }

  @Override
  public void inspected(List<ReceivedPost> posts) {
    held = posts.stream().mapToLong(ReceivedPost::id).distinct().count();
  }
}
