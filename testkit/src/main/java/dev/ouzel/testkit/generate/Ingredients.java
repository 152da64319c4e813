package dev.ouzel.testkit.generate;

import java.util.List;

/** What posts are made of. */
record Ingredients(Dice dice, People people, List<Spot> spots, Prose prose) {
  private static final int SPOTS = 40;

  static Ingredients of(long seed) {
    Dice dice = new Dice(seed);
    People people = new People(seed);
    return new Ingredients(dice, people, Spot.some(dice, SPOTS), new Prose(dice, people, false));
  }

  /** Whoever writes next. */
  Author somebody() {
    return people.somebody(dice);
  }
}
