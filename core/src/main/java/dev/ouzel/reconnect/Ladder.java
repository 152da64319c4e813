package dev.ouzel.reconnect;

import dev.ouzel.stream.EndCause;
import dev.ouzel.stream.Refusal;
import java.time.Duration;

/**
 * How waits grow from one failure to the next, by X's guidance on handling disconnections: linear
 * for network errors, exponential for HTTP errors, and exponential from a minute for 429.
 */
public enum Ladder {
  /** 250 ms more each time, up to 16 s. */
  NETWORK,
  /** From 5 s, doubled each time, up to 320 s. */
  HTTP,
  /** From 60 s, doubled each time; X states no cap, so it shares the one of {@link #HTTP}. */
  RATE,
  /** No retry mends it. */
  FINAL;

  private static final Duration NETWORK_STEP = Duration.ofMillis(250);
  private static final Duration NETWORK_TOP = Duration.ofSeconds(16);
  private static final Duration HTTP_FIRST = Duration.ofSeconds(5);
  private static final Duration RATE_FIRST = Duration.ofSeconds(60);
  private static final Duration TOP = Duration.ofSeconds(320);

  /** The ladder for an attempt that ended so. */
  public static Ladder of(EndCause cause) {
    if (cause instanceof EndCause.Refused refused) {
      return of(refused.refusal());
    }
    if (cause instanceof EndCause.NetworkFailure || cause instanceof EndCause.Stalled) {
      return NETWORK;
    }
    return cause instanceof EndCause.Stopped ? FINAL : HTTP;
  }

  private static Ladder of(Refusal refusal) {
    return switch (refusal.kind()) {
      case INVALID_REQUEST, UNAUTHORIZED, CREDITS_DEPLETED, FORBIDDEN, NO_RULES -> FINAL;
      case USAGE_CAPPED -> refusal.isDailyCap() ? RATE : FINAL;
      case TOO_MANY_CONNECTIONS, RATE_LIMITED -> RATE;
      case PROVISIONING, UNAVAILABLE, UNEXPECTED -> HTTP;
    };
  }

  /** The wait after the {@code failures}th failure in a row, from 1, without jitter. */
  Duration rung(int failures) {
    return switch (this) {
      case NETWORK -> atMost(NETWORK_TOP, NETWORK_STEP.multipliedBy(failures));
      case HTTP -> doubled(HTTP_FIRST, failures);
      case RATE -> doubled(RATE_FIRST, failures);
      case FINAL -> throw new IllegalStateException("a final end has no retry");
    };
  }

  private static Duration doubled(Duration first, int failures) {
    int doublings = Math.min(failures - 1, Long.SIZE - Long.numberOfLeadingZeros(TOP.toSeconds()));
    return atMost(TOP, first.multipliedBy(1L << doublings));
  }

  private static Duration atMost(Duration top, Duration wait) {
    return wait.compareTo(top) < 0 ? wait : top;
  }
}
