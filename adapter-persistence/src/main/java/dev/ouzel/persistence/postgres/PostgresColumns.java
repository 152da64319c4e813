package dev.ouzel.persistence.postgres;

import dev.ouzel.persistence.jdbc.Columns;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * Times are {@code timestamptz}, which counts microseconds; texts have U+FFFD for what PostgreSQL
 * cannot hold as text.
 */
final class PostgresColumns implements Columns {
  static final PostgresColumns COLUMNS = new PostgresColumns();

  private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
  private static final Instant LAST = Instant.parse("9999-12-31T00:00:00Z");

  private PostgresColumns() {}

  @Override
  public void bindTime(PreparedStatement statement, int index, Optional<Instant> time)
      throws SQLException {
    if (time.isPresent()) {
      statement.setObject(index, counted(time.get()).atOffset(ZoneOffset.UTC));
    } else {
      statement.setNull(index, Types.TIMESTAMP_WITH_TIMEZONE);
    }
  }

  /** Of a time too far off to count, the last there is. */
  private static Instant counted(Instant time) {
    if (time.isBefore(FIRST)) {
      return FIRST;
    }
    return time.isAfter(LAST) ? LAST : time;
  }

  @Override
  public Optional<Instant> time(ResultSet row, String column) throws SQLException {
    return Optional.ofNullable(row.getObject(column, OffsetDateTime.class))
        .map(OffsetDateTime::toInstant);
  }

  @Override
  public void bindText(PreparedStatement statement, int index, Optional<String> text)
      throws SQLException {
    statement.setString(index, text.map(Text::mended).orElse(null));
  }
}
