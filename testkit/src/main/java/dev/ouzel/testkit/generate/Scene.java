package dev.ouzel.testkit.generate;

import io.vertx.core.json.JsonObject;

/** The people and the posts that events are about. There is at least one post. */
record Scene(Dice dice, People people, Recent recent) {
  static final String TWEET = "tweet";
  static final String EVENT_AT = "event_at";

  Made post() {
    return recent.any(dice).orElseThrow();
  }

  Author somebody() {
    return people.anybody(dice);
  }

  /** A post as events name it. */
  static JsonObject named(Made post) {
    return new JsonObject().put("id", post.wireId()).put("author_id", post.author().wireId());
  }
}
