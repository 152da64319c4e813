package dev.ouzel.persistence.jdbc;

import dev.ouzel.coverage.Covered;
import dev.ouzel.coverage.Gap;
import dev.ouzel.coverage.Stretch;
import dev.ouzel.coverage.TimeRange;
import dev.ouzel.stream.StreamName;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/** A stretch of time as a row of the table {@code coverage}. */
public final class CoverageRow {
  /** Takes what {@link #bind} binds. */
  public static final String INSERT =
      "INSERT INTO coverage"
          + " (stream, from_at, to_at, state, reason, remedy, connection, selection)"
          + " VALUES (?, ?, ?, ?, ?, ?, ?, ?)";

  /** What is too short for the column's times has no length here. */
  static final String SELECT =
      "SELECT from_at, to_at, state, reason, remedy, connection, selection"
          + " FROM coverage WHERE stream = ? AND from_at < to_at ORDER BY id";

  private static final String COVERED = "covered";

  private CoverageRow() {}

  /** Fills the parameters of {@link #INSERT}. */
  public static void bind(
      PreparedStatement insert, Columns columns, StreamName stream, Stretch stretch)
      throws SQLException {
    insert.setString(1, stream.value());
    columns.bindTime(insert, 2, Optional.of(stretch.range().from()));
    columns.bindTime(insert, 3, Optional.of(stretch.range().to()));
    for (int column = 4; column <= 8; column++) {
      insert.setNull(column, Types.NULL);
    }
    if (stretch instanceof Covered covered) {
      insert.setString(4, COVERED);
      columns.bindText(insert, 8, Optional.of(covered.selection()));
    } else if (stretch instanceof Gap gap) {
      insert.setString(4, gap.state().label());
      columns.bindText(insert, 5, Optional.of(gap.reason()));
      columns.bindText(insert, 6, Optional.of(gap.remedy()));
      if (gap.connection().isPresent()) {
        insert.setLong(7, gap.connection().getAsLong());
      }
    }
  }

  /** The stretch in a row of {@link #SELECT}. */
  static Stretch read(ResultSet row, Columns columns) throws SQLException {
    TimeRange range =
        new TimeRange(
            columns.time(row, "from_at").orElseThrow(), columns.time(row, "to_at").orElseThrow());
    String state = row.getString("state");
    if (state.equals(COVERED)) {
      return new Covered(range, row.getString("selection"));
    }
    return new Gap(
        range,
        Gap.State.valueOf(state.toUpperCase(Locale.ROOT)),
        row.getString("reason"),
        row.getString("remedy"),
        number(row, "connection"));
  }

  private static OptionalLong number(ResultSet row, String column) throws SQLException {
    long number = row.getLong(column);
    return row.wasNull() ? OptionalLong.empty() : OptionalLong.of(number);
  }
}
