package dev.ouzel.stream;

import static dev.ouzel.stream.EventKind.ACTIVITY;
import static dev.ouzel.stream.EventKind.COMPLIANCE;
import static dev.ouzel.stream.EventKind.LABEL;
import static dev.ouzel.stream.EventKind.LIKE;
import static dev.ouzel.stream.EventKind.POST;

import java.util.Arrays;
import java.util.Optional;

/**
 * X's streams, as its OpenAPI description (2.166 and 2.167) lists them. Each accepts {@code
 * backfill_minutes}; all but the 1 % sample accept {@code start_time} and {@code end_time}.
 */
public enum StreamEndpoint {
  /** Posts that match the app's rules. */
  FILTERED("/2/tweets/search/stream", "filtered_stream", 0, POST),
  /** One post in a hundred. */
  SAMPLE("/2/tweets/sample/stream", "sample_stream", 0, POST),
  /** One post in ten. */
  SAMPLE10("/2/tweets/sample10/stream", "sample10_stream", 2, POST),
  /** Every post. */
  FIREHOSE("/2/tweets/firehose/stream", "firehose_stream", 20, POST),
  /** Every post in English. */
  FIREHOSE_EN("/2/tweets/firehose/stream/lang/en", "firehose_stream_lang_en", 8, POST),
  /** Every post in Japanese. */
  FIREHOSE_JA("/2/tweets/firehose/stream/lang/ja", "firehose_stream_lang_ja", 2, POST),
  /** Every post in Korean. */
  FIREHOSE_KO("/2/tweets/firehose/stream/lang/ko", "firehose_stream_lang_ko", 2, POST),
  /** Every post in Portuguese. */
  FIREHOSE_PT("/2/tweets/firehose/stream/lang/pt", "firehose_stream_lang_pt", 2, POST),
  /** Changes to posts that stores of posts must follow. */
  TWEETS_COMPLIANCE("/2/tweets/compliance/stream", "tweets_compliance_stream", 4, COMPLIANCE),
  /** Changes to accounts that stores of posts must follow. */
  USERS_COMPLIANCE("/2/users/compliance/stream", "users_compliance_stream", 4, COMPLIANCE),
  /** Labels put on posts. */
  TWEET_LABEL("/2/tweets/label/stream", "tweet_label_stream", 0, LABEL),
  /** Every like. */
  LIKES_FIREHOSE("/2/likes/firehose/stream", "likes_firehose_stream", 20, LIKE),
  /** One like in ten. */
  LIKES_SAMPLE10("/2/likes/sample10/stream", "likes_sample10_stream", 2, LIKE),
  /** Likes taken back. */
  LIKES_COMPLIANCE("/2/likes/compliance/stream", "likes_compliance_stream", 0, COMPLIANCE),
  /** Account activity. X gives it no name in the connection history; this one is ours. */
  ACTIVITY_STREAM("/2/activity/stream", "activity_stream", 0, ACTIVITY);

  /** X's spelling of {@code filtered_stream} in January 2026, still found in its documentation. */
  private static final String OLD_FILTERED_NAME = "filter_stream";

  private final String path;
  private final String wireName;
  private final int partitions;
  private final EventKind events;

  StreamEndpoint(String path, String wireName, int partitions, EventKind events) {
    this.path = path;
    this.wireName = wireName;
    this.partitions = partitions;
    this.events = events;
  }

  /** The path below X's base URL. */
  public String path() {
    return path;
  }

  /** The name in X's connection history. */
  public String wireName() {
    return wireName;
  }

  /** How many partitions the stream is cut into, of which each request names one; 0 for none. */
  public int partitions() {
    return partitions;
  }

  /** What the stream carries. */
  public EventKind events() {
    return events;
  }

  /** True when the last minutes can be asked for again with {@code backfill_minutes}. */
  public boolean hasBackfill() {
    return true;
  }

  /** True when the last day can be replayed with {@code start_time} and {@code end_time}. */
  public boolean hasRecovery() {
    return this != SAMPLE;
  }

  /** True when X's connection history knows this stream by name. */
  public boolean inConnectionHistory() {
    return this != ACTIVITY_STREAM;
  }

  /** The endpoint with this name in X's connection history, in either spelling X has used. */
  public static Optional<StreamEndpoint> named(String wireName) {
    String name = wireName.equals(OLD_FILTERED_NAME) ? FILTERED.wireName : wireName;
    return Arrays.stream(values()).filter(endpoint -> endpoint.wireName.equals(name)).findFirst();
  }
}
