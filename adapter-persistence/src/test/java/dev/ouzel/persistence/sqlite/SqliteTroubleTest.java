package dev.ouzel.persistence.sqlite;

import static dev.ouzel.persistence.sqlite.Batches.STREAM;
import static dev.ouzel.persistence.sqlite.Batches.batch;
import static dev.ouzel.persistence.sqlite.Batches.batchOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ouzel.sink.Batch;
import dev.ouzel.sink.CommitReceipt;
import dev.ouzel.sink.PostSink;
import dev.ouzel.sink.SinkFailure;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Full disks, other programs and damage. */
@Timeout(60)
final class SqliteTroubleTest {
  private static final SqliteLimits STANDARD = SqliteLimits.standard();

  @TempDir Path directory;

  private Path file() {
    return directory.resolve("posts.db");
  }

  private PostSink open(SqliteLimits limits) {
    return SqliteSink.open(SqliteFile.at(file(), limits), STREAM);
  }

  private static CommitReceipt commit(PostSink sink, Batch batch) {
    return sink.commit(batch).toCompletableFuture().join();
  }

  private static SinkFailure failure(PostSink sink, Batch batch) {
    return (SinkFailure)
        catchThrowableOfType(CompletionException.class, () -> commit(sink, batch)).getCause();
  }

  @Test
  void aFullDiskStopsTheSinkAndLosesNothing() {
    long acknowledged = 0;
    SinkFailure failure = null;
    try (PostSink sink = open(new SqliteLimits(STANDARD.patience(), 60, STANDARD.rowBytes()))) {
      while (failure == null && acknowledged < 100) {
        try {
          commit(sink, batchOf(200, acknowledged + 1));
          acknowledged++;
        } catch (CompletionException e) {
          failure = (SinkFailure) e.getCause();
        }
      }
      assertThat(failure)
          .hasMessageStartingWith("the disk is full: free space for " + file())
          .matches(full -> !full.isWorthRetrying());
      assertThat(failure(sink, batchOf(200, acknowledged + 1))).hasMessage(failure.getMessage());
    }

    // As if space had been freed.
    try (PostSink sink = open(STANDARD);
        OtherProgram reader = new OtherProgram(file())) {
      assertThat(acknowledged).isBetween(1L, 20L);
      assertThat(reader.number("SELECT count(*) FROM posts")).isEqualTo(acknowledged * 200);
      assertThat(commit(sink, batchOf(200, acknowledged + 1)))
          .isEqualTo(new CommitReceipt(acknowledged + 1, 200, 0));
    }
  }

  @Test
  void anotherProgramThatLocksTheFileIsWaitedForAndThenReported() {
    try (PostSink sink =
            open(new SqliteLimits(Duration.ofMillis(20), STANDARD.pages(), STANDARD.rowBytes()));
        OtherProgram other = new OtherProgram(file())) {
      commit(sink, batchOf(10, 1));
      other.change("BEGIN IMMEDIATE");

      assertThat(failure(sink, batchOf(10, 2)))
          .hasMessage(file() + " is locked by another program")
          .matches(SinkFailure::isWorthRetrying);

      other.change("COMMIT");
      assertThat(commit(sink, batchOf(10, 2))).isEqualTo(new CommitReceipt(2, 10, 0));
    }
  }

  @Test
  void aFailedBatchLeavesNothingBehindAndTheNextCallBeginsAnew() {
    try (PostSink sink = open(STANDARD);
        OtherProgram other = new OtherProgram(file())) {
      other.change(
          "CREATE TRIGGER trap BEFORE INSERT ON dead_letters BEGIN SELECT raise(FAIL, 'trap'); END");

      assertThat(failure(sink, batchOf(10, 1))).hasMessageContaining("trap");
      assertThat(other.number("SELECT count(*) FROM posts")).isZero();

      other.change("DROP TRIGGER trap");
      assertThat(commit(sink, batchOf(10, 1))).isEqualTo(new CommitReceipt(1, 10, 0));
    }
  }

  @Test
  void damageIsReportedWithWhatToDo() throws IOException {
    try (PostSink sink = open(STANDARD)) {
      commit(sink, batchOf(1_000, 1));
    }
    try (RandomAccessFile bytes = new RandomAccessFile(file().toFile(), "rw")) {
      bytes.seek(16 * 1024);
      bytes.write(new byte[(int) bytes.length() - 16 * 1024]);
    }

    SinkFailure failure = catchThrowableOfType(SinkFailure.class, () -> open(STANDARD).close());

    assertThat(failure).hasMessageContaining("is damaged").hasMessageContaining(".recover");
  }

  @ParameterizedTest
  @CsvSource({
    "5, locked by another program, true",
    "6, locked by another program, true",
    "517, locked by another program, true",
    "13, the disk is full, false",
    "10, the disk failed, false",
    "778, the disk failed, false",
    "8, cannot be written to, false",
    "14, cannot be opened, false",
    "11, is damaged, false",
    "26, is not a SQLite database, false",
    "1, SQLite cannot use, false"
  })
  void eachCodeOfSqliteSaysWhatToDo(int code, String words, boolean worthRetrying) {
    SinkFailure failure = SqliteFailures.of(new SQLException("words", null, code), file());

    assertThat(failure).hasMessageContaining(words).hasMessageContaining(file().toString());
    assertThat(failure.isWorthRetrying()).isEqualTo(worthRetrying);
  }

  @Test
  void readersSeeWholeBatchesWhileTheyAreWritten() {
    int batches = 60;
    AtomicBoolean written = new AtomicBoolean();
    try (PostSink sink = open(STANDARD)) {
      CompletableFuture<Integer> reads = CompletableFuture.supplyAsync(() -> readUntil(written));

      for (int i = 1; i <= batches; i++) {
        commit(sink, batchOf(100, i));
      }
      written.set(true);

      assertThat(reads).succeedsWithin(Duration.ofSeconds(30));
      assertThat(reads.join()).isGreaterThan(1);
      assertThat(commit(sink, batch(batches + 1))).isNotNull();
    }
  }

  /** Looks at the store until after the last batch was written; tells how often it looked. */
  private int readUntil(AtomicBoolean written) {
    int reads = 0;
    boolean last = false;
    try (OtherProgram reader = new OtherProgram(file())) {
      while (!last) {
        last = written.get();
        assertThat(
                reader.row(
                    """
                    SELECT posts = 100 * sequence AND letters = sequence FROM
                      (SELECT count(text) AS posts FROM posts_flat),
                      (SELECT coalesce(max(sequence), 0) AS sequence FROM checkpoints),
                      (SELECT count(*) AS letters FROM dead_letters)
                    """))
            .isEqualTo("1");
        reads++;
      }
    }
    return reads;
  }
}
