package dev.ouzel.testkit.server;

import dev.ouzel.testkit.script.Reply;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;

/** Lets as many requests to an endpoint pass as its window allows, and tells each what is left. */
final class RateGate implements Handler<RoutingContext> {
  private final RateWindow window;
  private final Reply refusal;

  RateGate(RateWindow window, Reply refusal) {
    this.window = window;
    this.refusal = refusal;
  }

  @Override
  public void handle(RoutingContext context) {
    boolean admitted = window.admits();
    window.tell(context.response());
    if (admitted) {
      context.next();
    } else {
      Reception.answer(context, refusal);
    }
  }
}
