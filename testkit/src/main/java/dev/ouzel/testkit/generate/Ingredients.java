package dev.ouzel.testkit.generate;

import java.util.List;
import java.util.stream.IntStream;

/** What posts are made of. */
record Ingredients(Dice dice, List<Author> people, List<Spot> spots, Prose prose) {
  private static final int PEOPLE = 500;
  private static final int SPOTS = 40;

  static Ingredients of(long seed) {
    Dice dice = new Dice(seed);
    List<Author> people = IntStream.range(0, PEOPLE).mapToObj(n -> Author.random(dice, n)).toList();
    return new Ingredients(dice, people, Spot.some(dice, SPOTS), new Prose(dice, people, false));
  }

  /** Somebody: a few people write much, and many little. */
  Author somebody() {
    return people.get(dice.low(people.size()));
  }
}
