package dev.ouzel.sink;

import dev.ouzel.connection.Connection;
import dev.ouzel.connection.ConnectionRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Connections whose end X has not recorded, as lines of a checkpoint. */
final class UnsettledText {
  private static final String KEY = "connection.";
  private static final String TAB = "\t";

  private UnsettledText() {}

  static void write(List<ConnectionRecord> connections, Map<String, Object> lines) {
    for (int i = 0; i < connections.size(); i++) {
      lines.put(KEY + i, line(connections.get(i)));
    }
  }

  private static String line(ConnectionRecord connection) {
    Optional<Connection> recorded = connection.recorded();
    return String.join(
        TAB,
        Long.toString(connection.number()),
        connection.isRecovery() ? "recovery" : "live",
        connection.openedAt().toString(),
        text(connection.serverTime()),
        text(connection.transactionId()),
        text(connection.endedAt()),
        text(connection.end()),
        text(connection.detail()),
        text(recorded.flatMap(Connection::id)),
        text(recorded.flatMap(Connection::endpointName)),
        text(recorded.flatMap(Connection::connectedAt)),
        text(recorded.flatMap(Connection::clientIp)));
  }

  private static String text(Optional<?> part) {
    return part.map(Object::toString).map(CheckpointText::inline).orElse("");
  }

  static List<ConnectionRecord> read(Map<String, String> lines) {
    List<ConnectionRecord> connections = new ArrayList<>();
    for (String line = lines.get(KEY + 0);
        line != null;
        line = lines.get(KEY + connections.size())) {
      connections.add(connection(line.split(TAB, -1)));
    }
    return connections;
  }

  private static ConnectionRecord connection(String[] parts) {
    return ConnectionRecord.builder()
        .number(Long.parseLong(parts[0]))
        .isRecovery("recovery".equals(parts[1]))
        .openedAt(Instant.parse(parts[2]))
        .serverTime(part(parts[3]).map(Instant::parse))
        .transactionId(part(parts[4]))
        .endedAt(part(parts[5]).map(Instant::parse))
        .end(part(parts[6]))
        .detail(part(parts[7]))
        .recorded(part(parts[8]).map(id -> entry(id, parts)))
        .build();
  }

  private static Connection entry(String id, String[] parts) {
    return Connection.builder()
        .id(id)
        .endpointName(part(parts[9]))
        .connectedAt(part(parts[10]).map(Instant::parse))
        .clientIp(part(parts[11]))
        .build();
  }

  private static Optional<String> part(String text) {
    return Optional.of(text).filter(some -> !some.isEmpty());
  }
}
