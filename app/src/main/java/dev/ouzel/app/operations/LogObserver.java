package dev.ouzel.app.operations;

import dev.ouzel.ingest.IngestEnd;
import dev.ouzel.ingest.IngestEvent;
import dev.ouzel.ingest.IngestObserver;
import dev.ouzel.ingest.Tally;
import dev.ouzel.reconnect.Ladder;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Plain log lines: one for each thing that happens to the connection or the sink, and the count so
 * far every ten seconds while frames arrive. Confined to the event loop.
 */
public final class LogObserver implements IngestObserver {
  private static final Logger LOG = LoggerFactory.getLogger("ouzel");
  private static final Duration BETWEEN_COUNTS = Duration.ofSeconds(10);

  private static final Duration BETWEEN_LATE = Duration.ofMinutes(1);

  /** A sink that is just too slow pauses reading many times a second. */
  private static final Duration BETWEEN_PAUSES = Duration.ofMinutes(1);

  /** Reasons remembered, so that a stream of rubbish gives few lines. */
  private static final int MOST_REASONS = 20;

  private final Set<String> reasons = new HashSet<>();
  private Progress progress = Progress.none();
  private Instant counted = Instant.EPOCH;
  private long framesCounted;
  private Sentence said = new Sentence(false, "");
  private Instant lateSaid = Instant.EPOCH;
  private long latePosts;
  private Instant pauseSaid = Instant.EPOCH;
  private long pauses;
  private boolean pauseIsNews;

  @Override
  public void on(IngestEvent event) {
    progress = progress.after(event);
    if (event instanceof IngestEvent.Connecting connecting) {
      connecting(connecting);
    } else if (event instanceof IngestEvent.Opened) {
      LOG.info("connected");
    } else if (event instanceof IngestEvent.Ended ended) {
      ended(ended);
    } else if (event instanceof IngestEvent.Waiting waiting) {
      LOG.info("next attempt in {}", Spans.of(waiting.pause()));
    } else if (event instanceof IngestEvent.DeadLettered letter) {
      deadLettered(letter);
    } else if (event instanceof IngestEvent.Committed commit) {
      committed(commit);
    } else if (event instanceof IngestEvent.CommitFailed failed) {
      commitFailed(failed);
    } else if (event instanceof IngestEvent.Paused paused) {
      paused(paused);
    } else if (event instanceof IngestEvent.Resumed) {
      resumed();
    } else if (event instanceof IngestEvent.Stopping stopping) {
      stopping(stopping);
    } else if (event instanceof IngestEvent.Late late) {
      late(late);
    } else {
      Sentence.of(event).ifPresent(this::say);
    }
  }

  private static void connecting(IngestEvent.Connecting connecting) {
    int minutes = connecting.request().backfillMinutes();
    String backfill =
        minutes == 0
            ? ""
            : ", asking for %d %s of backfill"
                .formatted(minutes, minutes == 1 ? "minute" : "minutes");
    LOG.info("connecting (attempt {}){}", connecting.attempt(), backfill);
  }

  /** What fails again and again for the same reason is said once. */
  private void say(Sentence sentence) {
    if (sentence.equals(said)) {
      return;
    }
    said = sentence;
    if (sentence.warning()) {
      LOG.warn("{}", sentence.words());
    } else {
      LOG.info("{}", sentence.words());
    }
  }

  private void late(IngestEvent.Late late) {
    latePosts++;
    if (Duration.between(lateSaid, late.at()).compareTo(BETWEEN_LATE) >= 0) {
      lateSaid = late.at();
      LOG.warn(
          "{} came after their time had been called covered, the last one {} after its creation;"
              + " --delivery-margin can be longer",
          latePosts == 1 ? "1 post" : latePosts + " posts",
          Spans.of(late.delay()));
      latePosts = 0;
    }
  }

  private void paused(IngestEvent.Paused paused) {
    pauses++;
    if (Duration.between(pauseSaid, paused.at()).compareTo(BETWEEN_PAUSES) >= 0) {
      LOG.warn(
          "reading paused{}: the sink is slower than the stream",
          pauses == 1 ? "" : " (" + pauses + " times since this was said last)");
      pauseSaid = paused.at();
      pauses = 0;
      pauseIsNews = true;
    }
  }

  private void resumed() {
    if (pauseIsNews) {
      pauseIsNews = false;
      LOG.info("reading goes on");
    }
  }

  /** A final end is not said here, for the program says it as its last word. */
  private static void ended(IngestEvent.Ended ended) {
    if (Ladder.of(ended.cause()) != Ladder.FINAL) {
      LOG.warn(
          "attempt {} ended after {}: {}",
          ended.attempt(),
          Spans.of(ended.served()),
          Console.oneLine(ended.cause().sentence()));
    }
  }

  private void deadLettered(IngestEvent.DeadLettered letter) {
    if (reasons.size() < MOST_REASONS && reasons.add(letter.reason())) {
      LOG.warn(
          "a frame of {} bytes is no post and goes to the dead letters: {};"
              + " more for this reason are only counted",
          letter.size(),
          Console.oneLine(letter.reason()));
    }
  }

  private void committed(IngestEvent.Committed commit) {
    Tally tally = commit.tally();
    if (tally.frames() == framesCounted) {
      return;
    }
    if (counted.equals(Instant.EPOCH)) {
      counted = commit.at();
    } else if (Duration.between(counted, commit.at()).compareTo(BETWEEN_COUNTS) >= 0) {
      counted = commit.at();
      framesCounted = tally.frames();
      LOG.info(
          "{} posts stored, {} posts/s, lag {}, {} duplicates, {} dead letters",
          tally.stored(),
          progress.speed(commit.at()),
          progress.lag().map(Spans::of).orElse("-"),
          tally.windowDuplicates() + tally.sinkDuplicates(),
          tally.systemMessages() + tally.unreadable());
    }
  }

  private static void commitFailed(IngestEvent.CommitFailed failed) {
    failed
        .retryIn()
        .ifPresent(
            wait ->
                LOG.warn(
                    "the sink did not take a batch: {}; offering it again in {}",
                    Console.oneLine(failed.failure().getMessage()),
                    Spans.of(wait)));
  }

  private static void stopping(IngestEvent.Stopping stopping) {
    if (stopping.end() instanceof IngestEnd.Stopped) {
      LOG.info("stopping: {}", stopping.end().sentence());
    }
  }
}
