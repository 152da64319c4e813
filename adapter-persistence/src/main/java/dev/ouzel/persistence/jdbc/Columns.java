package dev.ouzel.persistence.jdbc;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/** How a store writes times and texts into its columns, where stores differ in that. */
public interface Columns {
  /** Binds a time, or nothing, to a parameter. */
  void bindTime(PreparedStatement statement, int index, Optional<Instant> time) throws SQLException;

  /** The time in a column, if there is one. */
  Optional<Instant> time(ResultSet row, String column) throws SQLException;

  /** Binds a text, or nothing, to a parameter. */
  void bindText(PreparedStatement statement, int index, Optional<String> text) throws SQLException;

  /** The text in a column, if there is one. */
  static Optional<String> text(ResultSet row, String column) throws SQLException {
    return Optional.ofNullable(row.getString(column));
  }
}
