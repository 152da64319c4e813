package dev.ouzel.ingest;

import dev.ouzel.loop.Moment;
import java.time.Instant;

/**
 * The time by X's clock, as far as we know it: the {@code Date} of the last opening and what has
 * passed since. This machine's clock stands in until X has told its own.
 *
 * @param serverTime what X said
 * @param heardAt when it said so
 */
record StreamClock(Instant serverTime, Moment heardAt) {
  /** A clock before anything is known. */
  static StreamClock unset() {
    return new StreamClock(Instant.EPOCH, new Moment(Instant.EPOCH, 0));
  }

  Instant at(Moment moment) {
    return serverTime.plus(moment.since(heardAt));
  }
}
