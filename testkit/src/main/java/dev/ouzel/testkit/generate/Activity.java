package dev.ouzel.testkit.generate;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;

/** What accounts do, as the activity stream tells one who subscribed to them. */
final class Activity {
  private final Scene scene;
  private final Dice dice;
  private final Likes likes;

  Activity(Scene scene) {
    this.scene = scene;
    this.dice = scene.dice();
    this.likes = new Likes(scene);
  }

  JsonObject next(Instant at) {
    Made post = scene.post();
    Author author = post.author();
    return switch (dice.below(6)) {
      case 0, 1 -> event("post.create", author, post.post()).put("includes", users(author));
      case 2 -> event("post.delete", author, Scene.named(post));
      case 3 -> directed(event("like.create", author, likes.like(post, at)), "inbound");
      case 4 -> {
        String type = dice.oneIn(3) ? "follow.unfollow" : "follow.follow";
        JsonObject follow =
            new JsonObject().put("source", author.json()).put("target", scene.somebody().json());
        yield directed(event(type, author, follow), "outbound");
      }
      default -> event("profile.update.bio", author, update(author));
    };
  }

  private JsonObject update(Author author) {
    return new JsonObject()
        .put("before", author.json().getString("description"))
        .put("after", Profile.description(dice, author.language()).text());
  }

  private static JsonObject users(Author author) {
    return new JsonObject().put("users", new JsonArray().add(author.json()));
  }

  private JsonObject event(String type, Author about, JsonObject payload) {
    JsonObject event =
        new JsonObject()
            .put("event_uuid", Long.toString(dice.random().nextLong()))
            .put("filter", new JsonObject().put("user_id", about.wireId()))
            .put("event_type", type);
    return new Draft(dice, event).maybe(2, "tag", () -> "ouzels").put("payload", payload).json();
  }

  private static JsonObject directed(JsonObject event, String direction) {
    event.getJsonObject("filter").put("direction", direction);
    return event;
  }
}
