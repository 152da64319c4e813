package dev.ouzel.persistence.sqlite;

import static dev.ouzel.persistence.sqlite.Batches.NOW;
import static dev.ouzel.persistence.sqlite.Batches.STREAM;
import static dev.ouzel.persistence.sqlite.Batches.batch;
import static dev.ouzel.persistence.sqlite.Batches.checkpoint;
import static dev.ouzel.persistence.sqlite.Batches.post;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ouzel.persistence.Sinks;
import dev.ouzel.post.Payload;
import dev.ouzel.post.PostId;
import dev.ouzel.sink.Batch;
import dev.ouzel.sink.PostQuery;
import dev.ouzel.sink.PostReader;
import dev.ouzel.sink.PostReader.FlatPost;
import dev.ouzel.sink.PostReader.StoredFrame;
import dev.ouzel.sink.PostSink;
import dev.ouzel.sink.ReceivedPost;
import dev.ouzel.sink.Rematch;
import dev.ouzel.sink.SinkFailure;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Posts read back from a file. */
@Timeout(60)
final class SqlitePostsTest {
  private static final PostQuery ALL = PostQuery.builder().build();

  @TempDir Path directory;

  private String uri() {
    return "sqlite:" + directory.resolve("posts.db");
  }

  private void keep(Batch batch) {
    try (PostSink sink = SqliteSink.open(directory.resolve("posts.db"), STREAM)) {
      sink.commit(batch).toCompletableFuture().join();
    }
  }

  private List<Long> ids(PostQuery query) {
    try (PostReader reader = Sinks.posts(uri())) {
      List<Long> ids = reader.frames(query, 1_000_000).stream().map(StoredFrame::id).toList();
      assertThat(reader.rows(query, 1_000_000)).extracting(FlatPost::id).isEqualTo(ids);
      return ids;
    }
  }

  @Test
  void comeInOrderOfTheirIdsAPieceAtATime() {
    keep(batch(1, post(5), post(3), post(Long.MAX_VALUE), post(4)));

    assertThat(ids(ALL)).containsExactly(3L, 4L, 5L, Long.MAX_VALUE);
    try (PostReader reader = Sinks.posts(uri())) {
      assertThat(reader.frames(ALL, 2)).extracting(StoredFrame::id).containsExactly(3L, 4L);
      assertThat(reader.frames(ALL.within(4, Long.MAX_VALUE), 2))
          .extracting(StoredFrame::id)
          .containsExactly(5L, Long.MAX_VALUE);
      assertThat(reader.frames(ALL.within(4, 5), 2))
          .extracting(StoredFrame::id)
          .containsExactly(5L);
      assertThat(reader.frames(ALL.within(Long.MAX_VALUE, Long.MAX_VALUE), 2)).isEmpty();
      assertThat(reader.lastId(ALL)).hasValue(Long.MAX_VALUE);
      assertThat(reader.lastId(ALL.within(0, 4))).hasValue(4);
      assertThat(reader.lastId(ALL.within(0, 2))).isEqualTo(OptionalLong.empty());
    }
  }

  @Test
  void areThoseOfATime() {
    long id = PostId.at(NOW).value();
    long next = PostId.at(NOW.plusMillis(1)).value();
    keep(batch(1, post(id - 1), post(id), post(next - 1), post(next)));
    PostQuery millisecond =
        PostQuery.builder().createdFrom(NOW).createdTo(NOW.plusMillis(1)).build();

    assertThat(ids(millisecond)).containsExactly(id, next - 1);
    assertThat(ids(PostQuery.builder().createdFrom(NOW.plusMillis(1)).build()))
        .containsExactly(next);
    assertThat(ids(PostQuery.builder().createdTo(NOW).build())).containsExactly(id - 1);
  }

  @Test
  void areThoseThatARuleMatchedByIdOrTagAtFirstOrLater() throws SQLException {
    keep(
        Batch.builder()
            .addPosts(
                ruled(1, "[{\"id\":\"70\",\"tag\":\"cats\"},{\"id\":71}]"),
                ruled(2, "[{\"id\":\"71\",\"tag\":\"dogs\"}]"),
                ruled(3, "[\"cats\",null,[],{\"tag\":null}]"),
                ruled(4, "{\"id\":\"70\"}"),
                post(5, "no JSON"),
                new ReceivedPost(6, NOW, broken(",\"matching_rules\":[{\"tag\":\"cats\"}]")))
            .addRematches(
                new Rematch(2, NOW, Payload.ofText("[{\"id\":\"70\",\"tag\":\"cats\"}]")),
                new Rematch(3, NOW, Payload.ofText("[7")))
            .checkpoint(checkpoint(STREAM, 1))
            .build());

    for (String rule : List.of("cats", "dogs", "70", "71", "none", "")) {
      assertThat(ids(PostQuery.builder().rule(rule).build())).as(rule).isEqualTo(matching(rule));
    }
    assertThat(ids(PostQuery.builder().rule("cats").build())).containsExactly(1L, 2L, 6L);
    assertThat(ids(PostQuery.builder().rule("71").build())).containsExactly(1L, 2L);
  }

