package dev.ouzel.testkit.generate;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;

/** What becomes of accounts. */
final class UserCompliance {
  private static final List<String> PLAIN =
      List.of(
          "user_protect",
          "user_unprotect",
          "user_delete",
          "user_undelete",
          "user_suspend",
          "user_unsuspend");
  private static final List<String> COUNTRIES = List.of("XX", "XY", "XZ", "ZZ");

  private final Scene scene;
  private final Dice dice;

  UserCompliance(Scene scene) {
    this.scene = scene;
    this.dice = scene.dice();
  }

  JsonObject next(Instant at) {
    return switch (dice.below(10)) {
      case 0 ->
          event(
              "user_withheld",
              about(scene.somebody()).put("withheld_in_countries", countries(dice)),
              at);
      case 1 -> {
        Made last = scene.post();
        yield event("scrub_geo", about(last.author()).put("up_to_tweet_id", last.wireId()), at);
      }
      case 2, 3 -> event("user_profile_modification", modification(scene.somebody()), at);
      default -> event(dice.pick(PLAIN), about(scene.somebody()), at);
    };
  }

  private JsonObject modification(Author author) {
    JsonObject change = about(author);
    return switch (dice.below(4)) {
      case 0 -> change(change, "name", author.username() + " " + Language.emoji(dice));
      case 1 -> change(change, "location", "Nowhere");
      case 2 -> change(change, "URL", "https://example.org/" + author.username());
      default -> change(change, "description", Profile.description(dice, author.language()).text());
    };
  }

  private static JsonObject change(JsonObject event, String field, String value) {
    return event.put("profile_field", field).put("new_value", value);
  }

  private static JsonObject about(Author author) {
    return new JsonObject().put("user", new JsonObject().put("id", author.wireId()));
  }

  private static JsonObject event(String kind, JsonObject event, Instant at) {
    return new JsonObject().put(kind, event.put(Scene.EVENT_AT, Wire.millis(at)));
  }

  /** One or two, of no country. */
  static JsonArray countries(Dice dice) {
    return Draft.some(dice, 2, () -> dice.pick(COUNTRIES));
  }
}
