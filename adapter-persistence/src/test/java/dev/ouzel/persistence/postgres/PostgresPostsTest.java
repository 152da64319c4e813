package dev.ouzel.persistence.postgres;

import static dev.ouzel.persistence.postgres.Posts.NOW;
import static dev.ouzel.persistence.postgres.Posts.STREAM;
import static dev.ouzel.persistence.postgres.Posts.batch;
import static dev.ouzel.persistence.postgres.Posts.checkpoint;
import static dev.ouzel.persistence.postgres.Posts.commit;
import static dev.ouzel.persistence.postgres.Posts.open;
import static dev.ouzel.persistence.postgres.Posts.post;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ouzel.persistence.Sinks;
import dev.ouzel.post.Payload;
import dev.ouzel.post.PostId;
import dev.ouzel.servers.LocalPostgres;
import dev.ouzel.sink.Batch;
import dev.ouzel.sink.PostQuery;
import dev.ouzel.sink.PostReader;
import dev.ouzel.sink.PostReader.FlatPost;
import dev.ouzel.sink.PostReader.StoredFrame;
import dev.ouzel.sink.PostSink;
import dev.ouzel.sink.ReceivedPost;
import dev.ouzel.sink.Rematch;
import dev.ouzel.sink.SinkFailure;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Posts read back from a schema. */
@Timeout(120)
final class PostgresPostsTest {
  private static final PostQuery ALL = PostQuery.builder().build();

  private final String uri = LocalPostgres.shared().uri(Posts.newSchema());

  private void keep(Batch batch) {
    try (PostSink sink = open(uri)) {
      commit(sink, batch);
    }
  }

  private List<Long> ids(PostQuery query) {
    try (PostReader reader = Sinks.posts(uri)) {
      List<Long> ids = reader.frames(query, 1_000).stream().map(StoredFrame::id).toList();
      assertThat(reader.rows(query, 1_000)).extracting(FlatPost::id).isEqualTo(ids);
      return ids;
    }
  }

  @Test
  void comeInOrderOfTheirIdsAPieceAtATime() {
    keep(batch(1, post(5), post(3), post(Long.MAX_VALUE), post(4)));

    assertThat(ids(ALL)).containsExactly(3L, 4L, 5L, Long.MAX_VALUE);
    try (PostReader reader = Sinks.posts(uri)) {
      assertThat(reader.frames(ALL.within(3, 5), 1))
          .extracting(StoredFrame::id)
          .containsExactly(4L);
      assertThat(reader.lastId(ALL)).hasValue(Long.MAX_VALUE);
      assertThat(reader.lastId(ALL.within(0, 2))).isEmpty();
    }
  }

  @Test
  void areThoseOfATimeALanguageAndARule() {
    long id = PostId.at(NOW).value();
    keep(
        Batch.builder()
            .addPosts(
                post(id - 1),
                post(id, "{\"data\":{\"id\":\"1\",\"lang\":\"en\"}}"),
                ruled(id + 1, "[{\"id\":\"70\",\"tag\":\"cats\"},{\"id\":71}]"),
                ruled(id + 2, "[{\"id\":\"71\",\"tag\":\"dogs\"}]"))
            .addRematches(
                new Rematch(id + 2, NOW, Payload.ofText("[{\"id\":\"70\",\"tag\":\"cats\"}]")))
            .checkpoint(checkpoint(STREAM, 1))
            .build());

    assertThat(ids(PostQuery.builder().createdFrom(NOW).build()))
        .containsExactly(id, id + 1, id + 2);
    assertThat(ids(PostQuery.builder().createdTo(NOW).build())).containsExactly(id - 1);
    assertThat(ids(PostQuery.builder().language("en").build())).containsExactly(id);
    assertThat(ids(PostQuery.builder().rule("70").build())).containsExactly(id + 1, id + 2);
    assertThat(ids(PostQuery.builder().rule("cats").build())).containsExactly(id + 1, id + 2);
    assertThat(ids(PostQuery.builder().rule("dogs").build())).containsExactly(id + 2);
    assertThat(ids(PostQuery.builder().rule("none").build())).isEmpty();
  }

  private static ReceivedPost ruled(long id, String rules) {
    return post(id, "{\"data\":{\"id\":\"%s\"},\"matching_rules\":%s}".formatted(id, rules));
  }

  @Test
  void areTheirFramesByteForByte() {
    List<Payload> frames =
        List.of(
            Payload.ofText(
                "{\"data\":{\"id\":\"1\",\"text\":\"\\u0000\\ud800 é 😀\",\"n\":1e999}}"),
            Payload.copyOf(new byte[] {'{', 0, (byte) 0xED, (byte) 0xA0, (byte) 0x80, '}'}));
    keep(
        batch(1, new ReceivedPost(1, NOW, frames.get(0)), new ReceivedPost(2, NOW, frames.get(1))));

    try (PostReader reader = Sinks.posts(uri)) {
      assertThat(reader.frames(ALL, 9)).extracting(StoredFrame::frame).isEqualTo(frames);
    }
  }

  @Test
  void areRowsOfTheViewForPeople() {
    keep(batch(1, post(7, "{\"data\":{\"id\":\"7\",\"text\":\"\",\"lang\":\"en\"}}")));

    try (PostReader reader = Sinks.posts(uri)) {
      List<Optional<String>> row = reader.rows(ALL, 9).get(0).values();
      assertThat(reader.columns()).startsWith("id", "created_at", "time").hasSameSizeAs(row);
      assertThat(row.get(reader.columns().indexOf("text"))).contains("");
      assertThat(row.get(reader.columns().indexOf("likes"))).isEmpty();
    }
  }

  @Test
  void costOfARuleOnlyWhatTheyAreThemselves() {
    try (PostSink sink = open(uri)) {
      for (long i = 0; i < 10; i++) {
        commit(
            sink,
            batch(
                i + 1,
                LongStream.rangeClosed(i * 10_000 + 1, (i + 1) * 10_000)
                    .mapToObj(id -> ruled(id, "[{\"id\":\"" + id % 10 + "\"}]"))
                    .toArray(ReceivedPost[]::new)));
      }
    }
    PostQuery query = PostQuery.builder().rule("7").build();
    try (PostReader reader = Sinks.posts(uri)) {
      long begun = System.nanoTime();
      for (long piece = 0; piece < 200; piece++) {
        assertThat(reader.frames(query.within(piece * 500, Long.MAX_VALUE), 10)).hasSize(10);
      }
      // A piece that looked at all posts would take more than 100 ms.
      assertThat(System.nanoTime() - begun).isLessThan(3_000_000_000L);
    }
  }

  @Test
  void needAStore() {
    assertThatThrownBy(() -> Sinks.posts(uri)).isInstanceOf(SinkFailure.class);
  }
}
