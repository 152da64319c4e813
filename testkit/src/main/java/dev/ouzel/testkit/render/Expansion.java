package dev.ouzel.testkit.render;

import static dev.ouzel.testkit.render.Hop.to;
import static dev.ouzel.testkit.render.Hop.toMedia;
import static dev.ouzel.testkit.render.Hop.toNamedUsers;
import static dev.ouzel.testkit.render.Hop.toTweets;
import static dev.ouzel.testkit.render.Hop.toUsers;

import dev.ouzel.stream.EventKind;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What one of the names in {@code expansions} stands for: each object that the hops meet comes
 * along, also those halfway.
 */
record Expansion(List<Hop> hops) {
  private static final Hop REFERENCED = toTweets("referenced_tweets.id");
  private static final Map<String, Expansion> OF_POSTS = new HashMap<>();
  private static final Map<String, Expansion> OF_LIKES = new HashMap<>();

  static {
    post("article.cover_media", toMedia("article.cover_media"));
    post("article.media_entities", toMedia("article.media_entities"));
    post("attachments.media_keys", toMedia("attachments.media_keys"));
    post("attachments.media_source_tweet", toTweets("attachments.media_source_tweet_id"));
    post("attachments.poll_ids", to("polls", "attachments.poll_ids"));
    post("author_id", toUsers("author_id"));
    post("edit_history_tweet_ids", toTweets("edit_history_tweet_ids"));
    post("entities.mentions.username", toNamedUsers("entities.mentions.username"));
    post("entities.note.mentions.username", toNamedUsers("note_tweet.entities.mentions.username"));
    post("geo.place_id", to("places", "geo.place_id"));
    post("in_reply_to_user_id", toUsers("in_reply_to_user_id"));
    post("referenced_tweets.id", REFERENCED);
    post(
        "referenced_tweets.id.attachments.media_keys",
        REFERENCED,
        toMedia("attachments.media_keys"));
    post("referenced_tweets.id.author_id", REFERENCED, toUsers("author_id"));
    like("attachments.media_keys", toMedia("attachments_media_keys"));
    like("liked_tweet_author_id", toUsers("liked_tweet_author_id"));
    like("liked_tweet_id", toTweets("liked_tweet_id"));
  }

  private static void post(String name, Hop... hops) {
    OF_POSTS.put(name, new Expansion(List.of(hops)));
  }

  private static void like(String name, Hop... hops) {
    OF_LIKES.put(name, new Expansion(List.of(hops)));
  }

  /** The expansion of this name for such events; one that core's lists allow. */
  static Expansion named(String name, EventKind events) {
    Expansion expansion = (events == EventKind.LIKE ? OF_LIKES : OF_POSTS).get(name);
    if (expansion == null) {
      throw new IllegalArgumentException("no expansion " + name + " of " + events);
    }
    return expansion;
  }
}
