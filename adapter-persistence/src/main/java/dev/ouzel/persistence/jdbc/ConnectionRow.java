package dev.ouzel.persistence.jdbc;

import dev.ouzel.connection.Connection;
import dev.ouzel.connection.ConnectionRecord;
import dev.ouzel.stream.StreamName;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/** A connection of ours as a row of the table {@code connections}. */
public final class ConnectionRow {
  /** Takes what {@link #bind} binds. */
  public static final String REPLACE =
      "INSERT INTO connections"
          + " (stream, number, recovery, opened_at, server_time, ended_at, end_kind, end_detail,"
          + " transaction_id, x_id, x_endpoint, x_connected_at, x_disconnected_at,"
          + " x_disconnect_reason, x_client_ip)"
          + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
          + " ON CONFLICT (stream, number) DO UPDATE SET"
          + " recovery = excluded.recovery, opened_at = excluded.opened_at,"
          + " server_time = excluded.server_time, ended_at = excluded.ended_at,"
          + " end_kind = excluded.end_kind, end_detail = excluded.end_detail,"
          + " transaction_id = excluded.transaction_id, x_id = excluded.x_id,"
          + " x_endpoint = excluded.x_endpoint, x_connected_at = excluded.x_connected_at,"
          + " x_disconnected_at = excluded.x_disconnected_at,"
          + " x_disconnect_reason = excluded.x_disconnect_reason,"
          + " x_client_ip = excluded.x_client_ip";

  static final String SELECT = "SELECT * FROM connections WHERE stream = ? ORDER BY number";

  private static final Connection NOTHING = Connection.builder().build();

  private ConnectionRow() {}

  /** Fills the parameters of {@link #REPLACE}. */
  public static void bind(
      PreparedStatement replace, Columns columns, StreamName stream, ConnectionRecord connection)
      throws SQLException {
    Optional<Connection> recorded = connection.recorded();
    replace.setString(1, stream.value());
    replace.setLong(2, connection.number());
    replace.setBoolean(3, connection.isRecovery());
    columns.bindTime(replace, 4, Optional.of(connection.openedAt()));
    columns.bindTime(replace, 5, connection.serverTime());
    columns.bindTime(replace, 6, connection.endedAt());
    columns.bindText(replace, 7, connection.end());
    columns.bindText(replace, 8, connection.detail());
    columns.bindText(replace, 9, connection.transactionId());
    columns.bindText(replace, 10, recorded.flatMap(Connection::id));
    columns.bindText(replace, 11, recorded.flatMap(Connection::endpointName));
    columns.bindTime(replace, 12, recorded.flatMap(Connection::connectedAt));
    columns.bindTime(replace, 13, recorded.flatMap(Connection::disconnectedAt));
    columns.bindText(replace, 14, recorded.flatMap(Connection::disconnectReason));
    columns.bindText(replace, 15, recorded.flatMap(Connection::clientIp));
  }

  /** The connection in a row of {@link #SELECT}. */
  static ConnectionRecord read(ResultSet row, Columns columns) throws SQLException {
    return ConnectionRecord.builder()
        .number(row.getLong("number"))
        .isRecovery(row.getBoolean("recovery"))
        .openedAt(columns.time(row, "opened_at").orElseThrow())
        .serverTime(columns.time(row, "server_time"))
        .endedAt(columns.time(row, "ended_at"))
        .end(Columns.text(row, "end_kind"))
        .detail(Columns.text(row, "end_detail"))
        .transactionId(Columns.text(row, "transaction_id"))
        .recorded(Optional.of(recorded(row, columns)).filter(entry -> !entry.equals(NOTHING)))
        .build();
  }

  private static Connection recorded(ResultSet row, Columns columns) throws SQLException {
    return Connection.builder()
        .id(Columns.text(row, "x_id"))
        .endpointName(Columns.text(row, "x_endpoint"))
        .connectedAt(columns.time(row, "x_connected_at"))
        .disconnectedAt(columns.time(row, "x_disconnected_at"))
        .disconnectReason(Columns.text(row, "x_disconnect_reason"))
        .clientIp(Columns.text(row, "x_client_ip"))
        .build();
  }
}
