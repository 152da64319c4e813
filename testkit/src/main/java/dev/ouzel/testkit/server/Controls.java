package dev.ouzel.testkit.server;

import dev.ouzel.post.Payload;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.List;

/**
 * The calls by which a fake X is driven from outside, below {@code /fake}, and the page at {@code
 * /}. X has neither. They are no requests to X: not noted, not counted, and answered by no script.
 */
final class Controls {
  private static final String BELOW = "/fake";
  private static final int LARGEST_BODY = 64 << 20;

  private final Account account;
  private final List<Control> all = new ArrayList<>();

  Controls(Vertx vertx, Account account) {
    this.account = account;
    all.add(Control.get(BELOW, "Lists these calls.", this::list));
    all.addAll(new RecordControls(vertx, account).all());
    all.addAll(new PublishingControls(vertx, account).all());
    all.addAll(new ConnectionControls(account).all());
    all.addAll(new FaultControls(account).all());
  }

  void addTo(Router router) {
    router.get("/").handler(context -> new Page(account, all, baseUrl(context)).answer(context));
    for (Control control : all) {
      router.route(control.method(), control.path()).handler(context -> read(context, control));
    }
    router
        .route(BELOW + "/*")
        .handler(context -> refuse(context, 404, "no such call; GET /fake lists all"));
  }

  private static String baseUrl(RoutingContext context) {
    return "%s://%s:%d"
        .formatted(
            context.request().scheme(),
            Front.HOST,
            context.request().connection().localAddress().port());
  }

  private JsonObject list(ControlRequest request) {
    JsonArray calls = new JsonArray();
    all.forEach(control -> calls.add(control.json(request.baseUrl())));
    return new JsonObject().put("calls", calls);
  }

  /** Curl calls every body a form, for which Vert.x would have limits of its own. */
  private static void read(RoutingContext context, Control control) {
    Buffer body = Buffer.buffer();
    context
        .request()
        .handler(
            part -> {
              if (body.length() + part.length() > LARGEST_BODY) {
                refuse(context, 413, "a body may have 64 MiB at most");
              } else {
                body.appendBuffer(part);
              }
            })
        .endHandler(end -> answer(context, control, body));
  }

  private static void answer(RoutingContext context, Control control, Buffer body) {
    ControlRequest request =
        new ControlRequest(
            baseUrl(context),
            context.queryParams(),
            Payload.wrap(body.getBytes(), 0, body.length()),
            context.response()::closed);
    Future<JsonObject> answer;
    try {
      answer = control.action().on(request.only(control.parameters()));
    } catch (RuntimeException mistake) {
      answer = Future.failedFuture(mistake);
    }
    answer
        .onSuccess(json -> send(context, 200, json))
        .onFailure(
            failure -> refuse(context, status(failure), String.valueOf(failure.getMessage())));
  }

  private static int status(Throwable failure) {
    if (failure instanceof IllegalArgumentException) {
      return 400;
    }
    return failure instanceof IllegalStateException ? 409 : 500;
  }

  private static void refuse(RoutingContext context, int status, String why) {
    send(context, status, new JsonObject().put("error", why));
  }

  private static void send(RoutingContext context, int status, JsonObject json) {
    HttpServerResponse response = context.response();
    if (!response.closed() && !response.ended()) {
      response
          .setStatusCode(status)
          .putHeader("content-type", "application/json; charset=utf-8")
          .putHeader("cache-control", "no-store")
          .end(json.encode() + "\n");
    }
  }
}
