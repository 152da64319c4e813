package dev.ouzel.testkit.sim;

import dev.ouzel.ingest.IngestEnd;
import dev.ouzel.ingest.IngestEvent;
import dev.ouzel.ingest.IngestReport;
import dev.ouzel.ingest.Tally;
import dev.ouzel.sink.Batch;
import dev.ouzel.stream.StreamRequest;
import dev.ouzel.stream.StreamSignal;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;

/** P7: the books balance and agree with what the world saw; attempts begin and end in order. */
final class BooksCheck implements Check {
  private final Findings findings;
  private final Set<Integer> begun = new HashSet<>();
  private final Set<Integer> ended = new HashSet<>();
  private long attempts;
  private long frames;
  private long acknowledged;
  private boolean finished;

  BooksCheck(Findings findings) {
    this.findings = findings;
  }

  @Override
  public void booted() {
    begun.clear();
    ended.clear();
    attempts = 0;
    frames = 0;
    acknowledged = 0;
    finished = false;
  }

  @Override
  public void attempted(StreamRequest request, Instant wall) {
    attempts++;
  }

  @Override
  public void delivered(StreamSignal signal) {
    if (signal instanceof StreamSignal.Frames turn) {
      frames += turn.frames().size();
    }
  }

  @Override
  public void acknowledged(Batch batch) {
    acknowledged += batch.posts().size();
  }

  @Override
  public void event(IngestEvent event) {
    findings.require(!finished, "P7 nothing happens after the end", () -> event);
    if (event instanceof IngestEvent.Connecting connecting) {
      findings.require(begun.add(connecting.attempt()), "P7 an attempt begins once", () -> event);
    } else if (event instanceof IngestEvent.Ended end) {
      findings.require(
          begun.contains(end.attempt()) && ended.add(end.attempt()),
          "P7 an attempt ends once, after it begins",
          () -> event);
      findings.require(
          !end.served().isNegative(), "P7 no attempt serves less than 0 s", () -> event);
    } else if (event instanceof IngestEvent.Committed committed) {
      committed(committed.tally());
    } else if (event instanceof IngestEvent.Finished) {
      finished = true;
    }
  }

  private void committed(Tally tally) {
    findings.require(tally.balances(), "P7 the books balance", () -> tally);
    findings.require(
        tally.stored() + tally.sinkDuplicates() == acknowledged,
        "P7 what the sink answered is booked",
        () -> tally);
    findings.require(tally.frames() <= frames, "P7 no frame is invented", () -> tally);
    findings.require(tally.attempts() == attempts, "P7 every attempt is booked", () -> tally);
  }

  @Override
  public void finished(IngestReport report) {
    findings.require(report.tally().balances(), "P7 the books balance at the end", () -> report);
    findings.require(
        !(report.end() instanceof IngestEnd.Faulted),
        "the program makes no mistakes",
        () -> report);
    if (report.end() instanceof IngestEnd.Stopped) {
      findings.require(
          ended.equals(begun), "P7 every attempt has an end", () -> begun + " but " + ended);
      findings.require(report.tally().inMemory() == 0, "P7 a stop keeps everything", () -> report);
      findings.require(
          report.tally().frames() == frames,
          "P7 every frame is booked",
          () -> frames + ": " + report);
    }
  }
}
