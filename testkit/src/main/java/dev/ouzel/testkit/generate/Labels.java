package dev.ouzel.testkit.generate;

import io.vertx.core.json.JsonObject;
import java.time.Instant;

/** Notices put on posts, posts hidden, and both undone. */
final class Labels {
  private final Scene scene;
  private final Dice dice;

  Labels(Scene scene) {
    this.scene = scene;
    this.dice = scene.dice();
  }

  JsonObject next(Instant at) {
    JsonObject label =
        new JsonObject()
            .put(Scene.TWEET, Scene.named(scene.post()))
            .put(Scene.EVENT_AT, Wire.millis(at))
            .put("application", dice.oneIn(4) ? "remove" : "apply");
    if (dice.oneIn(3)) {
      return new JsonObject().put("public_tweet_unviewable", label);
    }
    new Draft(dice, label.put("event_type", "misleading"))
        .maybe(2, "label_title", () -> "Nobody knows")
        .maybe(2, "details", () -> "Find out where ouzels dive &amp; sing.")
        .maybe(2, "extended_details_url", () -> "https://example.org/ouzels");
    return new JsonObject().put("public_tweet_notice", label);
  }
}
