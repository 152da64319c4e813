package dev.ouzel.testkit.server;

import dev.ouzel.post.Payload;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.util.ArrayList;
import java.util.List;

/**
 * The calls by which a fake X is driven from outside, below {@code /fake}, and the page at {@code
 * /}. X has neither. They are no requests to X: not noted, not counted, and answered by no script.
 */
final class Controls {
  private static final String BELOW = "/fake";
  private static final long LARGEST_BODY = 64L << 20;

  private final Account account;
  private final List<Control> all = new ArrayList<>();

  Controls(Vertx vertx, Account account) {
    this.account = account;
    all.add(Control.get(BELOW, "Lists these calls.", request -> new JsonObject()));
    all.addAll(new RecordControls(vertx, account).all());
    all.addAll(new PublishingControls(vertx, account).all());
    all.addAll(new ConnectionControls(account).all());
    all.addAll(new FaultControls(account).all());
  }

  void addTo(Router router) {
    router.get("/").handler(context -> new Page(account, all, baseUrl(context)).answer(context));
    router.get(BELOW).handler(this::list);
    router.route(BELOW + "/*").handler(Controls::asPlainBytes);
    router.route(BELOW + "/*").handler(BodyHandler.create(false).setBodyLimit(LARGEST_BODY));
    for (Control control : all.subList(1, all.size())) {
      router.route(control.method(), control.path()).handler(context -> answer(context, control));
    }
    router
        .route(BELOW + "/*")
        .handler(context -> refuse(context, 404, "no such call; GET /fake lists all"))
        .failureHandler(Controls::fail);
  }

  /** Curl calls every body a form unless told otherwise, and forms have limits of their own. */
  private static void asPlainBytes(RoutingContext context) {
    context.request().headers().remove("content-type");
    context.next();
  }

  private static String baseUrl(RoutingContext context) {
    return "%s://%s:%d"
        .formatted(
            context.request().scheme(),
            Front.HOST,
            context.request().connection().localAddress().port());
  }

  private void list(RoutingContext context) {
    JsonArray calls = new JsonArray();
    all.forEach(control -> calls.add(control.json(baseUrl(context))));
    send(context, 200, new JsonObject().put("calls", calls));
  }

  private static void answer(RoutingContext context, Control control) {
    Future<JsonObject> answer;
    try {
      answer =
          control
              .action()
              .on(
                  new ControlRequest(
                          context.queryParams(), body(context), context.response()::closed)
                      .only(control.parameters()));
    } catch (IllegalArgumentException | IllegalStateException mistake) {
      answer = Future.failedFuture(mistake);
    }
    answer
        .onSuccess(json -> send(context, 200, json))
        .onFailure(
            failure ->
                refuse(
                    context,
                    failure instanceof IllegalArgumentException ? 400 : 409,
                    String.valueOf(failure.getMessage())));
  }

  private static Payload body(RoutingContext context) {
    Buffer body = context.body().buffer();
    return body == null ? Payload.empty() : Payload.wrap(body.getBytes(), 0, body.length());
  }

  private static void fail(RoutingContext context) {
    boolean tooLarge = context.statusCode() == 413;
    refuse(
        context,
        tooLarge ? 413 : 500,
        tooLarge ? "a body may have 64 MiB at most" : "the fake X failed: " + context.failure());
  }

  private static void refuse(RoutingContext context, int status, String why) {
    send(context, status, new JsonObject().put("error", why));
  }

  private static void send(RoutingContext context, int status, JsonObject json) {
    if (!context.response().closed()) {
      context
          .response()
          .setStatusCode(status)
          .putHeader("content-type", "application/json; charset=utf-8")
          .putHeader("cache-control", "no-store")
          .end(json.encode() + "\n");
    }
  }
}
