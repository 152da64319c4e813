package dev.ouzel.testkit.server;

import dev.ouzel.connection.Connection;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.TreeMap;

/** What the server saw, as its controls tell it. */
final class SeenJson {
  private SeenJson() {}

  static JsonObject of(SeenRequest request) {
    return new JsonObject()
        .put("at", WireTime.millis(request.at()))
        .put("method", request.method())
        .put("path", request.path())
        .put("query", object(request.query()))
        .put("headers", object(request.headers()))
        .put("status", request.status().isPresent() ? request.status().getAsInt() : null);
  }

  private static JsonObject object(Map<String, String> values) {
    JsonObject json = new JsonObject();
    new TreeMap<>(values).forEach(json::put);
    return json;
  }

  static JsonObject of(ServedConnection served) {
    Connection connection = served.connection();
    return new JsonObject()
        .put("number", served.number())
        .put("id", connection.id().orElseThrow())
        .put("stream", connection.endpointName().orElseThrow())
        .put("open", served.isOpen())
        .put("connected_at", connection.connectedAt().map(WireTime::millis).orElseThrow())
        .put("disconnected_at", connection.disconnectedAt().map(WireTime::millis).orElse(null))
        .put("disconnect_reason", connection.disconnectReason().orElse(null))
        .put("frames", served.frames())
        .put("bytes", served.bytes())
        .put("request", of(served.request()));
  }
}
