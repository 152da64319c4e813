package dev.ouzel.app.cli;

import dev.ouzel.connection.Connection;
import dev.ouzel.connection.ConnectionField;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** X's connections as a table. */
final class ConnectionTable {
  /** The columns, in the order in which one reads them. */
  private static final List<ConnectionField> ORDER =
      List.of(
          ConnectionField.ENDPOINT_NAME,
          ConnectionField.CONNECTED_AT,
          ConnectionField.DISCONNECTED_AT,
          ConnectionField.DISCONNECT_REASON,
          ConnectionField.CLIENT_IP,
          ConnectionField.ID);

  private ConnectionTable() {}

  /** The lines of a table with these columns. */
  static List<String> lines(List<Connection> connections, Set<ConnectionField> fields) {
    List<ConnectionField> columns = ORDER.stream().filter(fields::contains).toList();
    Table table = new Table(columns.stream().map(field -> field.name().replace('_', ' ')).toList());
    for (Connection connection : connections) {
      table.add(columns.stream().map(field -> cell(connection, field)).toList());
    }
    return table.lines();
  }

  private static Optional<?> cell(Connection connection, ConnectionField field) {
    return switch (field) {
      case ENDPOINT_NAME -> connection.endpointName();
      case CONNECTED_AT -> connection.connectedAt();
      case DISCONNECTED_AT -> connection.disconnectedAt();
      case DISCONNECT_REASON -> connection.disconnectReason();
      case CLIENT_IP -> connection.clientIp();
      case ID -> connection.id();
    };
  }
}
