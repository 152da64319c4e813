package dev.ouzel.testkit.server;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Asks the endpoints that answer at once. */
final class JsonClient {
  /** An answer's status and body. */
  record Answer(int status, String text) {
    JsonObject json() {
      return new JsonObject(text);
    }
  }

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final HttpClient http = HttpClient.newHttpClient();
  private final FakeX fake;
  private final String token;

  JsonClient(FakeX fake) {
    this(fake, fake.token());
  }

  JsonClient(FakeX fake, String token) {
    this.fake = fake;
    this.token = token;
  }

  Answer get(String target) throws IOException, InterruptedException {
    return send(request(target).GET().build());
  }

  Answer post(String target, String body) throws IOException, InterruptedException {
    return send(request(target).POST(BodyPublishers.ofString(body)).build());
  }

  Answer delete(String target, String body) throws IOException, InterruptedException {
    return send(request(target).method("DELETE", BodyPublishers.ofString(body)).build());
  }

  private HttpRequest.Builder request(String target) {
    return HttpRequest.newBuilder(fake.baseUrl().resolve(target))
        .timeout(PATIENCE)
        .header("authorization", "Bearer " + token);
  }

  private Answer send(HttpRequest request) throws IOException, InterruptedException {
    HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
    return new Answer(response.statusCode(), response.body());
  }
}
