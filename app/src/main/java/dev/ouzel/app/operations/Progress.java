package dev.ouzel.app.operations;

import dev.ouzel.ingest.IngestEvent;
import dev.ouzel.ingest.Tally;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * How an ingest looks to somebody who watches: a fold over its events.
 *
 * @param state what it is doing, in a word
 * @param tally the count at the last commit
 * @param rate how fast posts are stored
 * @param lag how long after its creation the newest post stored last had arrived
 * @param trouble what went wrong last: how an attempt ended, or why the sink took no batch
 */
record Progress(
    String state, Tally tally, Rate rate, Optional<Duration> lag, Optional<String> trouble) {

  /** Nothing has happened. */
  static Progress none() {
    return new Progress(
        "starting", Tally.builder().build(), Rate.none(), Optional.empty(), Optional.empty());
  }

  /** After one more event. */
  Progress after(IngestEvent event) {
    if (event instanceof IngestEvent.Connecting) {
      return in("connecting");
    }
    if (event instanceof IngestEvent.Opened opened) {
      return in("streaming").counting(opened.at(), tally);
    }
    if (event instanceof IngestEvent.Committed commit) {
      return counting(commit.at(), commit.tally()).lagging(commit.lag().or(() -> lag));
    }
    if (event instanceof IngestEvent.Ended ended) {
      return troubled("last end: " + ended.cause().sentence());
    }
    if (event instanceof IngestEvent.CommitFailed failed) {
      return troubled("sink: " + failed.failure().getMessage());
    }
    if (event instanceof IngestEvent.Waiting waiting) {
      return in("waiting " + Spans.of(waiting.pause()));
    }
    if (event instanceof IngestEvent.Paused) {
      return in("paused");
    }
    if (event instanceof IngestEvent.Resumed) {
      return in("streaming");
    }
    if (event instanceof IngestEvent.Stopping) {
      return in("stopping");
    }
    return Sentence.of(event)
        .filter(Sentence::warning)
        .map(sentence -> troubled(sentence.words()))
        .orElse(this);
  }

  private Progress in(String next) {
    return new Progress(next, tally, rate, lag, trouble);
  }

  private Progress counting(Instant at, Tally next) {
    return new Progress(state, next, rate.counting(at, next.stored()), lag, trouble);
  }

  private Progress troubled(String sentence) {
    return new Progress(state, tally, rate, lag, Optional.of(sentence));
  }

  private Progress lagging(Optional<Duration> next) {
    return new Progress(state, tally, rate, next, trouble);
  }

  /** All of it on one line, seen at {@code now}. */
  String line(Instant now) {
    return String.format(
        Locale.ROOT,
        "%s · %,d posts · %s posts/s · lag %s%s",
        state,
        tally.stored(),
        speed(now),
        lag.map(Spans::of).orElse("-"),
        trouble.map(sentence -> " · " + sentence).orElse(""));
  }

  /** Posts a second, with a decimal where it tells something. */
  String speed(Instant now) {
    double perSecond = rate.perSecond(now);
    return String.format(Locale.ROOT, perSecond < 10 ? "%.1f" : "%,.0f", perSecond);
  }
}
