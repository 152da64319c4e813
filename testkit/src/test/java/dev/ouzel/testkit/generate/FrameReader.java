package dev.ouzel.testkit.generate;

import dev.ouzel.testkit.server.FakeX;
import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.HttpURLConnection;
import java.nio.charset.StandardCharsets;

/** Reads a stream's frames as a client does. */
final class FrameReader implements AutoCloseable {
  private static final int PATIENCE_MILLIS = 20_000;

  private final HttpURLConnection connection;
  private final BufferedReader lines;

  private FrameReader(HttpURLConnection connection) throws IOException {
    this.connection = connection;
    this.lines =
        new BufferedReader(
            new InputStreamReader(connection.getInputStream(), StandardCharsets.UTF_8));
  }

  static FrameReader start(FakeX fake, String target) throws IOException {
    HttpURLConnection connection =
        (HttpURLConnection) fake.baseUrl().resolve(target).toURL().openConnection();
    connection.setReadTimeout(PATIENCE_MILLIS);
    connection.setRequestProperty("Authorization", "Bearer " + fake.token());
    return new FrameReader(connection);
  }

  /** The next frame. */
  JsonObject next() throws IOException {
    String line = lines.readLine();
    while (line.isEmpty()) {
      line = lines.readLine();
    }
    return new JsonObject(line);
  }

  /** Leaves. Closing the stream would read what is left of it first. */
  @Override
  public void close() {
    connection.disconnect();
  }
}
