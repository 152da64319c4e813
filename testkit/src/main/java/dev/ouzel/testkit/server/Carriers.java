package dev.ouzel.testkit.server;

import dev.ouzel.post.Payload;
import dev.ouzel.stream.EventKind;
import dev.ouzel.stream.StreamEndpoint;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.util.EnumSet;
import java.util.Set;

/** Tells from a frame's form which streams carry such frames. */
final class Carriers {
  /** The streams of posts. */
  static final Set<StreamEndpoint> POSTS = carrying(EventKind.POST);

  private static final Set<StreamEndpoint> LIKES = carrying(EventKind.LIKE);

  private Carriers() {}

  private static Set<StreamEndpoint> carrying(EventKind kind) {
    Set<StreamEndpoint> carriers = EnumSet.allOf(StreamEndpoint.class);
    carriers.removeIf(endpoint -> endpoint.events() != kind);
    return carriers;
  }

  /** The streams of posts, unless the frame has the form of another event. */
  static Set<StreamEndpoint> of(Payload frame) {
    try {
      return new JsonObject(frame.text()).getValue("data") instanceof JsonObject data
          ? of(data)
          : POSTS;
    } catch (DecodeException noJson) {
      return POSTS;
    }
  }

  private static Set<StreamEndpoint> of(JsonObject data) {
    if (data.containsKey("liked_tweet_id") || data.containsKey("liked_post_id")) {
      return LIKES;
    }
    if (data.containsKey("event_uuid")) {
      return Set.of(StreamEndpoint.ACTIVITY_STREAM);
    }
    return data.size() == 1 ? ofNotice(data, data.fieldNames().iterator().next()) : POSTS;
  }

  /** An event whose kind is the name of its only member. */
  private static Set<StreamEndpoint> ofNotice(JsonObject data, String kind) {
    return switch (kind) {
      case "public_tweet_notice", "public_tweet_unviewable" -> Set.of(StreamEndpoint.TWEET_LABEL);
      case "delete" ->
          data.getValue(kind) instanceof JsonObject deleted && deleted.containsKey("favorite")
              ? Set.of(StreamEndpoint.LIKES_COMPLIANCE)
              : Set.of(StreamEndpoint.TWEETS_COMPLIANCE);
      case "withheld", "drop", "undrop", "tweet_edit" -> Set.of(StreamEndpoint.TWEETS_COMPLIANCE);
      case "scrub_geo" -> Set.of(StreamEndpoint.USERS_COMPLIANCE);
      default -> kind.startsWith("user_") ? Set.of(StreamEndpoint.USERS_COMPLIANCE) : POSTS;
    };
  }
}
