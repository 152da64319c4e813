package dev.ouzel.persistence.sqlite;

import static dev.ouzel.persistence.sqlite.Batches.STREAM;
import static dev.ouzel.persistence.sqlite.Batches.batch;
import static dev.ouzel.persistence.sqlite.Batches.post;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ouzel.sink.PostSink;
import dev.ouzel.sink.SinkFailure;
import dev.ouzel.stream.StreamName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a file is before a sink writes to it. */
@Timeout(60)
final class SqliteFileTest {
  private static final String ONE = "CREATE TABLE one (x); INSERT INTO one VALUES (1);";

  @TempDir Path directory;

  private Path file() {
    return directory.resolve("posts.db");
  }

  private void refused(String why) {
    assertThatThrownBy(() -> SqliteSink.open(file(), STREAM))
        .isInstanceOf(SinkFailure.class)
        .hasMessageContaining(file().toString())
        .hasMessageContaining(why)
        .matches(failure -> !((SinkFailure) failure).isWorthRetrying());
  }

  private String inFile(String query) {
    try (OtherProgram reader = new OtherProgram(file())) {
      return reader.row(query);
    }
  }

  private void change(String sql) {
    try (OtherProgram reader = new OtherProgram(file())) {
      reader.change(sql);
    }
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void isMadeAsOneOfOurs() throws IOException {
    SqliteSink.open(file(), STREAM).close();

    assertThat(inFile("PRAGMA application_id")).isEqualTo(Integer.toString(0x4F555A4C));
    assertThat(inFile("PRAGMA user_version")).isEqualTo("2");
    assertThat(inFile("PRAGMA page_size")).isEqualTo("32768");
    assertThat(inFile("PRAGMA journal_mode")).isEqualTo("wal");
    assertThat(names()).containsExactly("posts.db", "posts.db.filtered_stream.lock");
  }

  @Test
  void keepsThePagesItWasMadeWith() {
    SqliteSink.open(file(), STREAM).close();
    try (OtherProgram other = new OtherProgram(file())) {
      other.change("PRAGMA journal_mode = DELETE");
      other.change("PRAGMA page_size = 16384");
      other.change("VACUUM");
    }

    try (PostSink sink = SqliteSink.open(file(), STREAM)) {
      sink.commit(batch(1, post(1))).toCompletableFuture().join();
    }

    assertThat(inFile("PRAGMA page_size")).isEqualTo("16384");
    assertThat(inFile("SELECT id FROM posts")).isEqualTo("1");
  }

  @Test
  void isSyncedAtEachCommit() throws Exception {
    try (var connection = SqliteFile.at(file(), SqliteLimits.standard()).connect();
        var statement = connection.createStatement();
        var row = statement.executeQuery("PRAGMA synchronous")) {
      assertThat(row.getString(1)).as("2 is FULL").isEqualTo("2");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"with space.db", "a?b#c%20.db", "größe-鳥.db", ":memory:", "file:x"})
  void mayHaveAnyName(String name) throws IOException {
    Path file = directory.resolve(name);

    try (PostSink sink = SqliteSink.open(file, STREAM)) {
      sink.commit(batch(1, post(1))).toCompletableFuture().join();
    }

    assertThat(names()).containsExactly(name, name + ".filtered_stream.lock");
    assertThat(Files.size(file)).isPositive();
  }

  @Test
  void mayBeAnEmptyFile() throws IOException {
    Files.createFile(file());

    SqliteSink.open(file(), STREAM).close();

    assertThat(inFile("SELECT count(*) FROM posts")).isEqualTo("0");
  }

  @Test
  void isNotADirectory() throws IOException {
    Files.createDirectory(file());

    refused("is a directory");
  }

  @Test
  void isInADirectoryThatExists() {
    Path lost = directory.resolve("no/such/posts.db");

    assertThatThrownBy(() -> SqliteSink.open(lost, STREAM))
        .isInstanceOf(SinkFailure.class)
        .hasMessage(lost + " has no directory yet: make " + lost.getParent() + " first");
  }

  @Test
  void isNotBelowAFile() throws IOException {
    Files.createFile(directory.resolve("file"));
    Path below = directory.resolve("file/posts.db");

    assertThatThrownBy(() -> SqliteSink.open(below, STREAM))
        .isInstanceOf(SinkFailure.class)
        .hasMessageContaining(below.toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"text", "SQLite format 4, and then some more text than a header has"})
  void isRefusedWhenItIsNoDatabase(String content) throws IOException {
    Files.writeString(file(), content);

    refused("is not a SQLite database");

    assertThat(file()).hasContent(content);
    assertThat(names()).containsExactly("posts.db");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CREATE TABLE posts (id INTEGER PRIMARY KEY, title TEXT)",
        "CREATE TABLE posts (id TEXT); PRAGMA journal_mode = WAL",
        "PRAGMA application_id = 252006674; CREATE TABLE other (x)",
        "PRAGMA application_id = 252006674; PRAGMA user_version = 1"
      })
  void isRefusedUntouchedWhenItIsAnotherProgramsDatabase(String sql) throws IOException {
    change(sql);
    byte[] before = Files.readAllBytes(file());

    refused("is another program's database");

    assertThat(Files.readAllBytes(file())).isEqualTo(before);
    assertThat(names()).containsExactly("posts.db");
  }

