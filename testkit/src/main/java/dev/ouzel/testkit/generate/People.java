package dev.ouzel.testkit.generate;

/**
 * A hundred thousand who do not exist, each made up anew whenever asked for, always the same.
 * Immutable.
 */
record People(long seed) {
  static final int COUNT = 100_000;

  /** Somebody: a few people write much, and many little. */
  Author somebody(Dice dice) {
    return Author.numbered(seed, dice.low(COUNT));
  }

  /** Anybody, as likely one as the other. */
  Author anybody(Dice dice) {
    return Author.numbered(seed, dice.below(COUNT));
  }
}
