package dev.ouzel.app.status;

import io.vertx.core.Context;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/** Takes each request to its route, or says why not. Confined to the server's thread. */
final class Answers implements Handler<HttpServerRequest> {
  private static final Set<HttpMethod> METHODS = Set.of(HttpMethod.GET, HttpMethod.HEAD);

  /** No page of another site may show, read or keep what is answered here. */
  private static final Map<String, String> ALWAYS =
      Map.of(
          "Cache-Control", "no-store",
          "Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'",
          "Cross-Origin-Resource-Policy", "same-origin",
          "Referrer-Policy", "no-referrer",
          "X-Content-Type-Options", "nosniff",
          "X-Frame-Options", "DENY");

  private final Admission admission;
  private final Map<String, Route> routes;
  private final Context context;

  Answers(Admission admission, Map<String, Route> routes, Context context) {
    this.admission = admission;
    this.routes = Map.copyOf(routes);
    this.context = context;
  }

  @Override
  public void handle(HttpServerRequest request) {
    if (hasBody(request)) {
      // What is not read must not be taken for the next request.
      request.response().putHeader("Connection", "close");
      send(request, Reply.text(413, "Ask without a body."));
      return;
    }
    Optional<Reply> instead =
        METHODS.contains(request.method())
            ? admission.instead(asked(request))
            : Optional.of(Reply.text(405, "Ask with GET or HEAD.").with("Allow", "GET, HEAD"));
    if (instead.isPresent()) {
      send(request, instead.get());
    } else if (!routes.containsKey(request.path())) {
      send(request, Reply.text(404, "There is " + String.join(", ", known()) + "."));
    } else {
      answer(request, routes.get(request.path()).reply());
    }
  }

  private static boolean hasBody(HttpServerRequest request) {
    String length = request.getHeader("Content-Length");
    return request.headers().contains("Transfer-Encoding")
        || (length != null && !length.strip().equals("0"));
  }

  private static Admission.Asked asked(HttpServerRequest request) {
    return new Admission.Asked(
        request.path(),
        header(request, "Host"),
        header(request, "Authorization"),
        header(request, "Cookie"),
        Optional.ofNullable(request.getParam("token")));
  }

  private static Optional<String> header(HttpServerRequest request, String name) {
    return Optional.ofNullable(request.getHeader(name));
  }

  private Iterable<String> known() {
    return routes.keySet().stream().sorted().toList();
  }

  private void answer(HttpServerRequest request, CompletionStage<Reply> reply) {
    reply.whenComplete(
        (answered, failure) ->
            context.runOnContext(
                turn ->
                    send(
                        request,
                        failure == null
                            ? answered
                            : Reply.text(500, "This cannot be told, by a fault of the program."))));
  }

  private static void send(HttpServerRequest request, Reply reply) {
    HttpServerResponse response = request.response();
    if (response.ended() || response.closed()) {
      return;
    }
    ALWAYS.forEach(response::putHeader);
    reply.headers().forEach(response::putHeader);
    response.setStatusCode(reply.status()).putHeader("Content-Type", reply.contentType());
    if (request.method().equals(HttpMethod.HEAD)) {
      response.end();
    } else {
      response.end(reply.body());
    }
  }
}
