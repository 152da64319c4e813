package dev.ouzel.testkit.server;

import dev.ouzel.testkit.script.Reply;
import io.vertx.core.Handler;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Optional;

/**
 * {@code GET} on the counts of the rules. Numbers are strings but for one, as a program of X's
 * makers has them and its newer description says; the older one says that all are numbers.
 */
final class RuleCountsHandler implements Handler<RoutingContext> {
  private static final String FIELDS = "rules_count.fields";
  private static final String ALL_APPS = "all_project_client_apps";
  private static final String CAP_OF_APP = "cap_per_client_app";
  private static final String CAP_OF_PROJECT = "cap_per_project";
  private static final String OF_APP = "client_app_rules_count";
  private static final String OF_PROJECT = "project_rules_count";
  private static final List<String> NAMES =
      List.of(ALL_APPS, CAP_OF_APP, CAP_OF_PROJECT, OF_APP, OF_PROJECT);
  private static final String APP = "12345678";

  private final Account account;

  RuleCountsHandler(Account account) {
    this.account = account;
  }

  @Override
  public void handle(RoutingContext context) {
    Parameters parameters = new Parameters(context.queryParams());
    parameters.only(List.of(FIELDS));
    List<String> asked = parameters.list(FIELDS, NAMES);
    Optional<Reply> refusal = parameters.refusal();
    Reception.answer(context, refusal.orElseGet(() -> counts(asked.isEmpty() ? NAMES : asked)));
  }

  private Reply counts(List<String> asked) {
    int count = account.rules().all().size();
    String cap = Integer.toString(account.settings().maxRules());
    JsonObject ofApp = new JsonObject().put("client_app_id", APP).put("rule_count", count);
    JsonObject data = new JsonObject();
    for (String name : asked) {
      data.put(
          name,
          switch (name) {
            case OF_APP -> ofApp;
            case ALL_APPS -> new JsonArray().add(ofApp.copy());
            case OF_PROJECT -> Integer.toString(count);
            default -> cap;
          });
    }
    return Reply.of(200, new JsonObject().put("data", data).encode());
  }
}
