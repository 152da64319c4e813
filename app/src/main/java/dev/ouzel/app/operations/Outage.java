package dev.ouzel.app.operations;

import java.time.Duration;
import java.time.Instant;

/**
 * Attempts that fail one after another, and which of them are worth a line: each of the first, and
 * then one a minute, so that an outage of hours neither fills the log nor is missing from it. Used
 * by one thread.
 */
final class Outage {
  /** A connection that was open for so long did not fail. */
  private static final Duration GOOD = Duration.ofMinutes(1);

  private static final Duration BETWEEN_LINES = Duration.ofMinutes(1);
  private static final int FIRST = 5;

  private int failures;
  private Instant since = Instant.EPOCH;
  private Instant said = Instant.EPOCH;

  /** An attempt is over that was open for so long. */
  void ended(Instant at, Duration served) {
    if (served.compareTo(GOOD) >= 0) {
      failures = 0;
    }
    if (failures == 0) {
      since = at;
    }
    failures++;
  }

  /** True while every attempt is worth its lines. */
  boolean isNews() {
    return failures <= FIRST;
  }

  /** True when it is time to say that it lasts; it counts as said. */
  boolean isDue(Instant at) {
    boolean due = Duration.between(said, at).compareTo(BETWEEN_LINES) >= 0;
    said = due ? at : said;
    return due;
  }

  /** How many attempts failed and since how long, in words. */
  String words(Instant at) {
    return failures + " attempts in " + Spans.of(Duration.between(since, at));
  }
}
