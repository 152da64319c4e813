package dev.ouzel.testkit.contract;

import dev.ouzel.connection.Connection;
import dev.ouzel.connection.ConnectionField;
import dev.ouzel.connection.ConnectionHistory;
import dev.ouzel.connection.ConnectionPage;
import dev.ouzel.connection.ConnectionQuery;
import dev.ouzel.connection.Terminated;
import dev.ouzel.connection.Termination;
import dev.ouzel.stream.RequestFailed;
import dev.ouzel.stream.StreamEndpoint;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** The plainest history that keeps the contract, on the JDK's HTTP client. */
final class PlainHistory implements ConnectionHistory {
  private static final String OLD_NAME = "filter_stream";

  private final PlainRequests requests;
  private volatile String filteredName = StreamEndpoint.FILTERED.wireName();

  PlainHistory(URI baseUrl, Supplier<String> token) {
    this.requests = new PlainRequests(baseUrl, token);
  }

  @Override
  public CompletionStage<ConnectionPage> page(ConnectionQuery query) {
    String name = filteredName;
    return ask(query, name)
        .exceptionallyCompose(
            failure ->
                mayBeTheName(query, name, failure)
                    ? ask(query, OLD_NAME).whenComplete((page, again) -> remember(again))
                    : CompletableFuture.failedFuture(failure));
  }

  @Override
  public CompletionStage<Terminated> terminate(Termination what) {
    if (what instanceof Termination.OfIds some) {
      return delete("", new JsonObject().put("uuids", new JsonArray(some.ids())).encode());
    }
    if (what instanceof Termination.OfEndpoint one) {
      String name = one.endpoint().wireName();
      return delete("/" + name, "")
          .exceptionallyCompose(
              failure ->
                  one.endpoint() == StreamEndpoint.FILTERED && isMalformed(failure)
                      ? delete("/" + OLD_NAME, "")
                      : CompletableFuture.failedFuture(failure));
    }
    return delete("/all", "");
  }

  private CompletableFuture<Terminated> delete(String below, String body) {
    return requests
        .send("/2/connections" + below, it -> it.method("DELETE", BodyPublishers.ofString(body)))
        .thenApply(response -> terminated(PlainRequests.document(response).getJsonObject("data")));
  }

  private static Terminated terminated(JsonObject data) {
    return new Terminated(
        number(data.getInteger("successful_kills")),
        number(data.getInteger("failed_kills")),
        data.getJsonArray("results", new JsonArray()).stream()
            .map(JsonObject.class::cast)
            .map(
                result ->
                    new Terminated.Outcome(
                        result.getString("uuid"),
                        result.getBoolean("success"),
                        Optional.ofNullable(result.getString("error_message"))))
            .toList());
  }

  private static OptionalInt number(Integer value) {
    return value == null ? OptionalInt.empty() : OptionalInt.of(value);
  }

  private static boolean mayBeTheName(ConnectionQuery query, String name, Throwable failure) {
    return !name.equals(OLD_NAME)
        && query.endpoints().contains(StreamEndpoint.FILTERED)
        && isMalformed(failure);
  }

  private static boolean isMalformed(Throwable failure) {
    return failure.getCause() instanceof RequestFailed failed
        && failed.refusal().filter(refusal -> refusal.status() == 400).isPresent();
  }

  private void remember(Throwable failure) {
    if (failure == null) {
      filteredName = OLD_NAME;
    }
  }

  private CompletableFuture<ConnectionPage> ask(ConnectionQuery query, String name) {
    return requests
        .send("/2/connections?" + parameters(query, name), HttpRequest.Builder::GET)
        .thenApply(PlainHistory::page);
  }

  private static String parameters(ConnectionQuery query, String name) {
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put("status", query.status().wireName());
    parameters.put("max_results", Integer.toString(query.maxResults()));
    query.paginationToken().ifPresent(value -> parameters.put("pagination_token", value));
    if (!query.endpoints().isEmpty()) {
      parameters.put(
          "endpoints",
          query.endpoints().stream()
              .map(each -> each == StreamEndpoint.FILTERED ? name : each.wireName())
              .collect(Collectors.joining(",")));
    }
    if (!query.fields().isEmpty()) {
      parameters.put(
          "connection.fields",
          query.fields().stream().map(ConnectionField::wireName).collect(Collectors.joining(",")));
    }
    return parameters.entrySet().stream()
        .map(
            each ->
                each.getKey() + "=" + URLEncoder.encode(each.getValue(), StandardCharsets.UTF_8))
        .collect(Collectors.joining("&"));
  }

  private static ConnectionPage page(HttpResponse<String> response) {
    JsonObject body = PlainRequests.document(response);
    return new ConnectionPage(
        body.getJsonArray("data", new JsonArray()).stream()
            .map(each -> connection((JsonObject) each))
            .toList(),
        LineReader.problems(body),
        Optional.ofNullable(body.getJsonObject("meta", new JsonObject()).getString("next_token")));
  }

  private static Connection connection(JsonObject json) {
    return Connection.builder()
        .id(Optional.ofNullable(json.getString("id")))
        .endpointName(Optional.ofNullable(json.getString("endpoint_name")))
        .clientIp(Optional.ofNullable(json.getString("client_ip")))
        .connectedAt(Optional.ofNullable(json.getString("connected_at")).map(Instant::parse))
        .disconnectedAt(Optional.ofNullable(json.getString("disconnected_at")).map(Instant::parse))
        .disconnectReason(Optional.ofNullable(json.getString("disconnect_reason")))
        .build();
  }
}
