package dev.ouzel.persistence.sqlite;

import dev.ouzel.connection.Connection;
import dev.ouzel.connection.ConnectionRecord;
import dev.ouzel.stream.StreamName;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/** A connection of ours as a row of the table {@code connections}. */
final class ConnectionRow {
  static final String REPLACE =
      "INSERT OR REPLACE INTO connections"
          + " (stream, number, recovery, opened_at, server_time, ended_at, end_kind, end_detail,"
          + " transaction_id, x_id, x_endpoint, x_connected_at, x_disconnected_at,"
          + " x_disconnect_reason, x_client_ip)"
          + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

  static final String SELECT = "SELECT * FROM connections WHERE stream = ? ORDER BY number";

  private static final Connection NOTHING = Connection.builder().build();

  private ConnectionRow() {}

  /** Fills the parameters of {@link #REPLACE}. */
  static void bind(PreparedStatement replace, StreamName stream, ConnectionRecord connection)
      throws SQLException {
    Optional<Connection> recorded = connection.recorded();
    replace.setString(1, stream.value());
    replace.setLong(2, connection.number());
    replace.setBoolean(3, connection.isRecovery());
    replace.setLong(4, RowTimes.millis(connection.openedAt()));
    RowTimes.bind(replace, 5, connection.serverTime());
    RowTimes.bind(replace, 6, connection.endedAt());
    bindText(replace, 7, connection.end());
    bindText(replace, 8, connection.detail());
    bindText(replace, 9, connection.transactionId());
    bindText(replace, 10, recorded.flatMap(Connection::id));
    bindText(replace, 11, recorded.flatMap(Connection::endpointName));
    RowTimes.bind(replace, 12, recorded.flatMap(Connection::connectedAt));
    RowTimes.bind(replace, 13, recorded.flatMap(Connection::disconnectedAt));
    bindText(replace, 14, recorded.flatMap(Connection::disconnectReason));
    bindText(replace, 15, recorded.flatMap(Connection::clientIp));
  }

  private static void bindText(PreparedStatement statement, int index, Optional<String> text)
      throws SQLException {
    statement.setString(index, text.orElse(null));
  }

  /** The connection in a row of {@link #SELECT}. */
  static ConnectionRecord read(ResultSet row) throws SQLException {
    return ConnectionRecord.builder()
        .number(row.getLong("number"))
        .isRecovery(row.getBoolean("recovery"))
        .openedAt(Instant.ofEpochMilli(row.getLong("opened_at")))
        .serverTime(RowTimes.read(row, "server_time"))
        .endedAt(RowTimes.read(row, "ended_at"))
        .end(text(row, "end_kind"))
        .detail(text(row, "end_detail"))
        .transactionId(text(row, "transaction_id"))
        .recorded(Optional.of(recorded(row)).filter(entry -> !entry.equals(NOTHING)))
        .build();
  }

  private static Connection recorded(ResultSet row) throws SQLException {
    return Connection.builder()
        .id(text(row, "x_id"))
        .endpointName(text(row, "x_endpoint"))
        .connectedAt(RowTimes.read(row, "x_connected_at"))
        .disconnectedAt(RowTimes.read(row, "x_disconnected_at"))
        .disconnectReason(text(row, "x_disconnect_reason"))
        .clientIp(text(row, "x_client_ip"))
        .build();
  }

  private static Optional<String> text(ResultSet row, String column) throws SQLException {
    return Optional.ofNullable(row.getString(column));
  }
}
