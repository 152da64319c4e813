package dev.ouzel.testkit.generate;

import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * Somebody who does not exist, with an id that X will not give out for decades.
 *
 * @param json the user as {@code includes.users} shows it
 */
record Author(long id, String username, Language language, JsonObject json) {
  private static final long FIRST_ID = 9_000_000_000_000_000_000L;
  private static final List<String> SYLLABLES =
      List.of("ka", "lo", "mi", "sa", "tu", "vel", "xo", "yri", "zan", "bra", "nol", "dei");

  static Author random(Random random, int number) {
    String username = "syn_%s%s_%d".formatted(syllable(random), syllable(random), number);
    Language language = Language.ALL.get(random.nextInt(Language.ALL.size()));
    JsonObject metrics =
        new JsonObject()
            .put("followers_count", random.nextInt(100_000))
            .put("following_count", random.nextInt(5_000))
            .put("tweet_count", random.nextInt(200_000))
            .put("listed_count", random.nextInt(300));
    JsonObject json =
        new JsonObject()
            .put("id", Long.toString(FIRST_ID + number))
            .put("name", username.toUpperCase(Locale.ROOT))
            .put("username", username)
            .put("created_at", "2016-03-26T21:02:01.000Z")
            .put("description", language.words(random, random.nextInt(100)))
            .put("verified", random.nextInt(10) == 0)
            .put("public_metrics", metrics);
    return new Author(FIRST_ID + number, username, language, json);
  }

  private static String syllable(Random random) {
    return SYLLABLES.get(random.nextInt(SYLLABLES.size()));
  }
}
