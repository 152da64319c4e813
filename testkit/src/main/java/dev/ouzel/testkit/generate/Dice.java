package dev.ouzel.testkit.generate;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** The chances of what is made up. */
final class Dice {
  private static final double MAGNITUDES = 7;

  private final Random random;

  Dice(long seed) {
    random = new Random(seed);
  }

  Random random() {
    return random;
  }

  boolean oneIn(int count) {
    return random.nextInt(count) == 0;
  }

  boolean percent(int chance) {
    return random.nextInt(100) < chance;
  }

  int below(int bound) {
    return random.nextInt(bound);
  }

  /** Like {@link #below}, the low ones more often: one half are below a quarter of the bound. */
  int low(int bound) {
    double share = random.nextDouble();
    return (int) (share * share * bound);
  }

  <T> T pick(List<T> from) {
    return from.get(below(from.size()));
  }

  /** How often something was counted: mostly a few, seldom millions. */
  long count() {
    return (long) Math.pow(10, random.nextDouble() * MAGNITUDES) - 1;
  }

  /** From 0 to 1, four digits long. */
  double share() {
    return below(10_000) / 10_000.0;
  }

  /** An id as X prints those of users, places' parts and the like. */
  String id() {
    return Long.toString(1_000_000_000_000_000_000L + (random.nextLong() >>> 4));
  }

  /** Sixteen hexadecimal digits. */
  String hex() {
    return Long.toHexString(random.nextLong() | Long.MIN_VALUE);
  }

  /** One to {@code most} times. */
  IntStream times(int most) {
    return IntStream.rangeClosed(1, 1 + below(most));
  }
}
