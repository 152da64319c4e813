package dev.ouzel.testkit.generate;

import io.vertx.core.json.JsonObject;
import java.util.List;

/**
 * Somebody who does not exist, with an id that X will not give out for decades.
 *
 * @param json the user as {@code includes.users} shows it
 */
record Author(long id, String username, Language language, JsonObject json) {
  private static final long FIRST_ID = 9_000_000_000_000_000_000L;
  private static final List<String> SYLLABLES =
      List.of("ka", "lo", "mi", "sa", "tu", "vel", "xo", "yri", "zan", "bra", "nol", "dei");

  /** One of so few that {@code number} has three digits at most. */
  static Author random(Dice dice, int number) {
    String id = Long.toString(FIRST_ID + number);
    String first = syllable(dice);
    String last = syllable(dice);
    String username = "syn_%s%s_%d".formatted(first, last, number);
    Language language = Language.any(dice);
    JsonObject json = new JsonObject().put("id", id).put("username", username);
    new Profile(dice, language).addTo(json.put("name", capital(first) + " " + capital(last)));
    return new Author(FIRST_ID + number, username, language, json);
  }

  private static String syllable(Dice dice) {
    return dice.pick(SYLLABLES);
  }

  private static String capital(String syllable) {
    return Character.toUpperCase(syllable.charAt(0)) + syllable.substring(1);
  }

  String wireId() {
    return Long.toString(id);
  }

  /** True for one who pays X, and so may edit. */
  boolean subscribes() {
    return "blue".equals(json.getString("verified_type"));
  }
}
