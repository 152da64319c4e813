package dev.ouzel.app.operations;

import dev.ouzel.ingest.IngestEnd;
import dev.ouzel.ingest.IngestEvent;
import dev.ouzel.ingest.IngestObserver;
import dev.ouzel.ingest.Tally;
import dev.ouzel.reconnect.Ladder;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * Log lines: one for each thing that happens to the connection or the sink, with what it tells by
 * name for lines in JSON, and the count so far every ten seconds while frames arrive. Confined to
 * the event loop.
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
  private final Outage outage = new Outage();
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
      opened(event);
    } else if (event instanceof IngestEvent.Ended ended) {
      ended(ended);
    } else if (event instanceof IngestEvent.Waiting waiting) {
      waiting(waiting);
    } else if (event instanceof IngestEvent.DeadLettered letter) {
      deadLettered(letter);
    } else if (event instanceof IngestEvent.Committed commit) {
      committed(commit);
    } else if (event instanceof IngestEvent.CommitFailed failed) {
      commitFailed(failed);
    } else if (event instanceof IngestEvent.Paused paused) {
      paused(paused);
    } else if (event instanceof IngestEvent.Resumed) {
      resumed(event);
    } else if (event instanceof IngestEvent.Stopping stopping) {
      stopping(stopping);
    } else if (event instanceof IngestEvent.Late late) {
      late(late);
    } else {
      Sentence.of(event).ifPresent(sentence -> say(event, sentence));
    }
  }

  /** Words that hold braces stay as they are: they are no pattern. */
  private static void log(Level level, IngestEvent event, String words) {
    LoggingEventBuilder line = LOG.atLevel(level);
    if (LOG.isEnabledForLevel(level)) {
      for (Map.Entry<String, Object> field : EventFields.of(event).entrySet()) {
        line = line.addKeyValue(field.getKey(), field.getValue());
      }
    }
    line.log(Console.oneLine(words));
  }

  private void connecting(IngestEvent.Connecting connecting) {
    if (!outage.isNews()) {
      return;
    }
    int minutes = connecting.request().backfillMinutes();
    String backfill =
        minutes == 0
            ? ""
            : ", asking for %d %s of backfill"
                .formatted(minutes, minutes == 1 ? "minute" : "minutes");
    log(
        Level.INFO,
        connecting,
        "connecting (attempt %d)%s".formatted(connecting.attempt(), backfill));
  }

  private void opened(IngestEvent event) {
    String outageBefore = outage.isNews() ? "" : ", after " + outage.words(event.at());
    log(Level.INFO, event, "connected" + outageBefore);
  }

  private void waiting(IngestEvent.Waiting waiting) {
    if (outage.isNews()) {
      log(Level.INFO, waiting, "next attempt in " + Spans.of(waiting.pause()));
    }
  }

  /** What fails again and again for the same reason is said once. */
  private void say(IngestEvent event, Sentence sentence) {
    if (!sentence.equals(said)) {
      said = sentence;
      log(sentence.warning() ? Level.WARN : Level.INFO, event, sentence.words());
    }
  }

  private void late(IngestEvent.Late late) {
    latePosts++;
    if (Duration.between(lateSaid, late.at()).compareTo(BETWEEN_LATE) >= 0) {
      lateSaid = late.at();
      log(
          Level.WARN,
          late,
          "%s came after their time had been called covered, the last one %s after its creation; a"
                  .formatted(
                      latePosts == 1 ? "1 post" : latePosts + " posts", Spans.of(late.delay()))
              + " longer --delivery-margin helps");
      latePosts = 0;
    }
  }

  private void paused(IngestEvent.Paused paused) {
    pauses++;
    if (Duration.between(pauseSaid, paused.at()).compareTo(BETWEEN_PAUSES) >= 0) {
      String times = pauses == 1 ? "" : " (" + pauses + " times since this was said last)";
      log(Level.WARN, paused, "reading paused" + times + ": the sink is slower than the stream");
      pauseSaid = paused.at();
      pauses = 0;
      pauseIsNews = true;
    }
  }

  private void resumed(IngestEvent event) {
    if (pauseIsNews) {
      pauseIsNews = false;
      log(Level.INFO, event, "reading goes on");
    }
  }

  /** A final end is not said here, for the program says it as its last word. */
  private void ended(IngestEvent.Ended ended) {
    outage.ended(ended.at(), ended.served());
    if (Ladder.of(ended.cause()) == Ladder.FINAL) {
      return;
    }
    String why = ended.cause().sentence();
    if (outage.isNews()) {
      log(
          Level.WARN,
          ended,
          "attempt %d ended after %s: %s"
              .formatted(ended.attempt(), Spans.of(ended.served()), why));
    } else if (outage.isDue(ended.at())) {
      log(
          Level.WARN,
          ended,
          "still no lasting connection after %s, told once a minute; the last ended after %s: %s"
              .formatted(outage.words(ended.at()), Spans.of(ended.served()), why));
    }
  }

  private void deadLettered(IngestEvent.DeadLettered letter) {
    if (reasons.size() < MOST_REASONS && reasons.add(letter.reason())) {
      log(
          Level.WARN,
          letter,
          "a frame of %d bytes is no post and goes to the dead letters: %s; more for this reason are"
                  .formatted(letter.size(), letter.reason())
              + " only counted");
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
      log(
          Level.INFO,
          commit,
          "%d posts stored, %s posts/s, lag %s, %d duplicates, %d dead letters"
              .formatted(
                  tally.stored(),
                  progress.speed(commit.at()),
                  progress.lag().map(Spans::of).orElse("-"),
                  tally.windowDuplicates() + tally.sinkDuplicates(),
                  tally.systemMessages() + tally.unreadable()));
    }
  }

  private static void commitFailed(IngestEvent.CommitFailed failed) {
    failed
        .retryIn()
        .ifPresent(
            wait ->
                log(
                    Level.WARN,
                    failed,
                    "the sink did not take a batch: %s; offering it again in %s"
                        .formatted(failed.failure().getMessage(), Spans.of(wait))));
  }

  private static void stopping(IngestEvent.Stopping stopping) {
    if (stopping.end() instanceof IngestEnd.Stopped) {
      log(Level.INFO, stopping, "stopping: " + stopping.end().sentence());
    }
  }
}
