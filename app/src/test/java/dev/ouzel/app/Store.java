package dev.ouzel.app;

import dev.ouzel.post.Payload;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What a SQLite file holds, read as any other program would while the ingest runs. */
final class Store implements KeptFrames {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final long LOOK_AGAIN_MILLIS = 20;

  private final Path file;

  Store(Path file) {
    this.file = file;
  }

  @Override
  public String uri() {
    return "sqlite:" + file;
  }

  /** The stored frames by id. */
  @Override
  public List<Payload> frames() throws SQLException {
    return query(jdbc(), "SELECT CAST(json AS BLOB) FROM posts ORDER BY id");
  }

  /** The dead letters in their order. */
  @Override
  public List<Payload> deadLetters() throws SQLException {
    return query(jdbc(), "SELECT bytes FROM dead_letters ORDER BY rowid");
  }

  /** Waits until this many posts are stored. */
  void awaitPosts(int count) throws SQLException, InterruptedException {
    await(count, "SELECT count(*) FROM posts");
  }

  /** Waits until this many dead letters are stored. */
  void awaitDeadLetters(int count) throws SQLException, InterruptedException {
    await(count, "SELECT count(*) FROM dead_letters");
  }

  private void await(int count, String sql) throws SQLException, InterruptedException {
    long begun = System.nanoTime();
    long seen = -1;
    while (System.nanoTime() - begun < PATIENCE.toNanos()) {
      seen = Files.exists(file) ? number(sql) : -1;
      if (seen >= count) {
        return;
      }
      Thread.sleep(LOOK_AGAIN_MILLIS);
    }
    throw new AssertionError("waited for " + count + " by '" + sql + "', but there are " + seen);
  }

  /** The number that a query gives; -1 while the program has not made the tables. */
  private long number(String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection(jdbc());
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      return rows.getLong(1);
    } catch (SQLException failure) {
      if (String.valueOf(failure.getMessage()).contains("no such table")) {
        return -1;
      }
      throw failure;
    }
  }

  private String jdbc() {
    return "jdbc:sqlite:" + file;
  }

  /** The bytes in a query's only column. */
  static List<Payload> query(String jdbc, String sql) throws SQLException {
    List<Payload> values = new ArrayList<>();
    try (Connection connection = DriverManager.getConnection(jdbc);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        values.add(Payload.copyOf(rows.getBytes(1)));
      }
    }
    return values;
  }
}
