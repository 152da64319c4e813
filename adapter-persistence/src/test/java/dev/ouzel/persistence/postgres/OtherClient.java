package dev.ouzel.persistence.postgres;

import dev.ouzel.post.Payload;
import dev.ouzel.sink.DeadLetter;
import dev.ouzel.sink.Rematch;
import dev.ouzel.testkit.contract.Stored;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;

/** Another program that reads, or changes, the database by SQL. */
final class OtherClient implements AutoCloseable {
  private final Connection connection;

  OtherClient(String jdbc) {
    try {
      connection = DriverManager.getConnection(jdbc);
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

  void change(String sql) {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  Stored stored() {
    return new Stored(
        rows(
            "SELECT id, frame FROM frames",
            row -> new Stored.Post(row.getLong(1), Payload.copyOf(row.getBytes(2)))),
        rows(
            "SELECT post_id, received_at, rules FROM rematches",
            row ->
                new Rematch(
                    row.getLong(1),
                    row.getObject(2, OffsetDateTime.class).toInstant(),
                    Payload.ofText(row.getString(3)))),
        rows(
            "SELECT received_at, reason, bytes FROM dead_letters ORDER BY id",
            row ->
                new DeadLetter(
                    row.getObject(1, OffsetDateTime.class).toInstant(),
                    row.getString(2),
                    Payload.copyOf(row.getBytes(3)))));
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
