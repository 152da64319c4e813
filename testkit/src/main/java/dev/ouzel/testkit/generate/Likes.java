package dev.ouzel.testkit.generate;

import io.vertx.core.json.JsonObject;
import java.time.Instant;

/** Likes given, and likes taken back. X does not tell whose a like is until it is taken back. */
final class Likes {
  private final Scene scene;

  Likes(Scene scene) {
    this.scene = scene;
  }

  /** The frame of a like, with the liked post, its author and its media. */
  JsonObject given(Instant at) {
    Made post = scene.post();
    JsonObject frame = new JsonObject().put("data", like(post, at));
    Included included = new Included();
    included.add("users", post.author().json());
    included.add("tweets", post.post());
    post.media().forEach(one -> included.add("media", one));
    included.addTo(frame);
    return frame;
  }

  JsonObject like(Made post, Instant at) {
    return new JsonObject()
        .put("id", scene.dice().hex() + scene.dice().hex())
        .put("created_at", Wire.seconds(at))
        .put("timestamp_ms", Long.toString(at.toEpochMilli()))
        .put("liked_tweet_author_id", post.author().wireId())
        .put("liked_tweet_id", post.wireId());
  }

  JsonObject takenBack(Instant at) {
    JsonObject favourite =
        new JsonObject().put("id", scene.post().wireId()).put("user_id", scene.somebody().wireId());
    JsonObject delete =
        new JsonObject().put("favorite", favourite).put(Scene.EVENT_AT, Wire.millis(at));
    return new JsonObject().put("delete", delete);
  }
}
