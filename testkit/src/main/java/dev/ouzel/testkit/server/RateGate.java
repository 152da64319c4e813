package dev.ouzel.testkit.server;

import dev.ouzel.testkit.script.Reply;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;

/** Lets as many requests to an endpoint pass as its window allows, and tells each what is left. */
final class RateGate implements Handler<RoutingContext> {
  private final RateWindow window;

  RateGate(RateWindow window) {
    this.window = window;
  }

  @Override
  public void handle(RoutingContext context) {
    boolean admitted = window.admits();
    window.tell(context.response());
    if (admitted) {
      context.next();
    } else {
      Reception.answer(context, Reply.rateLimited());
    }
  }
}
