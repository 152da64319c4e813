package dev.ouzel.stream;

import static dev.ouzel.stream.FieldList.EXPANSIONS;
import static dev.ouzel.stream.FieldList.LIKE_EXPANSIONS;
import static dev.ouzel.stream.FieldList.LIKE_FIELDS;
import static dev.ouzel.stream.FieldList.MEDIA_FIELDS;
import static dev.ouzel.stream.FieldList.PLACE_FIELDS;
import static dev.ouzel.stream.FieldList.POLL_FIELDS;
import static dev.ouzel.stream.FieldList.TWEET_FIELDS;
import static dev.ouzel.stream.FieldList.USER_FIELDS;

import java.util.Set;

/** What a stream carries, and so which field lists a request for it may hold. */
public enum EventKind {
  /** Posts, with {@code matching_rules} on the filtered stream. */
  POST,
  /** Likes with the liked post's author. */
  LIKE,
  /** What must be deleted, withheld or edited. */
  COMPLIANCE,
  /** Notices put on posts. */
  LABEL,
  /** Account activity envelopes. */
  ACTIVITY;

  /** The field lists that X accepts for such a stream. */
  public Set<FieldList> fieldLists() {
    return switch (this) {
      case POST ->
          Set.of(TWEET_FIELDS, EXPANSIONS, MEDIA_FIELDS, POLL_FIELDS, USER_FIELDS, PLACE_FIELDS);
      case LIKE -> Set.of(LIKE_FIELDS, LIKE_EXPANSIONS, MEDIA_FIELDS, USER_FIELDS, TWEET_FIELDS);
      case COMPLIANCE, LABEL, ACTIVITY -> Set.of();
    };
  }
}
