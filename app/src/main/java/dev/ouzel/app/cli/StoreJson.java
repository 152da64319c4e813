package dev.ouzel.app.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ouzel.connection.Connection;
import dev.ouzel.connection.ConnectionRecord;
import dev.ouzel.coverage.Covered;
import dev.ouzel.coverage.Gap;
import dev.ouzel.coverage.TimeRange;
import dev.ouzel.stream.StreamName;
import java.util.Optional;

/** What a store keeps about streams, as JSON on one line. */
final class StoreJson {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private StoreJson() {}

  static String write(StreamCoverage coverage) {
    ObjectNode document = MAPPER.createObjectNode();
    document.put("stream", coverage.stream().value());
    put(document, "frontier", coverage.frontier());
    put(document, "not_ingesting_since", coverage.abandonedAt());
    ArrayNode covered = document.putArray("covered");
    coverage.timeline().covered().forEach(stretch -> write(stretch, covered.addObject()));
    ArrayNode gaps = document.putArray("gaps");
    for (Gap gap : coverage.timeline().gaps()) {
      ObjectNode node = gaps.addObject();
      write(gap, node);
      ObjectNode connection = node.putObject("connection");
      coverage.connectionBefore(gap).ifPresent(before -> write(before, connection));
    }
    return text(document);
  }

  static String write(StreamName stream, ConnectionRecord connection) {
    ObjectNode document = MAPPER.createObjectNode();
    document.put("stream", stream.value());
    write(connection, document);
    return text(document);
  }

  private static void write(Covered covered, ObjectNode node) {
    write(covered.range(), node);
    node.put("selection", covered.selection());
  }

  private static void write(Gap gap, ObjectNode node) {
    write(gap.range(), node);
    node.put("state", gap.state().label());
    node.put("reason", gap.reason());
    node.put("remedy", gap.remedy());
  }

  private static void write(TimeRange range, ObjectNode node) {
    node.put("from", range.from().toString());
    node.put("to", range.to().toString());
  }

  private static void write(ConnectionRecord connection, ObjectNode node) {
    node.put("number", connection.number());
    node.put("recovery", connection.isRecovery());
    node.put("opened_at", connection.openedAt().toString());
    put(node, "server_time", connection.serverTime());
    put(node, "ended_at", connection.endedAt());
    put(node, "end", connection.end());
    put(node, "detail", connection.detail());
    put(node, "transaction_id", connection.transactionId());
    connection.recorded().ifPresent(entry -> write(entry, node.putObject("recorded")));
  }

  /** In the words that X uses for it. */
  private static void write(Connection entry, ObjectNode node) {
    put(node, "id", entry.id());
    put(node, "endpoint_name", entry.endpointName());
    put(node, "client_ip", entry.clientIp());
    put(node, "connected_at", entry.connectedAt());
    put(node, "disconnected_at", entry.disconnectedAt());
    put(node, "disconnect_reason", entry.disconnectReason());
  }

  private static void put(ObjectNode node, String name, Optional<?> value) {
    value.ifPresent(present -> node.put(name, present.toString()));
  }

  private static String text(ObjectNode document) {
    try {
      return MAPPER.writeValueAsString(document);
    } catch (JsonProcessingException cannotBe) {
      throw new IllegalStateException("a tree of texts and numbers can be written", cannotBe);
    }
  }
}
