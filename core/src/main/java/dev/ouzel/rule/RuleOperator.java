package dev.ouzel.rule;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The operators that X documents for the filtered stream, with their aliases. */
public enum RuleOperator {
  /** Written by this user. */
  FROM(ValueKind.USER, "from"),
  /** In reply to this user. */
  TO(ValueKind.USER, "to"),
  /** A repost of this user. */
  RETWEETS_OF(ValueKind.USER, "retweets_of retweets_of_user"),
  /** Written by an affiliate of this user. */
  FROM_AFFILIATE_OF(ValueKind.USER, "from_affiliate_of"),
  /** In reply to an affiliate of this user. */
  TO_AFFILIATE_OF(ValueKind.USER, "to_affiliate_of"),
  /** A link's address has these words. */
  URL(ValueKind.TEXT, "url"),
  /** The title of a linked page has these words. */
  URL_TITLE(ValueKind.TEXT, "url_title within_url_title"),
  /** The description of a linked page has these words. */
  URL_DESCRIPTION(ValueKind.TEXT, "url_description within_url_description"),
  /** A link's address has these characters. */
  URL_CONTAINS(ValueKind.TEXT, "url_contains"),
  /** Annotated with this domain and entity. */
  CONTEXT(ValueKind.CONTEXT, "context"),
  /** Annotated with an entity of this name. */
  ENTITY(ValueKind.TEXT, "entity"),
  /** Part of this conversation. */
  CONVERSATION_ID(ValueKind.ID, "conversation_id"),
  /** The author's description has these words. */
  BIO(ValueKind.TEXT, "bio user_bio"),
  /** The author's name has these words. */
  BIO_NAME(ValueKind.TEXT, "bio_name"),
  /** The author's location has these words. */
  BIO_LOCATION(ValueKind.TEXT, "bio_location user_bio_location"),
  /** Tagged with this place, by name or id. */
  PLACE(ValueKind.TEXT, "place"),
  /** Tagged with a place in this country. */
  PLACE_COUNTRY(ValueKind.COUNTRY, "place_country"),
  /** Posted within a circle. */
  POINT_RADIUS(ValueKind.CIRCLE, "point_radius"),
  /** Posted within a box. */
  BOUNDING_BOX(ValueKind.BOX, "bounding_box geo_bounding_box"),
  /** A repost. */
  IS_RETWEET(ValueKind.FLAG, "is:retweet"),
  /** A reply. */
  IS_REPLY(ValueKind.FLAG, "is:reply"),
  /** A quote. */
  IS_QUOTE(ValueKind.FLAG, "is:quote"),
  /** By a verified author. */
  IS_VERIFIED(ValueKind.FLAG, "is:verified"),
  /** Made for promotion only; X takes it negated only. */
  IS_NULLCAST(ValueKind.FLAG, "is:nullcast"),
  /** Has a hashtag. */
  HAS_HASHTAGS(ValueKind.FLAG, "has:hashtags"),
  /** Has a cashtag. */
  HAS_CASHTAGS(ValueKind.FLAG, "has:cashtags"),
  /** Has a link or media. */
  HAS_LINKS(ValueKind.FLAG, "has:links"),
  /** Mentions somebody. */
  HAS_MENTIONS(ValueKind.FLAG, "has:mentions"),
  /** Has a photo, an animated picture or a video. */
  HAS_MEDIA(ValueKind.FLAG, "has:media has:media_link"),
  /** Has a picture. */
  HAS_IMAGES(ValueKind.FLAG, "has:images"),
  /** Has a video uploaded to X. */
  HAS_VIDEO_LINK(ValueKind.FLAG, "has:video_link has:videos"),
  /** Says where it was posted. */
  HAS_GEO(ValueKind.FLAG, "has:geo"),
  /** Among this many of a hundred posts, chosen by chance. */
  SAMPLE(ValueKind.PERCENT, "sample"),
  /** Of this language as X classified it. */
  LANG(ValueKind.LANGUAGE, "lang"),
  /** The author has so many followers. */
  FOLLOWERS_COUNT(ValueKind.RANGE, "followers_count"),
  /** The author has posted so much. */
  TWEETS_COUNT(ValueKind.RANGE, "tweets_count statuses_count"),
  /** The author follows so many. */
  FOLLOWING_COUNT(ValueKind.RANGE, "following_count friends_count"),
  /** The author is on so many lists. */
  LISTED_COUNT(ValueKind.RANGE, "listed_count user_in_lists_count"),
  /** The author has at least so many followers. */
  MIN_FOLLOWERS(ValueKind.NUMBER, "min_followers"),
  /** A reply to this post. */
  IN_REPLY_TO_TWEET_ID(ValueKind.ID, "in_reply_to_tweet_id in_reply_to_status_id"),
  /** A repost of this post. */
  RETWEETS_OF_TWEET_ID(ValueKind.ID, "retweets_of_tweet_id retweets_of_status_id"),
  /** Posted with this application. */
  SOURCE(ValueKind.TEXT, "source"),
  /** Means something like this. */
  EMBEDDING(ValueKind.TEXT, "embedding"),
  /** How near a meaning must be, for {@link #EMBEDDING}. */
  EMBEDDING_THRESHOLD(ValueKind.FRACTION, "embedding_threshold");

  private static final Map<String, RuleOperator> BY_NAME =
      Arrays.stream(values())
          .flatMap(operator -> operator.names().stream().map(name -> Map.entry(name, operator)))
          .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));

  private final ValueKind kind;
  private final String names;

  RuleOperator(ValueKind kind, String names) {
    this.kind = kind;
    this.names = names;
  }

  /**
   * The names that X gives it, the usual one first, in lower case and without the last colon:
   * {@code from}, {@code is:retweet}.
   */
  public List<String> names() {
    return List.of(names.split(" "));
  }

  /**
   * True when a rule may consist of this operator alone. Where X's table of operators does not say,
   * it may, except {@link #SOURCE}, of which an older table says that it may not.
   */
  public boolean standalone() {
    return this != SOURCE
        && switch (kind) {
          case FLAG, PERCENT, LANGUAGE, FRACTION -> false;
          default -> true;
        };
  }

  /** The operator that is written {@code name:value}, in any case. */
  static Optional<RuleOperator> named(String name, String value) {
    String full = isFlag(name) ? name + ":" + value : name;
    return Optional.ofNullable(BY_NAME.get(full.toLowerCase(Locale.ROOT)));
  }

  /** True for the two names whose value is part of the operator. */
  static boolean isFlag(String name) {
    return name.equalsIgnoreCase("is") || name.equalsIgnoreCase("has");
  }

  boolean accepts(String value) {
    return kind.accepts(value);
  }

  /** What its value must be, for people. */
  String expected() {
    return kind.expected();
  }
}
