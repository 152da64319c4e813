package dev.ouzel.app.status;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ouzel.connection.Connection;
import dev.ouzel.connection.ConnectionRecord;
import dev.ouzel.ingest.Tally;
import java.util.List;
import java.util.Optional;

/** The newest connections as JSON: what we saw of each, and what X recorded, in X's words. */
final class ConnectionJson {
  private ConnectionJson() {}

  static void write(ObjectNode node, List<ConnectionRecord> connections, Tally tally) {
    node.put("accepted", tally.openings());
    ArrayNode recent = node.putArray("recent");
    connections.forEach(connection -> write(recent.addObject(), connection));
  }

  private static void write(ObjectNode node, ConnectionRecord connection) {
    node.put("number", connection.number());
    node.put("recovery", connection.isRecovery());
    StatusJson.put(node, "opened_at", Optional.of(connection.openedAt()));
    StatusJson.put(node, "ended_at", connection.endedAt());
    StatusJson.put(node, "end", connection.end());
    StatusJson.put(node, "detail", connection.detail());
    connection.recorded().ifPresent(entry -> write(node.putObject("recorded"), entry));
  }

  private static void write(ObjectNode node, Connection entry) {
    StatusJson.put(node, "id", entry.id());
    StatusJson.put(node, "client_ip", entry.clientIp());
    StatusJson.put(node, "connected_at", entry.connectedAt());
    StatusJson.put(node, "disconnected_at", entry.disconnectedAt());
    StatusJson.put(node, "disconnect_reason", entry.disconnectReason());
  }
}
