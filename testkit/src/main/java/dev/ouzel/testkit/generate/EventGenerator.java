package dev.ouzel.testkit.generate;

import dev.ouzel.post.Payload;
import dev.ouzel.stream.StreamEndpoint;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Makes up what the streams carry that carry no posts: likes, changes to posts, accounts and likes
 * that stores must follow, labels, and account activity. All is about generated posts and their
 * authors, and follows from the seed and the calls. An event changes no post or author, but a
 * deleted post is not referred to again. Not safe for use by several threads.
 */
public final class EventGenerator {
  private static final Duration BEFORE = Duration.ofSeconds(5);

  private final PostGenerator posts;
  private final boolean ownPosts;
  private final Scene scene;
  private final PostCompliance postCompliance;
  private final UserCompliance userCompliance;
  private final Likes likes;
  private final Labels labels;
  private final Activity activity;

  private EventGenerator(PostGenerator posts, boolean ownPosts, long seed) {
    this.posts = posts;
    this.ownPosts = ownPosts;
    scene = posts.scene(seed);
    postCompliance = new PostCompliance(scene);
    userCompliance = new UserCompliance(scene);
    likes = new Likes(scene);
    labels = new Labels(scene);
    activity = new Activity(scene);
  }

  /** Events about posts that nobody else sees, of which one more is made for each event. */
  public static EventGenerator of(long seed) {
    return new EventGenerator(new PostGenerator(seed), true, seed);
  }

  /**
   * Events about the last thousand posts that {@code posts} has made, reposts not counted; where it
   * has made none, or all are deleted, it makes one. Both are to be used by the same thread.
   */
  public static EventGenerator about(PostGenerator posts, long seed) {
    return new EventGenerator(posts, false, seed);
  }

  /**
   * The next event of a stream that carries no posts.
   *
   * @param at when it happens: not before the posts that it can be about
   */
  public Payload next(StreamEndpoint endpoint, Instant at) {
    if (ownPosts || scene.recent().isEmpty()) {
      posts.next(at.minus(BEFORE), List.of());
    }
    JsonObject frame =
        switch (endpoint) {
          case LIKES_FIREHOSE, LIKES_SAMPLE10 -> likes.given(at);
          case TWEETS_COMPLIANCE -> data(postCompliance.next(at));
          case USERS_COMPLIANCE -> data(userCompliance.next(at));
          case LIKES_COMPLIANCE -> data(likes.takenBack(at));
          case TWEET_LABEL -> data(labels.next(at));
          case ACTIVITY_STREAM -> data(activity.next(at));
          default -> throw new IllegalArgumentException(endpoint + " carries posts");
        };
    byte[] bytes = frame.toBuffer().getBytes();
    return Payload.wrap(bytes, 0, bytes.length);
  }

  private static JsonObject data(JsonObject event) {
    return new JsonObject().put("data", event);
  }
}
