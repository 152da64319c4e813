package dev.ouzel.testkit.generate;

import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** The chances of what is made up. */
final class Dice {
  private static final double MAGNITUDES = 7;
  private static final String ALPHABET =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

  private final Random random;

  Dice(long seed) {
    random = new Random(seed);
  }

  /** Those of one thing among many that are made from the same seed. */
  static Dice of(long seed, int number) {
    return new Dice(new SplittableRandom(seed ^ ((long) number << 32)).nextLong());
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

  /** The low ones far more often, as words are used: half are below the root of the bound. */
  int rank(int bound) {
    return (int) Math.pow(bound, random.nextDouble()) - 1;
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

  /** Letters and digits, as in short links and in the names of pictures. */
  String key(int length) {
    char[] key = new char[length];
    for (int place = 0; place < length; place++) {
      key[place] = ALPHABET.charAt(below(ALPHABET.length()));
    }
    return new String(key);
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
