package dev.ouzel.persistence.postgres;

import dev.ouzel.post.Payload;
import dev.ouzel.post.Post;
import dev.ouzel.post.PostCodec;
import dev.ouzel.post.PostId;
import dev.ouzel.post.StreamedPost;
import dev.ouzel.sink.ReceivedPost;
import dev.ouzel.sink.Rematch;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A post as a row of the table {@code posts}, and the rules that it matched. */
final class PostRow {
  /** In the order in which they are written; somebody may have added others to the table. */
  static final String COLUMNS =
      "id, created_at, received_at, told_at, author_id,"
          + " likes, reposts, replies, quotes, bookmarks, impressions,"
          + " username, lang, text, json, raw";

  static final String MATCH_COLUMNS = "post_id, rule_id, rule_tag";

  private static final int COLUMN_COUNT = 16;
  private static final int MATCH_COLUMN_COUNT = 3;

  /** A frame may claim any time; these are the ones that PostgreSQL counts, and more. */
  private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");

  private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

  /** An index takes no more than 2,704 bytes; what is longer is whole in the frame. */
  private static final int LONGEST_INDEXED = 600;

  private static final StreamedPost NOTHING = StreamedPost.builder().build();

  private final PostCodec codec;

  PostRow(PostCodec codec) {
    this.codec = codec;
  }

  /**
   * A row of the table {@code matching_rules}.
   *
   * @param post the post's id
   * @param id the rule's id, if told
   * @param tag the rule's tag, if it has one
   */
  record Match(long post, Optional<String> id, Optional<String> tag) {
    private static Match of(long post, PostColumns.Rule rule) {
      return new Match(post, rule.id().map(Match::cut), rule.tag().map(Match::cut));
    }

    private static String cut(String text) {
      return text.substring(0, Math.min(text.length(), LONGEST_INDEXED));
    }

    void writeTo(CopyStream out) throws SQLException {
      out.row(MATCH_COLUMN_COUNT);
      out.number(post);
      text(id, out);
      text(tag, out);
    }
  }

  /** Writes the post as {@link #COLUMNS}; tells its rules, each once. */
  List<Match> write(ReceivedPost received, CopyStream out) throws SQLException {
    byte[] frame = received.payload().toByteArray();
    boolean isText = Text.isText(frame);
    PostColumns columns =
        Optional.of(frame)
            .filter(bytes -> isText)
            .flatMap(UsualFrame::columns)
            .orElseGet(() -> PostColumns.of(decoded(received)));
    out.row(COLUMN_COUNT);
    out.number(received.id());
    writeTimes(received, out);
    out.number(columns.authorId());
    columns.counts().forEach(out::number);
    text(columns.username(), out);
    text(columns.lang(), out);
    text(columns.text(), out);
    out.frame(frame, isText);
    return matches(received.id(), columns.rules());
  }

  private StreamedPost decoded(ReceivedPost received) {
    return codec.decode(received.payload()).orElse(NOTHING);
  }

  private void writeTimes(ReceivedPost received, CopyStream out) {
    if (PostId.isSnowflake(received.id())) {
      out.time(Instant.ofEpochMilli(PostId.millis(received.id())));
      out.time(received.receivedAt());
      out.nothing();
    } else {
      Optional<Instant> told = decoded(received).post().flatMap(Post::createdAt);
      out.nothing();
      out.time(received.receivedAt());
      told.filter(PostRow::isCounted).ifPresentOrElse(out::time, out::nothing);
    }
  }

  private static boolean isCounted(Instant time) {
    return time.isAfter(EARLIEST) && time.isBefore(LATEST);
  }

  private static void text(Optional<String> text, CopyStream out) {
    text.ifPresentOrElse(out::text, out::nothing);
  }

  /** The rules of a post that arrived again. */
  List<Match> matches(Rematch rematch) {
    String frame = "{\"matching_rules\":" + rematch.rules().text() + "}";
    return codec
        .decode(Payload.copyOf(frame.getBytes(StandardCharsets.UTF_8)))
        .map(streamed -> matches(rematch.id(), PostColumns.of(streamed).rules()))
        .orElse(List.of());
  }

  private static List<Match> matches(long post, List<PostColumns.Rule> rules) {
    return rules.isEmpty()
        ? List.of()
        : rules.stream().map(rule -> Match.of(post, rule)).distinct().toList();
  }
}
