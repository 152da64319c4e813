package dev.ouzel.http.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.core.util.Separators.Spacing;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ouzel.connection.Connection;
import dev.ouzel.connection.ConnectionPage;
import dev.ouzel.post.Payload;
import dev.ouzel.post.Problem;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** A page of X's connection history as JSON, in the shape X gives it. Stateless. */
public final class ConnectionJson {
  private ConnectionJson() {}

  /**
   * Reads a page; empty when the document is no JSON object. What is missing, null or of an
   * unexpected type is absent: a time that is none, a connection that is no object.
   */
  public static Optional<ConnectionPage> read(Payload json) {
    return JsonTree.object(json)
        .map(
            page ->
                new ConnectionPage(
                    JsonTree.elements(page.path("data")).stream()
                        .filter(JsonNode::isObject)
                        .map(ConnectionJson::connection)
                        .toList(),
                    ProblemReader.read(page),
                    JsonTree.text(page.path("meta"), "next_token")));
  }

  private static Connection connection(JsonNode node) {
    return Connection.builder()
        .id(JsonTree.text(node, "id"))
        .endpointName(JsonTree.text(node, "endpoint_name"))
        .connectedAt(time(node, "connected_at"))
        .disconnectedAt(time(node, "disconnected_at"))
        .disconnectReason(JsonTree.text(node, "disconnect_reason"))
        .clientIp(JsonTree.text(node, "client_ip"))
        .build();
  }

  private static Optional<Instant> time(JsonNode node, String name) {
    try {
      return JsonTree.text(node, name)
          .map(DateTimeFormatter.ISO_OFFSET_DATE_TIME::parse)
          .map(Instant::from);
    } catch (DateTimeException noTime) {
      return Optional.empty();
    }
  }

  /**
   * Writes a page over several lines, indented, without a line break at the end. {@code data} is
   * always there; all else that is absent is left out.
   */
  public static String write(ConnectionPage page) {
    ObjectNode document = JsonTree.MAPPER.createObjectNode();
    ArrayNode data = document.putArray("data");
    page.connections().forEach(connection -> write(connection, data.addObject()));
    if (!page.problems().isEmpty()) {
      ArrayNode errors = document.putArray("errors");
      page.problems().forEach(problem -> write(problem, errors.addObject()));
    }
    ObjectNode meta = document.putObject("meta");
    meta.put("result_count", page.connections().size());
    put(meta, "next_token", page.nextToken());
    try {
      return JsonTree.MAPPER.writer(layout()).writeValueAsString(document);
    } catch (JsonProcessingException cannotBe) {
      throw new IllegalStateException("a tree of texts and numbers can be written", cannotBe);
    }
  }

  private static void write(Connection connection, ObjectNode node) {
    put(node, "id", connection.id());
    put(node, "endpoint_name", connection.endpointName());
    put(node, "client_ip", connection.clientIp());
    put(node, "connected_at", connection.connectedAt());
    put(node, "disconnected_at", connection.disconnectedAt());
    put(node, "disconnect_reason", connection.disconnectReason());
  }

  private static void write(Problem problem, ObjectNode node) {
    put(node, "title", problem.title());
    put(node, "type", problem.type());
    put(node, "detail", problem.detail());
    if (!problem.details().isEmpty()) {
      problem.details().forEach(node.putArray("details")::add);
    }
    problem.status().ifPresent(status -> node.put("status", status));
    put(node, "connection_issue", problem.connectionIssue());
    put(node, "disconnect_type", problem.disconnectType());
    put(node, "reason", problem.reason());
    put(node, "period", problem.period());
    put(node, "scope", problem.scope());
    put(node, "parameter", problem.parameter());
    put(node, "value", problem.value());
    put(node, "resource_id", problem.resourceId());
  }

  private static void put(ObjectNode node, String name, Optional<?> value) {
    value.ifPresent(present -> node.put(name, present.toString()));
  }

  private static DefaultPrettyPrinter layout() {
    DefaultIndenter lines = new DefaultIndenter("  ", "\n");
    return new DefaultPrettyPrinter()
        .withObjectIndenter(lines)
        .withArrayIndenter(lines)
        .withSeparators(
            Separators.createDefaultInstance()
                .withObjectFieldValueSpacing(Spacing.AFTER)
                .withArrayEmptySeparator("")
                .withObjectEmptySeparator(""));
  }
}
