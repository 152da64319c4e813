package dev.ouzel.app.bench;

import dev.ouzel.testkit.load.FrameSize;
import dev.ouzel.testkit.load.LoadCheck;
import dev.ouzel.testkit.load.LoadSum;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Holds a SQLite file against what was sent: each post, and each byte of it. */
final class StoreCheck {
  private StoreCheck() {}

  /** True when the file has exactly the posts that were sent, each as it was sent. */
  static boolean holdsExactly(Path file, FrameSize size, LoadSum sent) throws SQLException {
    LoadCheck check = new LoadCheck(size);
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT id, CAST(json AS BLOB) FROM posts")) {
      while (rows.next()) {
        check.kept(rows.getLong(1), rows.getBytes(2));
      }
    }
    return check.damaged() == 0 && check.kept().equals(sent);
  }
}
