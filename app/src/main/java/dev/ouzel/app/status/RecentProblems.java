package dev.ouzel.app.status;

import dev.ouzel.app.operations.Console;
import dev.ouzel.app.operations.Sentence;
import dev.ouzel.app.operations.Spans;
import dev.ouzel.ingest.IngestEnd;
import dev.ouzel.ingest.IngestEvent;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * What went wrong of late, in sentences. Holds 50; what is said again and again is held once, with
 * how often. Not safe for use by several threads.
 */
final class RecentProblems {
  private static final int MOST = 50;

  private final Deque<Problem> problems = new ArrayDeque<>();

  /**
   * Something went wrong.
   *
   * @param at when, the last time
   * @param since when, the first time
   * @param times how often in a row
   * @param words what
   */
  record Problem(Instant at, Instant since, long times, String words) {}

  /** Takes an event in, if it is of a problem. */
  void on(IngestEvent event) {
    words(event).map(Console::oneLine).ifPresent(words -> add(event.at(), words));
  }

  private void add(Instant at, String words) {
    Problem last = problems.peekFirst();
    if (last != null && last.words().equals(words)) {
      problems.removeFirst();
      problems.addFirst(new Problem(at, last.since(), last.times() + 1, words));
      return;
    }
    problems.addFirst(new Problem(at, at, 1, words));
    if (problems.size() > MOST) {
      problems.removeLast();
    }
  }

  private static Optional<String> words(IngestEvent event) {
    if (event instanceof IngestEvent.Ended ended) {
      return Optional.of("connection ended: " + ended.cause().sentence());
    }
    if (event instanceof IngestEvent.CommitFailed failed) {
      return Optional.of("the sink did not take a batch: " + failed.failure().getMessage());
    }
    if (event instanceof IngestEvent.DeadLettered letter) {
      return Optional.of("a frame went to the dead letters: " + letter.reason());
    }
    if (event instanceof IngestEvent.Late late) {
      return Optional.of(
          "a post came %s after its creation, when its time had been called covered"
              .formatted(Spans.of(late.delay())));
    }
    if (event instanceof IngestEvent.Stopping stopping) {
      return Optional.of(stopping.end())
          .filter(end -> !(end instanceof IngestEnd.Stopped))
          .map(end -> "stopping: " + end.sentence());
    }
    return Sentence.of(event).filter(Sentence::warning).map(Sentence::words);
  }

  /** Newest first. */
  List<Problem> all() {
    return List.copyOf(problems);
  }
}
