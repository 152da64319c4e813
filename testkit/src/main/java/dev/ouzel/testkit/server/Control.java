package dev.ouzel.testkit.server;

import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One call by which a fake X is driven from outside.
 *
 * @param summary what it does, in a sentence
 * @param example an example of it
 * @param others the query parameters that it takes besides those of the example
 */
record Control(
    HttpMethod method,
    String path,
    String summary,
    Example example,
    List<String> others,
    Action action) {

  /** The query parameters and the body of a call; an empty body is none. */
  record Example(Map<String, String> query, String body) {}

  /** Does what is asked for. Called on the loop. */
  @FunctionalInterface
  interface Action {
    /**
     * The answer. Fails with {@link IllegalArgumentException} when the request makes no sense, and
     * with {@link IllegalStateException} when it does, but not now.
     */
    Future<JsonObject> on(ControlRequest request);
  }

  private static Control of(HttpMethod method, String path, String summary, Action action) {
    return new Control(method, path, summary, new Example(Map.of(), ""), List.of(), action);
  }

  /** A call that tells something. */
  static Control get(String path, String summary, Function<ControlRequest, JsonObject> action) {
    return of(HttpMethod.GET, path, summary, now(action));
  }

  /** The same, which may take its time. */
  static Control getLater(String path, String summary, Action action) {
    return of(HttpMethod.GET, path, summary, action);
  }

  /** A call that changes something. */
  static Control post(String path, String summary, Function<ControlRequest, JsonObject> action) {
    return of(HttpMethod.POST, path, summary, now(action));
  }

  /** The same, which may take its time. */
  static Control postLater(String path, String summary, Action action) {
    return of(HttpMethod.POST, path, summary, action);
  }

  private static Action now(Function<ControlRequest, JsonObject> action) {
    return request -> Future.succeededFuture(action.apply(request));
  }

  /** The same with a parameter that its example has. */
  Control with(String parameter, String value) {
    Map<String, String> query = new LinkedHashMap<>(example.query());
    query.put(parameter, value);
    return new Control(method, path, summary, new Example(query, example.body()), others, action);
  }

  /** The same with parameters that its example does not have. */
  Control accepting(String... parameters) {
    return new Control(method, path, summary, example, List.of(parameters), action);
  }

  /** The same with a body for its example. */
  Control withBody(String body) {
    return new Control(method, path, summary, new Example(example.query(), body), others, action);
  }

  List<String> parameters() {
    return Stream.concat(example.query().keySet().stream(), others.stream()).toList();
  }

  /** Where the example goes. */
  String target() {
    return path
        + example.query().entrySet().stream()
            .map(each -> each.getKey() + "=" + encoded(each.getValue()))
            .collect(Collectors.joining("&", example.query().isEmpty() ? "" : "?", ""));
  }

  private static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("%2F", "/");
  }

  /** The example, to be typed into a shell. */
  String curl(String baseUrl) {
    String verb = method.equals(HttpMethod.GET) ? "" : "-X " + method + " ";
    String body = example.body().isEmpty() ? "" : " --data-binary '" + example.body() + "'";
    return "curl " + verb + "'" + baseUrl + target() + "'" + body;
  }

  JsonObject json(String baseUrl) {
    return new JsonObject()
        .put("method", method.name())
        .put("path", path)
        .put("summary", summary)
        .put("parameters", new JsonArray(parameters()))
        .put(
            "example",
            new JsonObject()
                .put("target", target())
                .put("body", example.body())
                .put("curl", curl(baseUrl)));
  }
}
