package dev.ouzel.testkit.sim;

import dev.ouzel.stream.RateLimit;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.OptionalInt;

/** X's count of requests: 50 in 15 minutes, from the first. */
final class RateWindow {
  static final int LIMIT = 50;
  static final Duration LENGTH = Duration.ofMinutes(15);

  private Instant end = Instant.MIN;
  private int made;

  /** Counts a request, and tells whether it is within the limit. */
  boolean admit(Instant now) {
    if (!now.isBefore(end)) {
      end = now.plus(LENGTH);
      made = 0;
    }
    made++;
    return made <= LIMIT;
  }

  /** Somebody else with our token makes all the requests that are left. */
  void useUp() {
    made = LIMIT;
  }

  void forget() {
    end = Instant.MIN;
  }

  /** What the headers say. */
  RateLimit headers() {
    return new RateLimit(
        OptionalInt.of(LIMIT),
        OptionalInt.of(Math.max(0, LIMIT - made)),
        Optional.of(end.truncatedTo(ChronoUnit.SECONDS).plusSeconds(1)));
  }
}
