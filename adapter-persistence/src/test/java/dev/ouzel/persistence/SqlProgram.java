package dev.ouzel.persistence;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Another program that reads, or changes, a store by SQL; what extends it knows the store. */
public abstract class SqlProgram implements AutoCloseable {
  private final Connection connection;

  /** Makes the connection. */
  public interface Connecting {
    Connection connect() throws SQLException;
  }

  /** Reads a row. */
  protected interface Row<T> {
    T of(ResultSet row) throws SQLException;
  }

  protected SqlProgram(Connecting connecting) {
    try {
      connection = connecting.connect();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  protected final <T> List<T> rows(String query, Row<T> row) {
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
  public final List<String> rows(String query) {
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
  public final String row(String query) {
    List<String> rows = rows(query);
    if (rows.size() != 1) {
      throw new AssertionError(query + " gives " + rows);
    }
    return rows.get(0);
  }

  public final long number(String query) {
    return Long.parseLong(row(query));
  }

  /** The first column's bytes. */
  public final List<byte[]> bytes(String query) {
    return rows(query, row -> row.getBytes(1));
  }

  public final void change(String sql) {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  @Override
  public final void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
