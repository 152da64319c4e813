package dev.ouzel.testkit.generate;

import io.vertx.core.json.JsonObject;
import java.util.List;

/**
 * Somebody who does not exist, with an id that X never gave.
 *
 * @param json the user as {@code includes.users} shows it
 */
record Author(long id, String username, Language language, JsonObject json) {
  /** X counted its first users, and had come to ten digits when it went over to snowflakes. */
  private static final long FIRST_COUNTED = 10_000_000_000L;

  private static final int COUNTED = 900_000;

  /** Snowflakes of decades to come. */
  private static final long FIRST_SNOWFLAKE = 9_000_000_000_000_000_000L;

  private static final int PERCENT_COUNTED = 35;
  private static final List<String> SYLLABLES =
      List.of(
          "ka", "lo", "mi", "sa", "tu", "vel", "xo", "yri", "zan", "bra", "nol", "dei", "aro",
          "bel", "chi", "dun", "eko", "fae", "gri", "hul", "iva", "jo", "kir", "lum", "mo", "ne",
          "oru", "pim", "qua", "ros", "ste", "tav", "una", "vok", "wex", "yas", "zo", "rik");

  /** The one of this number, which is below {@link People#COUNT}. */
  static Author numbered(long seed, int number) {
    Dice dice = Dice.of(seed, number);
    boolean counted = dice.percent(PERCENT_COUNTED);
    long id = number + (counted ? counted(dice) : snowflake(dice));
    String wireId = Long.toString(id);
    String username = "syn_" + dice.pick(SYLLABLES) + dice.pick(SYLLABLES) + number;
    Language language = Language.any(dice);
    String name = language.name(dice) + language.space() + language.name(dice);
    JsonObject json =
        new JsonObject().put("id", wireId).put("username", username).put("name", name);
    new Profile(dice, language, counted).addTo(json);
    return new Author(id, username, language, json);
  }

  private static long counted(Dice dice) {
    return FIRST_COUNTED + (long) dice.below(COUNTED) * People.COUNT;
  }

  private static long snowflake(Dice dice) {
    long later = dice.random().nextLong() >>> 7;
    return FIRST_SNOWFLAKE + later - later % People.COUNT;
  }

  String wireId() {
    return Long.toString(id);
  }

  /** True for one who pays X, and so may edit. */
  boolean subscribes() {
    return "blue".equals(json.getString("verified_type"));
  }
}
