package dev.ouzel.reconnect;

import dev.ouzel.stream.EndCause;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * How long to wait before the next attempt.
 *
 * <p>A connection that proved healthy earns one reconnect at once, whatever ends it. Everything
 * after that climbs a {@link Ladder}, and a change of ladder does not start again at the bottom, so
 * that a server which accepts and closes is never hammered.
 *
 * @param failures how many ends were not forgiven since the last healthy connection
 * @param immediateLeft whether the reconnect at once is still to be had
 */
public record Backoff(int failures, boolean immediateLeft) {
  /** Jitter lengthens a wait by at most this part of it; it never shortens one. */
  private static final double MOST_JITTER = 0.1;

  /**
   * So soon after midnight a daily cap is likely to be yesterday's still, by X's clock or X's
   * books.
   */
  private static final Duration DAWN = Duration.ofHours(1);

  /** Nothing has failed. */
  public static Backoff fresh() {
    return new Backoff(0, true);
  }

  /**
   * How long to wait, and what to remember.
   *
   * @param pause zero to connect at once
   * @param next the state from then on
   */
  public record Step(Duration pause, Backoff next) {}

  /**
   * The step after an end that is not {@link Ladder#FINAL}.
   *
   * @param cause how the attempt ended
   * @param opened whether X had accepted it
   * @param now the present, for waits until a time that X named
   * @param chance random bits for jitter
   */
  public Step after(EndCause cause, boolean opened, Instant now, long chance) {
    if (opened && immediateLeft) {
      return new Step(Duration.ZERO, new Backoff(failures, false));
    }
    Backoff next = new Backoff(failures + 1, immediateLeft);
    Duration rung = Ladder.of(cause).rung(next.failures);
    Duration held = holdUntil(cause, now).map(end -> Duration.between(now, end)).orElse(rung);
    Duration wait = held.compareTo(rung) > 0 ? held : rung;
    return new Step(wait.plus(jitter(rung, chance)), next);
  }

  private static Duration jitter(Duration wait, long chance) {
    double part = (chance >>> 11) * 0x1.0p-53;
    return Duration.ofMillis((long) (wait.toMillis() * part * MOST_JITTER));
  }

  /** A time before which X has said that no attempt can succeed, beyond its rate limit. */
  private static Optional<Instant> holdUntil(EndCause cause, Instant now) {
    Instant today = now.truncatedTo(ChronoUnit.DAYS);
    boolean capped = cause instanceof EndCause.Refused refused && refused.refusal().isDailyCap();
    boolean dawn = now.isBefore(today.plus(DAWN));
    return capped && !dawn ? Optional.of(today.plus(1, ChronoUnit.DAYS)) : Optional.empty();
  }
}
