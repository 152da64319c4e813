package dev.ouzel.app.demo;

import dev.ouzel.post.Payload;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/**
 * The posts in a SQLite file held against the frames that were published, byte for byte.
 *
 * @param alike stored frames that are one of those published
 * @param different stored frames that are none of them
 * @param missing published frames that are not stored
 */
public record Comparison(long alike, long different, long missing) {
  /**
   * Compares.
   *
   * @param file the SQLite file
   * @param published the frames, each of which is expected once
   * @param forgotten how many more were published that nobody remembers; they are not compared
   */
  static Comparison of(Path file, Collection<Payload> published, long forgotten)
      throws SQLException {
    Set<Payload> left = new HashSet<>(published);
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
    return new Comparison(alike, Math.max(0, unknown - forgotten), left.size());
  }
}
