package dev.ouzel.persistence.sqlite;

import static dev.ouzel.persistence.sqlite.Batches.NOW;
import static dev.ouzel.persistence.sqlite.Batches.STREAM;
import static dev.ouzel.persistence.sqlite.Batches.batch;
import static dev.ouzel.persistence.sqlite.Batches.checkpoint;
import static dev.ouzel.persistence.sqlite.Batches.post;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ouzel.connection.Connection;
import dev.ouzel.connection.ConnectionRecord;
import dev.ouzel.coverage.Covered;
import dev.ouzel.coverage.Gap;
import dev.ouzel.coverage.TimeRange;
import dev.ouzel.sink.Batch;
import dev.ouzel.sink.PostSink;
import dev.ouzel.sink.SinkFailure;
import dev.ouzel.sink.StoreReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a file tells of streams, and what it was before it could. */
@Timeout(60)
final class SqliteReaderTest {
  private static final TimeRange SECOND = new TimeRange(NOW, NOW.plusSeconds(1));
  private static final Migrations FIRST =
      new Migrations(Migrations.APPLICATION_ID, Migrations.known().scripts().subList(0, 1));

  @TempDir Path directory;

  private Path file() {
    return directory.resolve("posts.db");
  }

  private static Batch.Builder unfinished(long sequence) {
    return Batch.builder().checkpoint(checkpoint(STREAM, sequence));
  }

  private static void commit(PostSink sink, Batch batch) {
    sink.commit(batch).toCompletableFuture().join();
  }

  private void refused(String why) {
    assertThatThrownBy(() -> SqliteReader.open(file()))
        .isInstanceOf(SinkFailure.class)
        .hasMessageContaining(file().toString())
        .hasMessageContaining(why);
  }

  @Test
  void theTablesShowOtherProgramsMillisecondsAndXsOwnWords() {
    Gap gap = Gap.open(SECOND, "it broke", OptionalLong.of(7)).now(Gap.State.LOST, "too old");
    ConnectionRecord connection =
        ConnectionRecord.builder()
            .number(7)
            .openedAt(NOW)
            .recorded(Connection.builder().id("1f0a").disconnectReason("slow_reader").build())
            .build();
    try (PostSink sink = SqliteSink.open(file(), STREAM);
        OtherProgram other = new OtherProgram(file())) {
      commit(
          sink,
          unfinished(1)
              .addCoverage(new Covered(SECOND, "print"), gap)
              .addConnections(connection)
              .build());

      assertThat(other.rows("SELECT * FROM coverage"))
          .containsExactly(
              "1|filtered_stream|1777863721234|1777863722234|covered|NULL|NULL|NULL|print",
              "2|filtered_stream|1777863721234|1777863722234|lost|it broke|too old|7|NULL");
      assertThat(other.row("SELECT * FROM connections"))
          .isEqualTo(
              "filtered_stream|7|0|1777863721234|NULL|NULL|NULL|NULL|NULL"
                  + "|1f0a|NULL|NULL|NULL|slow_reader|NULL");
    }
  }

  @Test
  void aStretchShorterThanAMillisecondIsNoneAndATimeFarOffIsTheLastThereIs() {
    TimeRange nanos = new TimeRange(NOW.plusNanos(1), NOW.plusNanos(999_999));
    Connection absurd = Connection.builder().connectedAt(Instant.MAX).build();
    try (PostSink sink = SqliteSink.open(file(), STREAM)) {
      commit(
          sink,
          unfinished(1)
              .addCoverage(new Covered(nanos, ""), new Covered(SECOND, ""))
              .addConnections(
                  ConnectionRecord.builder().number(1).openedAt(NOW).recorded(absurd).build())
              .build());
    }
    try (StoreReader reader = SqliteReader.open(file())) {
      assertThat(reader.coverage(STREAM)).containsExactly(new Covered(SECOND, ""));
      assertThat(reader.connections(STREAM).get(0).recorded().orElseThrow().connectedAt())
          .contains(Instant.ofEpochMilli(Long.MAX_VALUE));
    }
  }

