package dev.ouzel.persistence.sqlite;

import dev.ouzel.persistence.jdbc.Columns;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.Optional;

/** Times are milliseconds since 1970; texts are what they are. */
final class SqliteColumns implements Columns {
  private static final Instant FIRST = Instant.ofEpochMilli(Long.MIN_VALUE);
  private static final Instant LAST = Instant.ofEpochMilli(Long.MAX_VALUE);

  /** The millisecond that {@code time} is in; of a time too far off to count, the last there is. */
  private static long millis(Instant time) {
    if (time.isBefore(FIRST)) {
      return Long.MIN_VALUE;
    }
    return time.isAfter(LAST) ? Long.MAX_VALUE : time.toEpochMilli();
  }

  @Override
  public void bindTime(PreparedStatement statement, int index, Optional<Instant> time)
      throws SQLException {
    if (time.isPresent()) {
      statement.setLong(index, millis(time.get()));
    } else {
      statement.setNull(index, Types.INTEGER);
    }
  }

  @Override
  public Optional<Instant> time(ResultSet row, String column) throws SQLException {
    long millis = row.getLong(column);
    return row.wasNull() ? Optional.empty() : Optional.of(Instant.ofEpochMilli(millis));
  }

  @Override
  public void bindText(PreparedStatement statement, int index, Optional<String> text)
      throws SQLException {
    statement.setString(index, text.orElse(null));
  }
}
