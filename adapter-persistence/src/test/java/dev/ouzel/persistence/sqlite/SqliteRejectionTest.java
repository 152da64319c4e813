package dev.ouzel.persistence.sqlite;

import static dev.ouzel.persistence.sqlite.Batches.NOW;
import static dev.ouzel.persistence.sqlite.Batches.STREAM;
import static dev.ouzel.persistence.sqlite.Batches.batch;
import static dev.ouzel.persistence.sqlite.Batches.checkpoint;
import static dev.ouzel.persistence.sqlite.Batches.post;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ouzel.coverage.Covered;
import dev.ouzel.coverage.TimeRange;
import dev.ouzel.sink.Batch;
import dev.ouzel.sink.CommitReceipt;
import dev.ouzel.sink.PostSink;
import dev.ouzel.sink.SinkFailure;
import java.nio.file.Path;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Single posts that SQLite, or what somebody added to the file, never takes. */
@Timeout(60)
final class SqliteRejectionTest {
  private static final int ROW_BYTES = 50_000;

  @TempDir Path directory;
  private PostSink sink;
  private OtherProgram other;

  @BeforeEach
  void open() {
    Path file = directory.resolve("posts.db");
    SqliteLimits standard = SqliteLimits.standard();
    SqliteLimits limits = new SqliteLimits(standard.patience(), standard.pages(), ROW_BYTES);
    sink = SqliteSink.open(SqliteFile.at(file, limits), STREAM);
    other = new OtherProgram(file);
  }

  @AfterEach
  void close() {
    other.close();
    sink.close();
  }

  private CommitReceipt commit(Batch batch) {
    return sink.commit(batch).toCompletableFuture().join();
  }

  private SinkFailure failure(Batch batch) {
    return (SinkFailure)
        catchThrowableOfType(CompletionException.class, () -> commit(batch)).getCause();
  }

  private void assertEmpty() {
    for (String table : new String[] {"posts", "mended_posts", "coverage", "checkpoints"}) {
      assertThat(other.number("SELECT count(*) FROM " + table)).as(table).isZero();
    }
  }

  @Test
  void aPostThatIsTooLargeIsNamedAndNothingOfItsBatchIsKept() {
    Covered covered = new Covered(new TimeRange(NOW, NOW.plusSeconds(1)), "");
    Batch batch =
        Batch.builder()
            .addPosts(post(1), post(2), post(3, "\"" + "x".repeat(ROW_BYTES) + "\""), post(4))
            .addCoverage(covered)
            .checkpoint(checkpoint(STREAM, 1))
            .build();

    SinkFailure failure = failure(batch);

    assertThat(failure.rejectedPost()).hasValue(3);
    assertThat(failure.isWorthRetrying()).isFalse();
    assertThat(failure).hasMessageContaining("post 3").hasMessageContaining("posts.db");
    assertEmpty();
    assertThat(commit(batch(1, post(1), post(2), post(4)))).isEqualTo(new CommitReceipt(1, 3, 0));
  }

  @Test
  void ofSeveralTheFirstIsNamed() {
    other.change(
        "CREATE TRIGGER even BEFORE INSERT ON posts WHEN new.id % 2 = 0"
            + " BEGIN SELECT raise(ABORT, 'even'); END");

    assertThat(failure(batch(1, post(1), post(6), post(3), post(4))).rejectedPost()).hasValue(6);
    assertThat(failure(batch(1, post(1), post(3), post(4))).rejectedPost()).hasValue(4);
    assertThat(commit(batch(1, post(1), post(3)))).isEqualTo(new CommitReceipt(1, 2, 0));
  }

  @Test
  void aTriggerThatRollsBackLeavesNothingBehindEither() {
    other.change(
        "CREATE TRIGGER two BEFORE INSERT ON posts WHEN new.id = 2"
            + " BEGIN SELECT raise(ROLLBACK, 'two'); END");

    assertThat(failure(batch(1, post(1), post(2), post(3))).rejectedPost()).hasValue(2);

    assertEmpty();
  }

  @Test
  void anIndexOnJsonRefusesAPostThatIsNoJsonToSqlite() {
    other.change("CREATE INDEX by_language ON posts (json_extract(json, '$.data.lang'))");

    assertThat(failure(batch(1, post(1), post(2, "{\"data\":"))).rejectedPost()).hasValue(2);

    assertEmpty();
  }

  @Test
  void aFailureThatIsNoPostsIsTheSinksOwn() {
    other.change(
        "CREATE TRIGGER trap BEFORE INSERT ON checkpoints BEGIN SELECT raise(ABORT, 'trap'); END");

    SinkFailure failure = failure(batch(1, post(1)));

    assertThat(failure.rejectedPost()).isEmpty();
    assertThat(failure.isWorthRetrying()).isFalse();
    assertEmpty();
  }
}
