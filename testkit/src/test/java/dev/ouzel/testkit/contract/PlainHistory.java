package dev.ouzel.testkit.contract;

import dev.ouzel.connection.Connection;
import dev.ouzel.connection.ConnectionField;
import dev.ouzel.connection.ConnectionHistory;
import dev.ouzel.connection.ConnectionPage;
import dev.ouzel.connection.ConnectionQuery;
import dev.ouzel.connection.Terminated;
import dev.ouzel.connection.Termination;
import dev.ouzel.stream.RateLimit;
import dev.ouzel.stream.Refusal;
import dev.ouzel.stream.RequestFailed;
import dev.ouzel.stream.StreamEndpoint;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
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
  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static final String OLD_NAME = "filter_stream";

  private final URI baseUrl;
  private final Supplier<String> token;
  private volatile String filteredName = StreamEndpoint.FILTERED.wireName();

  PlainHistory(URI baseUrl, Supplier<String> token) {
    this.baseUrl = baseUrl;
    this.token = token;
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
    return send(request("/2/connections" + below).method("DELETE", BodyPublishers.ofString(body)))
        .thenApply(response -> terminated(document(response).getJsonObject("data")));
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
    return send(request("/2/connections?" + parameters(query, name))).thenApply(PlainHistory::page);
  }

  private HttpRequest.Builder request(String target) {
    return HttpRequest.newBuilder(URI.create(baseUrl + target))
        .header("Authorization", "Bearer " + token.get());
  }

  private static CompletableFuture<HttpResponse<String>> send(HttpRequest.Builder request) {
    return CLIENT
        .sendAsync(request.build(), BodyHandlers.ofString())
        .handle(
            (response, failure) -> {
              if (failure != null) {
                throw RequestFailed.unreachable("cannot reach X: " + failure);
              }
              return response;
            });
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

  private static JsonObject document(HttpResponse<String> response) {
    if (response.statusCode() != 200) {
      throw RequestFailed.refused(
          new Refusal(
              response.statusCode(),
              LineReader.problemsOf(response.body()),
              rateLimit(response),
              response.body()));
    }
    try {
      return new JsonObject(response.body());
    } catch (DecodeException e) {
      throw RequestFailed.unreachable("X's answer is no JSON");
    }
  }

  private static ConnectionPage page(HttpResponse<String> response) {
    JsonObject body = document(response);
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

  private static RateLimit rateLimit(HttpResponse<String> response) {
    return new RateLimit(
        number(response, "x-rate-limit-limit"),
        number(response, "x-rate-limit-remaining"),
        response
            .headers()
            .firstValue("x-rate-limit-reset")
            .map(Long::parseLong)
            .map(Instant::ofEpochSecond));
  }

  private static OptionalInt number(HttpResponse<String> response, String name) {
    return response
        .headers()
        .firstValue(name)
        .map(Integer::parseInt)
        .map(OptionalInt::of)
        .orElse(OptionalInt.empty());
  }
}
