package dev.ouzel.testkit.server;

import dev.ouzel.connection.Connection;
import dev.ouzel.connection.ConnectionField;
import dev.ouzel.connection.ConnectionQuery;
import dev.ouzel.connection.ConnectionStatus;
import dev.ouzel.stream.StreamEndpoint;
import dev.ouzel.testkit.script.Reply;
import io.vertx.core.Handler;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * {@code GET} on the connection history: the connections served here, newest first. Without {@code
 * connection.fields} it tells all it knows.
 */
final class ConnectionsHandler implements Handler<RoutingContext> {
  private static final String TOKEN = "pagination_token";
  private static final int USUAL_RESULTS = 10;
  private static final List<String> STATUSES =
      Stream.of(ConnectionStatus.values()).map(ConnectionStatus::wireName).toList();
  private static final List<String> FIELDS =
      Stream.of(ConnectionField.values()).map(ConnectionField::wireName).toList();

  private record Query(
      String status, List<String> endpoints, int most, long before, List<String> fields) {}

  private final Account account;

  ConnectionsHandler(Account account) {
    this.account = account;
  }

  @Override
  public void handle(RoutingContext context) {
    Parameters parameters = new Parameters(context.queryParams());
    parameters.only(List.of("connection.fields", "endpoints", "max_results", TOKEN, "status"));
    Query query =
        new Query(
            parameters.list("status", STATUSES).stream().findFirst().orElse("active"),
            parameters.list("endpoints", endpointNames(), this::isEndpoint),
            parameters.number("max_results", 1, ConnectionQuery.MOST_RESULTS).orElse(USUAL_RESULTS),
            parameters.pageToken(TOKEN).orElse(Long.MAX_VALUE),
            parameters.list("connection.fields", FIELDS));
    Reception.answer(context, parameters.refusal().orElseGet(() -> page(query)));
  }

  private List<String> endpointNames() {
    return Stream.of(StreamEndpoint.values())
        .filter(StreamEndpoint::inConnectionHistory)
        .map(this::shown)
        .toList();
  }

  private String shown(StreamEndpoint endpoint) {
    return endpoint == StreamEndpoint.FILTERED
        ? account.settings().filteredStreamName().shown()
        : endpoint.wireName();
  }

  private boolean isEndpoint(String name) {
    return endpointNames().contains(name) || account.settings().filteredStreamName().accepts(name);
  }

  private Reply page(Query query) {
    List<ServedConnection> found = new ArrayList<>(account.connections().served());
    Collections.reverse(found);
    found.removeIf(served -> !matches(query, served));
    List<ServedConnection> shown = found.subList(0, Math.min(found.size(), query.most()));
    JsonArray data = new JsonArray();
    shown.forEach(served -> data.add(json(served.connection(), query.fields())));
    JsonObject body = new JsonObject();
    if (!data.isEmpty() || !account.settings().omitsEmptyData()) {
      body.put("data", data);
    }
    JsonObject meta = new JsonObject().put("result_count", data.size());
    if (found.size() > shown.size()) {
      meta.put("next_token", PageToken.of(shown.get(shown.size() - 1).number()));
    }
    return Reply.of(200, body.put("meta", meta).encode());
  }

  private static boolean matches(Query query, ServedConnection served) {
    boolean status =
        switch (query.status()) {
          case "active" -> served.isOpen();
          case "inactive" -> !served.isOpen();
          default -> true;
        };
    return status
        && served.number() < query.before()
        && (query.endpoints().isEmpty()
            || query.endpoints().stream()
                .map(StreamEndpoint::named)
                .anyMatch(served.connection().endpoint()::equals));
  }

  private JsonObject json(Connection connection, List<String> fields) {
    JsonObject json = new JsonObject();
    for (ConnectionField field : ConnectionField.values()) {
      if (fields.isEmpty() || fields.contains(field.wireName())) {
        value(connection, field).ifPresent(value -> json.put(field.wireName(), value));
      }
    }
    return json;
  }

  private Optional<String> value(Connection connection, ConnectionField field) {
    return switch (field) {
      case CLIENT_IP -> connection.clientIp();
      case CONNECTED_AT -> connection.connectedAt().map(WireTime::millis);
      case DISCONNECT_REASON -> connection.disconnectReason();
      case DISCONNECTED_AT -> connection.disconnectedAt().map(WireTime::millis);
      case ENDPOINT_NAME -> connection.endpoint().map(this::shown);
      case ID -> connection.id();
    };
  }
}
