package dev.ouzel.testkit.server;

import dev.ouzel.rule.Rule;
import dev.ouzel.testkit.script.Reply;
import io.vertx.core.Handler;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Optional;

/** {@code GET} on the rules: all of them, those with given ids, or a page at a time. */
final class RulesHandler implements Handler<RoutingContext> {
  private static final String TOKEN = "pagination_token";
  private static final int MOST_RESULTS = 1000;

  private final Account account;

  RulesHandler(Account account) {
    this.account = account;
  }

  @Override
  public void handle(RoutingContext context) {
    Parameters parameters = new Parameters(context.queryParams());
    parameters.only(List.of("ids", "max_results", TOKEN));
    Optional<List<String>> ids = parameters.text("ids").map(text -> List.of(text.split(",")));
    int most = parameters.number("max_results", 1, MOST_RESULTS).orElse(MOST_RESULTS);
    long from = parameters.pageToken(TOKEN).orElse(0L);
    Reception.answer(
        context,
        parameters
            .refusal()
            .orElseGet(
                () ->
                    page(
                        account.rules().all().stream()
                            .filter(rule -> ids.isEmpty() || ids.get().contains(rule.id()))
                            .filter(rule -> Long.parseLong(rule.id()) >= from)
                            .toList(),
                        most)));
  }

  private Reply page(List<Rule> rules, int most) {
    JsonObject body = new JsonObject();
    JsonObject meta = new JsonObject().put("sent", WireTime.millis(account.now()));
    JsonArray data = new JsonArray();
    rules.stream().limit(most).forEach(rule -> data.add(json(rule)));
    if (!data.isEmpty()) {
      body.put("data", data);
    }
    meta.put("result_count", data.size());
    if (rules.size() > most) {
      meta.put("next_token", PageToken.of(Long.parseLong(rules.get(most).id())));
    }
    return Reply.of(200, body.put("meta", meta).encode());
  }

  /** A rule as X lists it. */
  static JsonObject json(Rule rule) {
    JsonObject json = new JsonObject().put("id", rule.id()).put("value", rule.value());
    rule.tag().ifPresent(tag -> json.put("tag", tag));
    return json;
  }
}
