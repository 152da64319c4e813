package dev.ouzel.reconnect;

import dev.ouzel.stream.RateLimit;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How many attempts may still be made, so that X's rate limit is never reached: by our own count of
 * the attempts of the last 15 minutes, and by what X's headers say is left. One is always kept in
 * reserve.
 *
 * @param attempts when attempts were made, oldest first, by this machine's clock; those older than
 *     15 minutes are forgotten
 * @param limit how many X allows in 15 minutes
 * @param heldUntil before when X says that no more than the reserve is left
 */
public record ConnectBudget(List<Instant> attempts, int limit, Optional<Instant> heldUntil) {
  /** X's limit for the filtered stream, by its documentation of rate limits. */
  public static final int USUAL_LIMIT = 50;

  private static final Duration WINDOW = Duration.ofMinutes(15);
  private static final int RESERVE = 1;

  /** X counts in windows of minutes; a reset further away than this is not to be believed. */
  private static final Duration MOST_HELD = Duration.ofDays(1);

  /** Copies the list. */
  public ConnectBudget {
    attempts = List.copyOf(attempts);
  }

  /** Nothing was attempted. */
  public static ConnectBudget fresh() {
    return new ConnectBudget(List.of(), USUAL_LIMIT, Optional.empty());
  }

  /** The budget once an attempt was made at {@code now}. */
  public ConnectBudget attempted(Instant now) {
    List<Instant> made = Stream.concat(recent(now), Stream.of(now)).toList();
    return new ConnectBudget(made, limit, heldUntil);
  }

  /**
   * The budget once X has told what is left. Answers overtake each other, and within one window
   * what is left never grows: a hold is lifted by time, or by word of a later window. No hold is
   * longer than a day, whatever the reset says.
   */
  public ConnectBudget told(RateLimit rateLimit, Instant now) {
    Instant most = now.plus(MOST_HELD);
    Optional<Instant> reset = rateLimit.reset().map(time -> time.isAfter(most) ? most : time);
    boolean low = rateLimit.remaining().isPresent() && rateLimit.remaining().getAsInt() <= RESERVE;
    boolean later =
        rateLimit.remaining().isPresent()
            && reset.filter(time -> heldUntil.filter(time::isAfter).isPresent()).isPresent();
    Optional<Instant> held = low ? reset : Optional.empty();
    return new ConnectBudget(
        attempts,
        Math.max(rateLimit.limit().orElse(limit), 2 * RESERVE),
        later ? held : heldUntil.or(() -> held));
  }

  /** True when more than half of what X allows is left, so that a recovery may take its share. */
  public boolean isHalfLeft(Instant now) {
    return recent(now).count() * 2 < limit && waitBefore(now).isZero();
  }

  /** How many attempts may still be made within 15 minutes, the reserve left out. */
  public int left(Instant now) {
    return Math.max(0, limit - RESERVE - (int) recent(now).count());
  }

  /** How long X has said to hold, whatever was counted; zero when it has not. */
  public Duration holdAt(Instant now) {
    return heldUntil
        .map(time -> Duration.between(now, time))
        .filter(wait -> !wait.isNegative())
        .orElse(Duration.ZERO);
  }

  /** How long to wait before an attempt may be made; zero when it may be made now. */
  public Duration waitBefore(Instant now) {
    return Stream.of(roomAt(now), heldUntil)
        .flatMap(Optional::stream)
        .map(time -> Duration.between(now, time))
        .filter(wait -> !wait.isNegative())
        .max(Duration::compareTo)
        .orElse(Duration.ZERO);
  }

  /**
   * When our own count leaves room. Once half is used up, the rest is spread over the time until
   * the oldest attempts are forgotten: a network that was down for long would otherwise have spent
   * it all by the time it is back.
   */
  private Optional<Instant> roomAt(Instant now) {
    List<Instant> recent = recent(now).toList();
    int used = recent.size();
    int left = limit - RESERVE - used;
    if (left <= 0) {
      return Optional.of(recent.get(-left).plus(WINDOW));
    }
    if (used * 2 < limit) {
      return Optional.empty();
    }
    Instant last = recent.get(used - 1);
    Duration untilRoom = Duration.between(last, recent.get(0).plus(WINDOW));
    return Optional.of(last.plus(untilRoom.dividedBy(left + 1L)));
  }

  /** The attempts that count. One dated ahead, since the clock was set back, counts as made now. */
  private Stream<Instant> recent(Instant now) {
    return attempts.stream()
        .map(time -> time.isAfter(now) ? now : time)
        .filter(time -> time.isAfter(now.minus(WINDOW)));
  }
}
