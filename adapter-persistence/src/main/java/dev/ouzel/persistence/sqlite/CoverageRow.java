package dev.ouzel.persistence.sqlite;

import dev.ouzel.coverage.Covered;
import dev.ouzel.coverage.Gap;
import dev.ouzel.coverage.Stretch;
import dev.ouzel.coverage.TimeRange;
import dev.ouzel.stream.StreamName;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.Locale;
import java.util.OptionalLong;

/** A stretch of time as a row of the table {@code coverage}. */
final class CoverageRow {
  static final String INSERT =
      "INSERT INTO coverage"
          + " (stream, from_at, to_at, state, reason, remedy, connection, selection)"
          + " VALUES (?, ?, ?, ?, ?, ?, ?, ?)";

  /** What is shorter than a millisecond has no length here. */
  static final String SELECT =
      "SELECT from_at, to_at, state, reason, remedy, connection, selection"
          + " FROM coverage WHERE stream = ? AND from_at < to_at ORDER BY id";

  private static final String COVERED = "covered";

  private CoverageRow() {}

  /** Fills the parameters of {@link #INSERT}. */
  static void bind(PreparedStatement insert, StreamName stream, Stretch stretch)
      throws SQLException {
    insert.setString(1, stream.value());
    insert.setLong(2, RowTimes.millis(stretch.range().from()));
    insert.setLong(3, RowTimes.millis(stretch.range().to()));
    for (int column = 4; column <= 8; column++) {
      insert.setNull(column, Types.NULL);
    }
    if (stretch instanceof Covered covered) {
      insert.setString(4, COVERED);
      insert.setString(8, covered.selection());
    } else if (stretch instanceof Gap gap) {
      insert.setString(4, gap.state().label());
      insert.setString(5, gap.reason());
      insert.setString(6, gap.remedy());
      if (gap.connection().isPresent()) {
        insert.setLong(7, gap.connection().getAsLong());
      }
    }
  }

  /** The stretch in a row of {@link #SELECT}. */
  static Stretch read(ResultSet row) throws SQLException {
    TimeRange range =
        new TimeRange(
            Instant.ofEpochMilli(row.getLong("from_at")),
            Instant.ofEpochMilli(row.getLong("to_at")));
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
