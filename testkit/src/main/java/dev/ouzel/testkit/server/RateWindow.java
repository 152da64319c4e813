package dev.ouzel.testkit.server;

import io.vertx.core.http.HttpServerResponse;
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

  /** Counts from the beginning. */
  void clear() {
    reset = Instant.MIN;
  }

  /** Says in the usual headers what is left, and until when. */
  void tell(HttpServerResponse response) {
    response
        .putHeader("x-rate-limit-limit", Integer.toString(limit))
        .putHeader("x-rate-limit-remaining", Integer.toString(remaining))
        .putHeader("x-rate-limit-reset", Long.toString(reset.getEpochSecond()));
  }
}
