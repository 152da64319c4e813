package dev.ouzel.http.json;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import java.util.List;
import java.util.Map;

/**
 * What the model's parts are called on the wire: their own names in snake case, but for those here.
 * X has two vocabularies. Its streams speak the older one, which is written; either is read.
 */
final class Vocabulary {
  /** The name that is written, then others that are read, by part or by class and part. */
  private static final Map<String, List<String>> NAMES =
      Map.ofEntries(
          Map.entry(
              "editHistoryPostIds", List.of("edit_history_tweet_ids", "edit_history_post_ids")),
          Map.entry("notePost", List.of("note_tweet", "note_post")),
          Map.entry("referencedPosts", List.of("referenced_tweets", "referenced_posts")),
          Map.entry("inReplyToPostId", List.of("in_reply_to_tweet_id", "in_reply_to_post_id")),
          Map.entry("mediaSourcePostIds", List.of("media_source_tweet_id", "media_source_post_id")),
          Map.entry("repostCount", List.of("retweet_count", "repost_count")),
          Map.entry("postCount", List.of("tweet_count", "post_count")),
          Map.entry("pinnedPostId", List.of("pinned_tweet_id", "pinned_post_id")),
          Map.entry("mostRecentPostId", List.of("most_recent_tweet_id", "most_recent_post_id")),
          Map.entry("Includes.posts", List.of("tweets", "posts")),
          Map.entry("StreamedPost.post", List.of("data")),
          Map.entry("User.isProtected", List.of("protected")),
          Map.entry("Affiliation.userIds", List.of("user_id")),
          Map.entry("Media.duration", List.of("duration_ms")),
          Map.entry("Poll.duration", List.of("duration_minutes")),
          Map.entry("playback0Count", List.of("playback_0_count")),
          Map.entry("playback25Count", List.of("playback_25_count")),
          Map.entry("playback50Count", List.of("playback_50_count")),
          Map.entry("playback75Count", List.of("playback_75_count")),
          Map.entry("playback100Count", List.of("playback_100_count")));

  private Vocabulary() {}

  /** The names of a part of a type of the model; the first is the one to write. */
  static List<String> names(Class<?> type, String part) {
    List<String> own = NAMES.get(type.getSimpleName() + "." + part);
    return own != null
        ? own
        : NAMES.getOrDefault(part, List.of(SnakeCaseStrategy.INSTANCE.translate(part)));
  }
}
