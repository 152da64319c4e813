package dev.ouzel.testkit.server;

import dev.ouzel.stream.StreamEndpoint;
import dev.ouzel.testkit.script.Reply;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.handler.BodyHandler;
import java.util.List;

/** Which handler answers which request. */
final class Routes {
  private static final String CONNECTIONS = "/2/connections";
  private static final String RULES = "/2/tweets/search/stream/rules";
  private static final long LARGEST_BODY = 4L << 20;

  /** How many requests X documents for 15 minutes. */
  private static final int RULE_LISTS = 450;

  private static final int RULE_CHANGES = 100;
  private static final int TERMINATIONS = 25;

  private final Account account;
  private final Reception reception;
  private final Router router;

  private Routes(Vertx vertx, Account account) {
    this.account = account;
    this.reception = new Reception(account);
    this.router = Router.router(vertx);
  }

  static Router of(Vertx vertx, Account account) {
    Routes routes = new Routes(vertx, account);
    routes
        .router
        .errorHandler(400, context -> Reception.answer(context, Problems.refusal(List.of())))
        .errorHandler(404, context -> Reception.answer(context, Reply.notFound()))
        .errorHandler(405, context -> Reception.answer(context, Reply.of(405, "")));
    if (account.settings().controls()) {
      new Controls(vertx, account).addTo(routes.router);
    }
    routes.router.route().handler(routes.reception);
    routes.streams();
    routes.rules();
    routes.connections();
    return routes.router;
  }

  private void streams() {
    for (StreamEndpoint endpoint : StreamEndpoint.values()) {
      router
          .get(endpoint.path())
          .handler(reception::checkBearer)
          .handler(new StreamHandler(endpoint, account));
    }
  }

  private void rules() {
    router
        .get(RULES)
        .handler(reception::checkBearer)
        .handler(gate("GET " + RULES, RULE_LISTS))
        .handler(new RulesHandler(account));
    router
        .get(RULES + "/counts")
        .handler(reception::checkBearer)
        .handler(new RuleCountsHandler(account));
    router
        .post(RULES)
        .handler(BodyHandler.create(false).setBodyLimit(LARGEST_BODY))
        .handler(reception::checkBearer)
        .handler(gate("POST " + RULES, RULE_CHANGES))
        .handler(new RuleChangeHandler(account));
  }

  private void connections() {
    router
        .get(CONNECTIONS)
        .handler(reception::checkBearer)
        .handler(new ConnectionsHandler(account));
    TerminationHandler termination = new TerminationHandler(account);
    router
        .delete(CONNECTIONS)
        .handler(BodyHandler.create(false).setBodyLimit(LARGEST_BODY))
        .handler(reception::checkBearer)
        .handler(termination.ofIds());
    router
        .delete(CONNECTIONS + "/all")
        .handler(reception::checkBearer)
        .handler(gate("DELETE " + CONNECTIONS, TERMINATIONS))
        .handler(termination.all());
    router
        .delete(CONNECTIONS + "/:endpoint")
        .handler(reception::checkBearer)
        .handler(termination.ofEndpoint());
  }

  private RateGate gate(String name, int limit) {
    return new RateGate(account.window(name, limit), account.settings().rateLimitWords().reply());
  }
}
