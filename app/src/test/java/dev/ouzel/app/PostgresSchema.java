package dev.ouzel.app;

import dev.ouzel.post.Payload;
import dev.ouzel.servers.LocalPostgres;
import dev.ouzel.testkit.load.LoadCheck;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** What a schema of a PostgreSQL server holds. */
record PostgresSchema(LocalPostgres server, String name) implements KeptFrames {
  private static final int ROWS_AT_ONCE = 5_000;

  @Override
  public String uri() {
    return server.uri(name);
  }

  @Override
  public List<Payload> frames() throws SQLException {
    return Store.query(server.jdbc(name), "SELECT frame FROM frames");
  }

  @Override
  public List<Payload> deadLetters() throws SQLException {
    return Store.query(server.jdbc(name), "SELECT bytes FROM dead_letters");
  }

  /** Shows each post to a check, without holding them all. */
  void showTo(LoadCheck check) throws SQLException {
    try (Connection connection = DriverManager.getConnection(server.jdbc(name));
        Statement statement = connection.createStatement()) {
      // Else the driver fetches all rows at once.
      connection.setAutoCommit(false);
      statement.setFetchSize(ROWS_AT_ONCE);
      ResultSet rows = statement.executeQuery("SELECT id, frame FROM frames");
      while (rows.next()) {
        check.kept(rows.getLong(1), rows.getBytes(2));
      }
    }
  }
}
