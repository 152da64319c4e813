package dev.ouzel.ingest;

import dev.ouzel.loop.Moment;
import dev.ouzel.reconnect.Ladder;
import dev.ouzel.stream.EndCause;
import dev.ouzel.stream.Refusal;
import java.time.Duration;
import java.util.Optional;

/** Decides when the next live attempt is made after one has ended. */
final class Comeback {
  /** Between attempts that only a person's help can make succeed. */
  private static final Duration SLOWLY = Duration.ofMinutes(15);

  private final LiveStream live;
  private final Lane lane;
  private final Auditing auditing;
  private final Answer answer;

  Comeback(LiveStream live, Lane lane, Auditing auditing, Answer answer) {
    this.live = live;
    this.lane = lane;
    this.auditing = auditing;
    this.answer = answer;
  }

  /**
   * Has the lane wait as the cause asks for, {@code chance} being for the jitter. Returns the cause
   * when it bars any further attempt.
   */
  Optional<EndCause> after(Link link, EndCause cause, Moment now, long chance) {
    if (cause instanceof EndCause.AllowanceSpent
        || live.backfill().mayBeBlamedFor(cause, link.request())) {
      lane.wait(Duration.ZERO, now);
    } else if (Ladder.of(cause) != Ladder.FINAL) {
      answer.waiting(lane.backOff(cause, link.hasOpened(), now, chance), now);
    } else if (live.settings().keepTrying()) {
      lane.wait(SLOWLY, now);
      answer.waiting(SLOWLY, now);
    } else {
      return Optional.of(cause);
    }
    if (cause instanceof EndCause.Refused refused
        && refused.refusal().kind() == Refusal.Kind.TOO_MANY_CONNECTIONS) {
      auditing.slotRefused(now);
    }
    return Optional.empty();
  }
}
