package dev.ouzel.testkit.sim;

import java.time.Duration;
import java.util.SplittableRandom;

/**
 * Chance from a seed, for one concern: what is drawn for one does not change what is drawn for
 * another. Gives the same on every Java.
 */
final class Chance {
  private final SplittableRandom bits;

  Chance(long seed, String concern) {
    bits = new SplittableRandom(seed * 0x9E3779B97F4A7C15L + concern.hashCode());
  }

  long bits() {
    return bits.nextLong();
  }

  /** From 0 to 1, without 1. */
  double part() {
    return (bits.nextLong() >>> 11) * 0x1.0p-53;
  }

  /** True with this probability; draws nothing for one of zero. */
  boolean happens(double probability) {
    return probability > 0 && part() < probability;
  }

  /** From 0 to {@code bound}, without {@code bound}. */
  int below(int bound) {
    return (int) (part() * bound);
  }

  /** One of these, each as likely. */
  @SafeVarargs
  final <T> T oneOf(T... choices) {
    return choices[below(choices.length)];
  }

  /** Between the two, any as likely. */
  Duration between(Duration least, Duration most) {
    return least.plus(within(most.minus(least)));
  }

  /** Between zero and {@code most}, any as likely. */
  Duration within(Duration most) {
    return Duration.ofNanos((long) (most.toNanos() * part()));
  }

  /** Between the two, the short as likely as the long: each doubling has the same share. */
  Duration scaled(Duration least, Duration most) {
    double doublings = StrictMath.log((double) most.toNanos() / least.toNanos());
    return Duration.ofNanos((long) (least.toNanos() * StrictMath.exp(part() * doublings)));
  }

  /** The time until what happens once in {@code mean} happens next. */
  Duration untilNext(Duration mean) {
    return Duration.ofNanos((long) (-StrictMath.log(1 - part()) * mean.toNanos()));
  }
}
