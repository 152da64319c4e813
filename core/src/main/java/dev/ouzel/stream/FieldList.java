package dev.ouzel.stream;

import java.util.List;
import java.util.Set;

/**
 * The lists by which a request says how much X shall tell, each with the names X accepts in it,
 * from X's OpenAPI description (2.166 and 2.167 agree).
 */
public enum FieldList {
  /** What to tell of each post. */
  TWEET_FIELDS(
      "tweet.fields",
      """
          article attachments author_id card_uri community_id context_annotations
          conversation_id created_at display_text_range edit_controls
          edit_history_tweet_ids entities geo id in_reply_to_user_id lang
          matched_media_notes media_metadata non_public_metrics note_request_suggestions
          note_tweet organic_metrics paid_partnership possibly_sensitive promoted_metrics
          public_metrics referenced_tweets reply_settings scopes source
          suggested_source_links suggested_source_links_with_counts text withheld
      """,
      "non_public_metrics organic_metrics promoted_metrics"),
  /** Which objects that a post refers to come along in {@code includes}. */
  EXPANSIONS(
      "expansions",
      """
          article.cover_media article.media_entities attachments.media_keys
          attachments.media_source_tweet attachments.poll_ids author_id
          edit_history_tweet_ids entities.mentions.username
          entities.note.mentions.username geo.place_id in_reply_to_user_id
          referenced_tweets.id referenced_tweets.id.attachments.media_keys
          referenced_tweets.id.author_id
      """,
      ""),
  /** What to tell of included media. */
  MEDIA_FIELDS(
      "media.fields",
      """
          alt_text duration_ms height media_key non_public_metrics organic_metrics
          preview_image_url promoted_metrics public_metrics type url variants width
      """,
      "non_public_metrics organic_metrics promoted_metrics"),
  /** What to tell of included polls. */
  POLL_FIELDS(
      "poll.fields",
      """
          duration_minutes end_datetime id options voting_status
      """,
      ""),
  /** What to tell of included users. */
  USER_FIELDS(
      "user.fields",
      """
          affiliation confirmed_email connection_status created_at description entities id
          is_identity_verified location most_recent_tweet_id name parody pinned_tweet_id
          profile_banner_url profile_image_url protected public_metrics receives_your_dm
          subscription subscription_type url username verified verified_followers_count
          verified_type withheld
      """,
      "confirmed_email connection_status receives_your_dm"),
  /** What to tell of included places. */
  PLACE_FIELDS(
      "place.fields",
      """
          contained_within country country_code full_name geo id name place_type
      """,
      ""),
  /** What to tell of each like. */
  LIKE_FIELDS(
      "like_with_tweet_author.fields",
      """
          attachments_media_keys created_at id liked_tweet_author_id liked_tweet_id
          timestamp_ms
      """,
      ""),
  /** Which objects that a like refers to come along. */
  LIKE_EXPANSIONS(
      "expansions",
      """
          attachments.media_keys liked_tweet_author_id liked_tweet_id
      """,
      "");

  private final String parameter;
  private final String names;
  private final String privateNames;

  FieldList(String parameter, String names, String privateNames) {
    this.parameter = parameter;
    this.names = names.strip();
    this.privateNames = privateNames;
  }

  /** The query parameter's name. */
  public String parameter() {
    return parameter;
  }

  /** Every name that X accepts, in alphabetical order. */
  public List<String> names() {
    return words(names);
  }

  /**
   * The names that an app-only token may read: all but private metrics and what concerns the
   * account that asks, which need a user's consent.
   */
  public List<String> publicNames() {
    List<String> hidden = words(privateNames);
    return names().stream().filter(name -> !hidden.contains(name)).toList();
  }

  private static List<String> words(String text) {
    return List.of(text.split("\\s+"));
  }

  /** Fails with one sentence for a person when the names are not ones that X accepts here. */
  void check(List<String> chosen) {
    if (chosen.isEmpty()) {
      throw new IllegalArgumentException(parameter + " needs at least one name");
    }
    if (Set.copyOf(chosen).size() < chosen.size()) {
      throw new IllegalArgumentException(parameter + " names something twice: " + chosen);
    }
    for (String name : chosen) {
      if (!names().contains(name)) {
        throw new IllegalArgumentException(
            "unknown name '%s' in %s; did you mean '%s'? X accepts: %s"
                .formatted(
                    name, parameter, NearestName.of(name, names()), String.join(", ", names())));
      }
    }
  }
}
