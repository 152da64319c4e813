package dev.ouzel.app.scenario;

import dev.ouzel.stream.StreamEndpoint;
import dev.ouzel.testkit.server.FakeX;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/** Another program with the same token, which holds a connection that may be the only one. */
final class Stranger {
  private final InputStream body;

  private Stranger(InputStream body) {
    this.body = body;
  }

  /** Connects, and returns once X has accepted. */
  static Stranger connect(FakeX x) {
    URI stream = x.baseUrl().resolve(StreamEndpoint.FILTERED.path() + "?tweet.fields=lang");
    HttpRequest request =
        HttpRequest.newBuilder(stream).header("authorization", "Bearer " + x.token()).build();
    try {
      HttpResponse<InputStream> response =
          HttpClient.newHttpClient().send(request, BodyHandlers.ofInputStream());
      return new Stranger(response.body());
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Closes its connection. */
  void leave() {
    try {
      body.close();
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }
}
