package dev.ouzel.testkit.script;

import java.time.Duration;
import java.util.Optional;

/**
 * How an attempt is answered otherwise than it would be.
 *
 * @param refusal what to answer instead of the true answer
 * @param silent true when nothing is ever answered, though the connection stays open
 * @param delay how long the answer waits
 * @param dated false when the answer has no {@code Date} header
 */
public record Answer(Optional<Reply> refusal, boolean silent, Duration delay, boolean dated) {
  /** The true answer. */
  static Answer plain() {
    return new Answer(Optional.empty(), false, Duration.ZERO, true);
  }

  /** Refuses. */
  public static Answer refuse(Reply reply) {
    return new Answer(Optional.of(reply), false, Duration.ZERO, true);
  }

  /** Accepts the connection and never answers, not even with headers. */
  public static Answer silence() {
    return new Answer(Optional.empty(), true, Duration.ZERO, true);
  }

  /** Answers truly, but late. */
  public static Answer after(Duration delay) {
    return new Answer(Optional.empty(), false, delay, true);
  }

  /** Answers truly, without a {@code Date} header. */
  public static Answer withoutDate() {
    return new Answer(Optional.empty(), false, Duration.ZERO, false);
  }

  /** Both. Of two refusals the first counts. */
  Answer with(Answer other) {
    return new Answer(
        refusal.or(other::refusal),
        silent || other.silent,
        delay.plus(other.delay),
        dated && other.dated);
  }
}
