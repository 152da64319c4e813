package dev.ouzel.testkit.server;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Counts the requests to one endpoint in windows of 15 minutes, which begin with a request. */
final class RateWindow {
  private static final Duration LENGTH = Duration.ofMinutes(15);

  private final int limit;
  private final InstantSource clock;
  private Instant reset = Instant.MIN;
  private int remaining;

  RateWindow(int limit, InstantSource clock) {
    this.limit = limit;
    this.clock = clock;
  }

  /** Counts a request; false when none is left in this window. */
  boolean admits() {
    Instant now = clock.instant();
    if (!now.isBefore(reset)) {
      reset = now.plus(LENGTH);
      remaining = limit;
    }
    if (remaining == 0) {
      return false;
    }
    remaining--;
    return true;
  }

  int limit() {
    return limit;
  }

  int remaining() {
    return remaining;
  }

  /** When the next window may begin. */
  Instant reset() {
    return reset;
  }
}
