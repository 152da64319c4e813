package dev.ouzel.testkit.contract;

import dev.ouzel.stream.RateLimit;
import dev.ouzel.stream.Refusal;
import dev.ouzel.stream.RequestFailed;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** The plainest way to ask X something, on the JDK's HTTP client. */
record PlainRequests(URI baseUrl, Supplier<String> token) {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  CompletableFuture<HttpResponse<String>> send(
      String target, UnaryOperator<HttpRequest.Builder> method) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(baseUrl + target))
            .header("Authorization", "Bearer " + token.get());
    return CLIENT
        .sendAsync(method.apply(request).build(), BodyHandlers.ofString())
        .handle(
            (response, failure) -> {
              if (failure != null) {
                throw RequestFailed.unreachable("cannot reach X: " + failure);
              }
              return response;
            });
  }

  static JsonObject document(HttpResponse<String> response) {
    if (response.statusCode() != 200) {
      throw refused(response);
    }
    return json(response)
        .orElseThrow(() -> RequestFailed.unreachable("X's answer is no JSON object"));
  }

  static Optional<JsonObject> json(HttpResponse<String> response) {
    try {
      return Optional.of(new JsonObject(response.body()));
    } catch (DecodeException e) {
      return Optional.empty();
    }
  }

  static RequestFailed refused(HttpResponse<String> response) {
    return RequestFailed.refused(
        new Refusal(
            response.statusCode(),
            LineReader.problemsOf(response.body()),
            rateLimit(response),
            response.body()));
  }

  static RateLimit rateLimit(HttpResponse<String> response) {
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