  @Test
  void isRefusedUntouchedWhenItsSchemaIsNewer() throws IOException {
    SqliteSink.open(file(), STREAM).close();
    change("PRAGMA user_version = 7");
    byte[] before = Files.readAllBytes(file());

    refused("has schema 7, and this version of Ouzel knows only up to 2");

    assertThat(Files.readAllBytes(file())).isEqualTo(before);
  }

  private void migrate(String... scripts) {
    SqliteFile file =
        new SqliteFile(
            file(),
            SqliteLimits.standard(),
            new Migrations(Migrations.APPLICATION_ID, List.of(scripts)));
    try {
      file.connect().close();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void isBroughtUpToDateScriptByScript() {
    migrate(ONE);
    change("INSERT INTO one VALUES (2)");

    migrate(ONE, "ALTER TABLE one ADD COLUMN y", "UPDATE one SET y = x * 10");

    assertThat(inFile("SELECT group_concat(y) FROM one")).isEqualTo("10,20");
    assertThat(inFile("PRAGMA user_version")).isEqualTo("3");
  }

  @Test
  void staysAsItWasWhenAScriptFails() {
    migrate(ONE);

    assertThatThrownBy(() -> migrate(ONE, "DELETE FROM one", "CREATE TABLE one (again)"))
        .hasMessageContaining("already exists");

    assertThat(inFile("SELECT count(*) FROM one")).isEqualTo("1");
    assertThat(inFile("PRAGMA user_version")).isEqualTo("1");
  }

  @Test
  void isMadeOnceWhenSeveralStreamsOpenItAtOnce() {
    int streams = 8;
    ExecutorService starters = Executors.newFixedThreadPool(streams);
    CyclicBarrier start = new CyclicBarrier(streams);
    List<CompletableFuture<PostSink>> opened = new ArrayList<>();
    for (int i = 1; i <= streams; i++) {
      StreamName stream = new StreamName("firehose_stream." + i);
      opened.add(CompletableFuture.supplyAsync(() -> openAt(start, stream), starters));
    }

    opened.forEach(sink -> sink.join().close());
    starters.shutdown();

    assertThat(inFile("PRAGMA integrity_check")).isEqualTo("ok");
    assertThat(inFile("SELECT count(*) FROM posts")).isEqualTo("0");
  }

  private PostSink openAt(CyclicBarrier start, StreamName stream) {
    try {
      start.await();
    } catch (InterruptedException | BrokenBarrierException e) {
      throw new IllegalStateException(e);
    }
    return SqliteSink.open(file(), stream);
  }
}
