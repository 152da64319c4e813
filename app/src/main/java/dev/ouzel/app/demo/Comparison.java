package dev.ouzel.app.demo;

import dev.ouzel.post.Payload;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.Set;

/**
 * The posts in a SQLite file held against the frames that were delivered, byte for byte, and their
 * number against that of the posts published.
 *
 * @param alike stored frames that are one of those delivered
 * @param different stored frames that are none of them
 * @param missing posts published that are not stored
 */
public record Comparison(long alike, long different, long missing) {
  /**
   * Compares.
   *
   * @param file the SQLite file
   * @param delivered the frames, as far back as they are remembered
   * @param published how many posts are expected: of those that nobody remembers only the number
   */
  static Comparison of(Path file, Set<Payload> delivered, long published) throws SQLException {
    long otherwise = published - delivered.size();
    Set<Payload> left = new HashSet<>(delivered);
    long alike = 0;
    long unknown = 0;
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT CAST(json AS BLOB) FROM posts")) {
      while (rows.next()) {
        if (left.remove(Payload.copyOf(rows.getBytes(1)))) {
          alike++;
        } else {
          unknown++;
        }
      }
    }
    return new Comparison(
        alike, Math.max(0, unknown - otherwise), left.size() + Math.max(0, otherwise - unknown));
  }
}