  @Test
  void aReaderSeesOneMomentWhileTheFileIsWritten() {
    try (PostSink sink = SqliteSink.open(file(), STREAM)) {
      commit(sink, unfinished(1).addCoverage(new Covered(SECOND, "")).build());
      try (StoreReader before = SqliteReader.open(file())) {
        commit(sink, unfinished(2).addCoverage(new Covered(SECOND, "later")).build());

        assertThat(before.coverage(STREAM)).hasSize(1);
        assertThat(before.checkpoint(STREAM)).contains(checkpoint(STREAM, 1));
      }
      try (StoreReader after = SqliteReader.open(file())) {
        assertThat(after.coverage(STREAM)).hasSize(2);
        assertThat(after.checkpoint(STREAM)).contains(checkpoint(STREAM, 2));
      }
    }
  }

  @Test
  void aReaderChangesNothing() throws SQLException {
    SqliteSink.open(file(), STREAM).close();
    try (var connection = SqliteFile.at(file(), SqliteLimits.standard()).connectToRead();
        var statement = connection.createStatement()) {
      assertThatThrownBy(() -> statement.executeUpdate("DELETE FROM posts"))
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("readonly");
    }
  }

  @Test
  void noReaderOpensWhatIsNoStore() throws IOException {
    refused("there is no " + file());
    assertThat(file()).doesNotExist();

    Files.createDirectory(file());
    refused("is a directory");
    Files.delete(file());

    Files.createFile(file());
    refused("is empty");

    Files.writeString(file(), "some text that is no database, and a good deal of it");
    refused("is not a SQLite database");
    Files.delete(file());

    try (OtherProgram other = new OtherProgram(file())) {
      other.change("CREATE TABLE posts (id TEXT)");
    }
    refused("is another program's database");
  }

  @Test
  void noReaderOpensAStoreOfAnotherVersion() throws SQLException {
    new SqliteFile(file(), SqliteLimits.standard(), FIRST).connect().close();
    refused("has schema 1 of an older version of Ouzel");

    SqliteSink.open(file(), STREAM).close();
    SqliteReader.open(file()).close();

    try (OtherProgram other = new OtherProgram(file())) {
      other.change("PRAGMA user_version = 9");
    }
    refused("use a newer one");
  }

  @Test
  void aRowThatIsNoneOfOursIsReported() {
    SqliteSink.open(file(), STREAM).close();
    try (OtherProgram other = new OtherProgram(file())) {
      other.change(
          "INSERT INTO coverage (stream, from_at, to_at, state)"
              + " VALUES ('filtered_stream', 1, 2, 'eaten')");
    }
    try (StoreReader reader = SqliteReader.open(file())) {
      assertThatThrownBy(() -> reader.coverage(STREAM))
          .isInstanceOf(SinkFailure.class)
          .hasMessageContaining("holds a row that no Ouzel wrote");
    }
  }

  @Test
  void aStoreOfTheFirstVersionIsBroughtUpToDateWhereItLies() throws SQLException {
    try (var connection = new SqliteFile(file(), SqliteLimits.standard(), FIRST).connect();
        var statement = connection.createStatement()) {
      statement.executeUpdate("INSERT INTO posts VALUES (5, NULL, 1, '{\"data\":{\"id\":\"5\"}}')");
      statement.executeUpdate(
          """
          INSERT INTO checkpoints VALUES ('filtered_stream', 3, 1, 1, 0, 'version=1
          stream=filtered_stream
          sequence=3
          taken_at=2026-05-04T03:02:01Z
          newest_post=5
          failures=2
          immediate_left=false
          attempts=2026-05-04T03:01:00Z
          attempt_limit=50
          ')
          """);
    }

    try (PostSink sink = SqliteSink.open(file(), STREAM)) {
      var resumed = sink.resume(STREAM).toCompletableFuture().join().orElseThrow();
      assertThat(resumed.sequence()).isEqualTo(3);
      assertThat(resumed.backoff().failures()).isEqualTo(2);
      assertThat(resumed.coverage().hasBegun()).isFalse();
      commit(sink, batch(4, post(5), post(6)));
    }

    try (StoreReader reader = SqliteReader.open(file());
        OtherProgram other = new OtherProgram(file())) {
      assertThat(other.rows("SELECT id FROM posts")).isEqualTo(List.of("5", "6"));
      assertThat(other.row("PRAGMA user_version")).isEqualTo("2");
      assertThat(reader.checkpoint(STREAM)).contains(checkpoint(STREAM, 4));
      assertThat(reader.coverage(STREAM)).isEmpty();
      assertThat(reader.connections(STREAM)).isEmpty();
    }
  }
}
