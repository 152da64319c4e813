package dev.ouzel.persistence.sqlite;

import dev.ouzel.persistence.jdbc.SqlPosts;
import dev.ouzel.persistence.jdbc.SqlReader;
import dev.ouzel.sink.PostReader;
import dev.ouzel.sink.SinkFailure;
import dev.ouzel.sink.StoreReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Reads a SQLite file as it was at one moment. The file can be written meanwhile, but its log is
 * not cut back: to be closed soon.
 */
public final class SqliteReader {
  /** As the view matches has it, which SQLite would make of all posts to ask it for one. */
  private static final String MATCHED_BY =
      """
      EXISTS (
        SELECT 1 FROM (
          SELECT item.type, item.value
          FROM (
              SELECT coalesce(mended_posts.json, posts.json) AS frame
              FROM posts LEFT JOIN mended_posts ON mended_posts.post_id = posts.id
              WHERE posts.id = p.id
            ) AS read,
            json_each(
              CASE WHEN json_valid(read.frame) THEN read.frame END, '$.matching_rules') AS item
          UNION ALL
          SELECT item.type, item.value
          FROM rematches,
            json_each(CASE WHEN json_valid(rematches.rules) THEN rematches.rules END) AS item
          WHERE rematches.post_id = p.id
        ) AS rule
        WHERE CASE rule.type WHEN 'object' THEN
          ? IN (
            CAST(json_extract(rule.value, '$.id') AS TEXT), json_extract(rule.value, '$.tag'))
        END)""";

  private SqliteReader() {}

  /**
   * Opens {@code file} for reading, or fails with {@link SinkFailure} when it is none of this
   * version's stores.
   */
  public static StoreReader open(Path file) {
    SqliteFile store = existing(file);
    try {
      return new SqlReader(
          store.toString(),
          store.connectToRead(),
          new SqliteColumns(),
          e -> SqliteFailures.of(e, store.path()));
    } catch (SQLException e) {
      throw SqliteFailures.of(e, store.path());
    }
  }

  /**
   * Opens {@code file} for reading posts, or fails with {@link SinkFailure} when it is none of this
   * version's stores.
   */
  public static PostReader posts(Path file) {
    SqliteFile store = existing(file);
    try {
      Connection connection = store.connectToRead();
      try (Statement statement = connection.createStatement()) {
        // From here on each question sees the file as it is then.
        statement.execute("COMMIT");
      }
      return new SqlPosts(
          connection,
          new SqlPosts.Expressions("CAST(p.json AS BLOB)", MATCHED_BY),
          e -> SqliteFailures.of(e, store.path()));
    } catch (SQLException e) {
      throw SqliteFailures.of(e, store.path());
    }
  }

  private static SqliteFile existing(Path file) {
    if (!Files.exists(file)) {
      throw SinkFailure.permanent(
          "there is no " + file + "; name the file that an ingest writes, or let one write it");
    }
    return SqliteFile.at(file, SqliteLimits.standard());
  }
}
