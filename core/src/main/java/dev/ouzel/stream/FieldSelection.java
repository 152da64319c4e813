package dev.ouzel.stream;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * How much X shall tell of each post: the names chosen in each list. A list that is absent is not
 * sent, and X then tells its own default for it.
 *
 * @param lists at least one name each, all known to X; iterated in the order of {@link FieldList}
 */
public record FieldSelection(Map<FieldList, List<String>> lists) {
  /** Checks every name; the message of a failure says which is unknown and what is nearest. */
  public FieldSelection {
    Map<FieldList, List<String>> copy = new EnumMap<>(FieldList.class);
    lists.forEach(
        (list, names) -> {
          list.check(names);
          copy.put(list, List.copyOf(names));
        });
    lists = Collections.unmodifiableMap(copy);
  }

  /** Nothing is asked for: X sends id, text and edit history. */
  public static FieldSelection minimal() {
    return new FieldSelection(Map.of());
  }

  /** What most readers want: author, time, language, counts, references and entities of a post. */
  public static FieldSelection standard() {
    return minimal()
        .with(
            FieldList.TWEET_FIELDS,
            List.of(
                "attachments",
                "author_id",
                "conversation_id",
                "created_at",
                "edit_history_tweet_ids",
                "entities",
                "geo",
                "id",
                "in_reply_to_user_id",
                "lang",
                "note_tweet",
                "possibly_sensitive",
                "public_metrics",
                "referenced_tweets",
                "text"))
        .with(
            FieldList.EXPANSIONS,
            List.of("attachments.media_keys", "author_id", "geo.place_id", "referenced_tweets.id"))
        .with(
            FieldList.MEDIA_FIELDS,
            List.of("alt_text", "media_key", "preview_image_url", "type", "url"))
        .with(
            FieldList.USER_FIELDS,
            List.of(
                "created_at",
                "description",
                "id",
                "name",
                "public_metrics",
                "username",
                "verified"))
        .with(
            FieldList.PLACE_FIELDS,
            List.of("country_code", "full_name", "geo", "id", "place_type"));
  }

  /** Everything that an app-only token may read of {@code events}. */
  public static FieldSelection all(EventKind events) {
    Map<FieldList, List<String>> lists = new EnumMap<>(FieldList.class);
    events.fieldLists().forEach(list -> lists.put(list, list.publicNames()));
    return new FieldSelection(lists);
  }

  /** This selection with {@code names} in place of what {@code list} held. */
  public FieldSelection with(FieldList list, List<String> names) {
    Map<FieldList, List<String>> changed = new EnumMap<>(FieldList.class);
    changed.putAll(lists);
    changed.put(list, names);
    return new FieldSelection(changed);
  }
}
