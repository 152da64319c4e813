package dev.ouzel.testkit.sim;

import java.time.Duration;
import java.time.Instant;

/** The wall clock of the machine that Ouzel runs on, which is wrong. */
final class MachineClock {
  private final VirtualTime time;
  private Duration ahead;
  private Duration mostSet = Duration.ZERO;
  private Duration mostWrong;

  MachineClock(VirtualTime time, Duration ahead) {
    this.time = time;
    this.ahead = ahead;
    this.mostWrong = ahead.abs();
  }

  Instant wall() {
    return time.now().plus(ahead);
  }

  /** Somebody sets it, to be wrong by {@code by} from then on. */
  void set(Duration by) {
    mostSet = longer(mostSet, by.minus(ahead).abs());
    mostWrong = longer(mostWrong, by.abs());
    ahead = by;
  }

  private static Duration longer(Duration a, Duration b) {
    return a.compareTo(b) > 0 ? a : b;
  }

  /** By how much it was ever set at once. */
  Duration mostSet() {
    return mostSet;
  }

  /** By how much it was ever wrong. */
  Duration mostWrong() {
    return mostWrong;
  }
}
