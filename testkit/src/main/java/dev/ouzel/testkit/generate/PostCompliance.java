package dev.ouzel.testkit.generate;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;

/** What becomes of posts. A deleted one is told of once more for each post that quotes it. */
final class PostCompliance {
  private final Scene scene;
  private final Dice dice;
  private final Queue<JsonObject> quoted = new ArrayDeque<>();

  PostCompliance(Scene scene) {
    this.scene = scene;
    this.dice = scene.dice();
  }

  JsonObject next(Instant at) {
    if (!quoted.isEmpty()) {
      return event("delete", quoted.remove(), at);
    }
    int chance = dice.below(100);
    if (chance < 20) {
      List<Made> edited = scene.recent().edited();
      return edited.isEmpty() ? delete(at) : edit(dice.pick(edited), at);
    } else if (chance < 32) {
      return event("drop", about(scene.post()), at);
    } else if (chance < 44) {
      return event("undrop", about(scene.post()), at);
    } else if (chance < 50) {
      JsonArray countries = UserCompliance.countries(dice);
      return event("withheld", about(scene.post()).put("withheld_in_countries", countries), at);
    }
    return delete(at);
  }

  private JsonObject delete(Instant at) {
    Made post = scene.post();
    scene.recent().forget(post);
    for (Made quote : scene.recent().quoting(post)) {
      quoted.add(about(post).put("quote_tweet_id", quote.wireId()));
    }
    return event("delete", about(post), at);
  }

  private static JsonObject edit(Made post, Instant at) {
    JsonObject edit =
        new JsonObject()
            .put(Scene.TWEET, new JsonObject().put("id", post.wireId()))
            .put("initial_tweet_id", post.history().getString(0))
            .put("edit_tweet_ids", post.history());
    return event("tweet_edit", edit, at);
  }

  private static JsonObject about(Made post) {
    return new JsonObject().put(Scene.TWEET, Scene.named(post));
  }

  private static JsonObject event(String kind, JsonObject event, Instant at) {
    return new JsonObject().put(kind, event.put(Scene.EVENT_AT, Wire.millis(at)));
  }
}
