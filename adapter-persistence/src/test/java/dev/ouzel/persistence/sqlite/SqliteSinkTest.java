package dev.ouzel.persistence.sqlite;

import static dev.ouzel.persistence.sqlite.Batches.NOW;
import static dev.ouzel.persistence.sqlite.Batches.STREAM;
import static dev.ouzel.persistence.sqlite.Batches.batch;
import static dev.ouzel.persistence.sqlite.Batches.batchOf;
import static dev.ouzel.persistence.sqlite.Batches.checkpoint;
import static dev.ouzel.persistence.sqlite.Batches.post;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ouzel.coverage.TimeRange;
import dev.ouzel.post.PostId;
import dev.ouzel.sink.Batch;
import dev.ouzel.sink.CommitReceipt;
import dev.ouzel.sink.PostIds;
import dev.ouzel.sink.PostSink;
import dev.ouzel.sink.ReceivedPost;
import dev.ouzel.sink.SinkFailure;
import dev.ouzel.sink.StoreReader;
import dev.ouzel.stream.StreamName;
import dev.ouzel.testkit.contract.OtherWriter;
import dev.ouzel.testkit.contract.PostSinkContract;
import dev.ouzel.testkit.contract.SinkOpener;
import dev.ouzel.testkit.contract.StoreTrouble;
import dev.ouzel.testkit.contract.Stored;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SqliteSinkTest extends PostSinkContract {
  private static final StreamName OTHER_STREAM = new StreamName("firehose_stream.7");

  @TempDir Path directory;

  @Override
  protected PostSink open(StreamName stream) {
    return SqliteSink.open(file(), stream);
  }

  @Override
  protected Stored stored() {
    try (OtherProgram reader = new OtherProgram(file())) {
      assertThat(reader.row("PRAGMA integrity_check")).isEqualTo("ok");
      return reader.stored();
    }
  }

  @Override
  protected Optional<StoreReader> reader() {
    return Optional.of(SqliteReader.open(file()));
  }

  @Override
  protected Optional<OtherWriter> writerElsewhere() {
    return Optional.of(new OtherWriter(Elsewhere.class, file().toString()));
  }

  static final class Elsewhere implements SinkOpener {
    @Override
    public PostSink open(String store, StreamName stream) {
      return SqliteSink.open(Path.of(store), stream);
    }
  }

  /** Full and damaged files are for {@link SqliteTroubleTest}. */
  @Override
  protected Optional<Runnable> beginTrouble(StoreTrouble trouble) {
    return switch (trouble) {
      case STALLED -> Optional.of(changed("BEGIN IMMEDIATE", "COMMIT"));
      case NEWER_SCHEMA ->
          Optional.of(changed("PRAGMA user_version = 99", "PRAGMA user_version = 2"));
      default -> Optional.empty();
    };
  }

  private Runnable changed(String sql, String back) {
    OtherProgram other = new OtherProgram(file());
    other.change(sql);
    return () -> {
      other.change(back);
      other.close();
    };
  }

  private Path file() {
    return directory.resolve("posts.db");
  }

  private static <T> T answer(CompletionStage<T> stage) {
    assertThat(stage.toCompletableFuture()).succeedsWithin(Duration.ofSeconds(10));
    return stage.toCompletableFuture().join();
  }

  @Test
  void keepsTheTimesOfAPostInMilliseconds() {
    long id = PostId.at(Instant.parse("2026-03-01T12:00:00.789Z")).value() + 5;
    try (PostSink sink = open(STREAM);
        OtherProgram reader = new OtherProgram(file())) {
      answer(sink.commit(batch(1, post(id), post(20))));

      assertThat(reader.rows("SELECT id, created_at, received_at FROM posts ORDER BY id"))
          .containsExactly(
              "20|NULL|" + NOW.toEpochMilli(), id + "|1772366400789|" + NOW.toEpochMilli());
      assertThat(reader.row("SELECT DISTINCT typeof(json) FROM posts")).isEqualTo("text");
    }
  }

  @Test
  void countsExactlyWhatItHeldAlready() {
    try (PostSink sink = open(STREAM)) {
      answer(sink.commit(batch(1, post(3), post(5), post(7))));

      ReceivedPost[] half = {post(1), post(3), post(4), post(5), post(7), post(9)};

      assertThat(answer(sink.commit(batch(2, half)))).isEqualTo(new CommitReceipt(2, 3, 3));
    }
  }

  @Test
  void saysWhichBatchWouldBeNext() {
    try (PostSink sink = open(STREAM)) {
      answer(sink.commit(batch(1)));

      assertThat(sink.commit(batch(5)).toCompletableFuture())
          .failsWithin(Duration.ofSeconds(10))
          .withThrowableOfType(ExecutionException.class)
          .havingCause()
          .isInstanceOf(SinkFailure.class)
          .withMessage(
              "batch 5 of filtered_stream was given to a store that holds batch 1; its next is 2");
    }
  }

  @Test
  void refusesABatchOfAStreamItHasNoLockFor() {
    Batch foreign = Batch.builder().checkpoint(checkpoint(OTHER_STREAM, 1)).build();
    try (PostSink sink = open(STREAM)) {
      assertThat(sink.commit(foreign).toCompletableFuture())
          .failsWithin(Duration.ofSeconds(10))
          .withThrowableThat()
          .withMessageContaining(
              "opened for filtered_stream was given a batch of firehose_stream.7");
    }
  }

  @Test
  void letsTwoStreamsWriteTheSameFileAtOnce() {
    try (PostSink one = open(STREAM);
        PostSink other = open(OTHER_STREAM)) {
      for (int i = 1; i <= 20; i++) {
        CompletionStage<CommitReceipt> first = one.commit(batchOf(100, i));
        CompletionStage<CommitReceipt> second =
            other.commit(
                Batch.builder()
                    .addAllPosts(batchOf(100, i).posts())
                    .checkpoint(checkpoint(OTHER_STREAM, i))
                    .build());

        // Each post is new to one of the two, whichever came first.
        assertThat(answer(first).stored() + answer(second).stored()).isEqualTo(100);
      }
    }
    assertThat(stored().posts()).hasSize(2_000);
  }

  @Test
  void tellsIdsWhateverTheRange() {
    long id = PostId.at(NOW).value() + 1;
    try (PostSink sink = open(STREAM)) {
      answer(sink.commit(batch(1, post(id))));

      assertThat(ids(sink, Instant.MIN, Instant.MAX)).containsExactly(id);
      assertThat(ids(sink, NOW.minusNanos(1), NOW.plusNanos(1))).containsExactly(id);
      assertThat(ids(sink, NOW.plusNanos(1), NOW.plusSeconds(1))).isEmpty();
      assertThat(ids(sink, NOW.minusSeconds(1), NOW)).isEmpty();
    }
  }

  /** There may be more than are told: then the older ones must be those that are left out. */
  @Test
  void tellsTheNewestIdsFirst() {
    long id = PostId.at(NOW).value();
    long later = PostId.at(NOW.plusMillis(1)).value();
    long latest = PostId.at(NOW.plusMillis(2)).value();
    try (PostSink sink = open(STREAM)) {
      answer(sink.commit(batch(1, post(later), post(latest), post(id))));

      assertThat(ids(sink, NOW, NOW.plusSeconds(1))).containsExactly(latest, later, id);
    }
  }

  private static List<Long> ids(PostSink sink, Instant from, Instant to) {
    PostIds held = answer(sink.ids(STREAM, new TimeRange(from, to)));
    List<Long> ids = new ArrayList<>();
    held.forEach(ids::add);
    return ids;
  }

  @Test
  void findsIdsByTimeWithoutReadingPosts() {
    open(STREAM).close();
    try (OtherProgram reader = new OtherProgram(file())) {
      assertThat(
              reader.row(
                  "EXPLAIN QUERY PLAN SELECT id FROM posts WHERE created_at >= 1 AND created_at < 2"))
          .contains("COVERING INDEX posts_by_creation");
    }
  }

  @Test
  void refusesWorkOnceItIsClosed() {
    PostSink sink = open(STREAM);
    sink.close();
    sink.close();

    assertThat(sink.commit(batch(1)).toCompletableFuture())
        .failsWithin(Duration.ofSeconds(10))
        .withThrowableThat()
        .withMessageContaining("the sink is closed");
  }
}