  private static ReceivedPost ruled(long id, String rules) {
    return post(id, "{\"data\":{\"id\":\"%s\"},\"matching_rules\":%s}".formatted(id, rules));
  }

  /** What the view tells that users query. */
  private List<Long> matching(String rule) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:" + uri());
        PreparedStatement select =
            connection.prepareStatement(
                "SELECT post_id FROM matches WHERE rule_id = ?1 OR rule_tag = ?1")) {
      select.setString(1, rule);
      TreeSet<Long> ids = new TreeSet<>();
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          ids.add(rows.getLong(1));
        }
      }
      return List.copyOf(ids);
    }
  }

  @Test
  void areThoseOfALanguage() {
    keep(
        batch(
            1,
            post(1, "{\"data\":{\"id\":\"1\",\"lang\":\"en\"}}"),
            post(2, "{\"data\":{\"id\":\"2\",\"lang\":\"de\"}}"),
            post(3, "{\"data\":{\"id\":\"3\"}}"),
            post(4, "no JSON")));

    assertThat(ids(PostQuery.builder().language("en").build())).containsExactly(1L);
    assertThat(ids(PostQuery.builder().language("fr").build())).isEmpty();
  }

  private static Payload broken(String more) {
    byte[] frame =
        Payload.ofText("{\"data\":{\"id\":\"6\",\"text\":\"?\"}" + more + "}").toByteArray();
    frame[26] = (byte) 0xFF;
    return Payload.copyOf(frame);
  }

  @Test
  void areTheirFramesByteForByte() {
    List<Payload> frames =
        List.of(
            Payload.ofText(
                "{\"data\":{\"id\":\"1\",\"text\":\"\\u0000\\ud800 é 😀\",\"n\":1e999}}"),
            Payload.copyOf(new byte[] {'{', 0, (byte) 0xED, (byte) 0xA0, (byte) 0x80, '}'}),
            broken(""));
    keep(
        batch(
            1,
            new ReceivedPost(1, NOW, frames.get(0)),
            new ReceivedPost(2, NOW, frames.get(1)),
            new ReceivedPost(6, NOW, frames.get(2))));

    try (PostReader reader = Sinks.posts(uri())) {
      assertThat(reader.frames(ALL, 9)).extracting(StoredFrame::frame).isEqualTo(frames);
    }
  }

  @Test
  void areRowsOfTheViewForPeople() {
    keep(batch(1, post(7, "{\"data\":{\"id\":\"7\",\"text\":\"\",\"lang\":\"en\"}}")));

    try (PostReader reader = Sinks.posts(uri())) {
      List<Optional<String>> row = reader.rows(ALL, 9).get(0).values();
      assertThat(reader.columns()).startsWith("id", "created_at", "time").hasSameSizeAs(row);
      assertThat(row.get(reader.columns().indexOf("id"))).contains("7");
      assertThat(row.get(reader.columns().indexOf("text"))).contains("");
      assertThat(row.get(reader.columns().indexOf("likes"))).isEmpty();
    }
  }

  @Test
  void areReadWhileAnIngestWrites() {
    try (PostSink sink = SqliteSink.open(directory.resolve("posts.db"), STREAM);
        PostReader reader = Sinks.posts(uri())) {
      assertThat(reader.frames(ALL, 9)).isEmpty();

      sink.commit(batch(1, post(7))).toCompletableFuture().join();

      assertThat(reader.frames(ALL, 9)).hasSize(1);
    }
  }

  @Test
  void costOfARuleOnlyWhatTheyAreThemselves() {
    ReceivedPost[] many =
        LongStream.rangeClosed(1, 100_000)
            .mapToObj(id -> ruled(id, "[{\"id\":\"" + id % 10 + "\"}]"))
            .toArray(ReceivedPost[]::new);
    keep(batch(1, many));
    PostQuery query = PostQuery.builder().rule("7").build();
    try (PostReader reader = Sinks.posts(uri())) {
      long begun = System.nanoTime();
      for (long piece = 0; piece < 1_000; piece++) {
        assertThat(reader.frames(query.within(piece * 100, Long.MAX_VALUE), 10)).hasSize(10);
      }
      // A piece that looked at all posts would take more than 100 ms.
      assertThat(System.nanoTime() - begun).isLessThan(20_000_000_000L);
    }
  }

  @Test
  void needAStoreWithTables() {
    assertThatThrownBy(() -> Sinks.posts(uri()))
        .isInstanceOf(SinkFailure.class)
        .hasMessageStartingWith("there is no ");
    assertThatThrownBy(() -> Sinks.posts("jsonl:" + directory))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("has no tables to read posts from");
    assertThatThrownBy(() -> Sinks.posts("-")).isInstanceOf(IllegalArgumentException.class);
  }
}
