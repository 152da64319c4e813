package dev.ouzel.persistence.sqlite;

import dev.ouzel.post.Payload;
import dev.ouzel.sink.DeadLetter;
import dev.ouzel.sink.Rematch;
import dev.ouzel.testkit.contract.Stored;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.sqlite.JDBC;

/** Another program that reads, or changes, the database file by SQL. */
final class OtherProgram implements AutoCloseable {
  private final Connection connection;

  OtherProgram(Path file) {
    try {
      connection = JDBC.createConnection("jdbc:sqlite:" + file.toUri(), new Properties());
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private interface Row<T> {
    T of(ResultSet row) throws SQLException;
  }

  private <T> List<T> rows(String query, Row<T> row) {
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(query)) {
      List<T> rows = new ArrayList<>();
      while (result.next()) {
        rows.add(row.of(result));
      }
      return rows;
    } catch (SQLException e) {
      throw new IllegalStateException(query, e);
    }
  }

  /** Every row, its columns joined by {@code |}; {@code NULL} where there is nothing. */
  List<String> rows(String query) {
    return rows(
        query,
        row -> {
          List<String> columns = new ArrayList<>();
          for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
            String column = row.getString(i);
            columns.add(column == null ? "NULL" : column);
          }
          return String.join("|", columns);
        });
  }

  /** The only row. */
  String row(String query) {
    List<String> rows = rows(query);
    if (rows.size() != 1) {
      throw new AssertionError(query + " gives " + rows);
    }
    return rows.get(0);
  }

  long number(String query) {
    return Long.parseLong(row(query));
  }

  /** The first column's bytes. */
  List<byte[]> bytes(String query) {
    return rows(query, row -> row.getBytes(1));
  }

  void change(String sql) {
    try (Statement statement = connection.createStatement()) {
      statement.executeUpdate(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  Stored stored() {
    return new Stored(
        rows(
            "SELECT id, CAST(json AS BLOB) FROM posts",
            row -> new Stored.Post(row.getLong(1), Payload.copyOf(row.getBytes(2)))),
        rows(
            "SELECT post_id, received_at, CAST(rules AS BLOB) FROM rematches",
            row -> new Rematch(row.getLong(1), time(row), Payload.copyOf(row.getBytes(3)))),
        rows(
            "SELECT reason, received_at, bytes FROM dead_letters",
            row -> new DeadLetter(time(row), row.getString(1), Payload.copyOf(row.getBytes(3)))));
  }

  private static Instant time(ResultSet row) throws SQLException {
    return Instant.ofEpochMilli(row.getLong("received_at"));
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
