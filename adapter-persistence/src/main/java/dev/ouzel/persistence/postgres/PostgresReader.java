package dev.ouzel.persistence.postgres;

import dev.ouzel.persistence.jdbc.SqlPosts;
import dev.ouzel.persistence.jdbc.SqlReader;
import dev.ouzel.sink.PostReader;
import dev.ouzel.sink.SinkFailure;
import dev.ouzel.sink.StoreReader;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * Reads a schema as it was at one moment. It can be written meanwhile, but what is deleted there is
 * not cleaned away: to be closed soon.
 */
public final class PostgresReader {
  /**
   * As the view matches has it, asked for one post at a time: PostgreSQL makes a join over all
   * posts of EXISTS, and does so anew for each piece that is read.
   */
  private static final String MATCHED_BY =
      "coalesce((SELECT true FROM matching_rules AS m"
          + " WHERE m.post_id = p.id AND ? IN (m.rule_id, m.rule_tag) LIMIT 1), false)";

  private PostgresReader() {}

  /**
   * Opens the schema that {@code uri} names for reading.
   *
   * @throws IllegalArgumentException when the URI cannot be meant; the message says why
   * @throws SinkFailure when it is none of this version's stores; the message says what to do
   */
  public static StoreReader open(String uri) {
    return open(PostgresServer.at(uri, System.getenv()));
  }

  static StoreReader open(PostgresServer server) {
    return new SqlReader(
        server.toString(),
        connected(server),
        PostgresColumns.COLUMNS,
        e -> PostgresFailures.of(e, server.schema()));
  }

  /**
   * Opens the schema that {@code uri} names for reading posts.
   *
   * @throws IllegalArgumentException when the URI cannot be meant; the message says why
   * @throws SinkFailure when it is none of this version's stores; the message says what to do
   */
  public static PostReader posts(String uri) {
    return posts(PostgresServer.at(uri, System.getenv()));
  }

  static PostReader posts(PostgresServer server) {
    Connection connection = connected(server);
    try {
      // From here on each question sees the store as it is then.
      connection.setAutoCommit(true);
    } catch (SQLException e) {
      throw PostgresFailures.of(e, server.schema());
    }
    return new SqlPosts(
        connection,
        new SqlPosts.Expressions("coalesce(p.raw, convert_to(p.json, 'UTF8'))", MATCHED_BY),
        e -> PostgresFailures.of(e, server.schema()));
  }

  private static Connection connected(PostgresServer server) {
    try {
      Connection connection = server.connectToRead();
      try {
        Migrations.known().checkUpToDate(connection, server.schema());
        return connection;
      } catch (SQLException | RuntimeException e) {
        connection.close();
        throw e;
      }
    } catch (SQLException e) {
      throw PostgresFailures.of(e, server.schema());
    }
  }
}
