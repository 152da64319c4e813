package dev.ouzel.coverage;

import java.util.Locale;
import java.util.OptionalLong;

/**
 * Time of which posts may have been missed.
 *
 * @param range which time
 * @param state what became of it
 * @param reason why it was missed, in one sentence
 * @param remedy what was done about it, in one sentence; empty when nothing was yet
 * @param connection the number of our connection before it, when there was one
 */
public record Gap(
    TimeRange range, State state, String reason, String remedy, OptionalLong connection)
    implements Stretch {
  /** What becomes of a gap. */
  public enum State {
    /** It is still to be repaired. */
    OPEN,
    /** X is replaying it. */
    REPAIRING,
    /** X replayed it, and what it brought is kept. */
    REPAIRED,
    /** It lies further back than X replays. */
    LOST;

    /** The name in texts. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** A gap of which nothing became yet. */
  public static Gap open(TimeRange range, String reason, OptionalLong connection) {
    return new Gap(range, State.OPEN, reason, "", connection);
  }

  /** The gap, once this became of it. */
  public Gap now(State next, String nextRemedy) {
    return new Gap(range, next, reason, nextRemedy, connection);
  }

  @Override
  public Gap over(TimeRange other) {
    return new Gap(other, state, reason, remedy, connection);
  }
}
