package dev.ouzel.testkit.server;

import dev.ouzel.testkit.script.Reply;
import dev.ouzel.testkit.server.RuleAddition.Wanted;
import io.vertx.core.Handler;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * {@code POST} on the rules: adds some, of which others may be refused, or deletes some. With
 * {@code dry_run} it answers the same and changes nothing; with {@code delete_all} it deletes all
 * there are.
 */
final class RuleChangeHandler implements Handler<RoutingContext> {
  private static final String DRY_RUN = "dry_run";
  private static final String DELETE_ALL = "delete_all";
  private static final List<String> TRUTHS = List.of("true", "false");

  private final Account account;

  RuleChangeHandler(Account account) {
    this.account = account;
  }

  @Override
  public void handle(RoutingContext context) {
    Parameters parameters = new Parameters(context.queryParams());
    parameters.only(List.of(DELETE_ALL, DRY_RUN));
    boolean dryRun = parameters.list(DRY_RUN, TRUTHS).contains("true");
    boolean all = parameters.list(DELETE_ALL, TRUTHS).contains("true");
    if (all && dryRun) {
      parameters.fault(DELETE_ALL, "`delete_all` must be specified with no other parameters");
    }
    String body = context.body().asString();
    Reception.answer(
        context,
        parameters
            .refusal()
            .orElseGet(() -> all ? new RuleDeletion(account, false).all() : change(body, dryRun)));
  }

  private Reply change(String text, boolean dryRun) {
    try {
      JsonObject body = new JsonObject(text == null ? "" : text);
      if (body.containsKey("add") != body.containsKey("delete")) {
        return body.containsKey("add")
            ? new RuleAddition(account, dryRun).add(wanted(body.getJsonArray("add")))
            : delete(body.getJsonObject("delete"), dryRun);
      }
      return malformed("Exactly one of `add` and `delete` must be given");
    } catch (DecodeException | ClassCastException | IllegalArgumentException e) {
      return malformed("The body is not of the form that this endpoint takes");
    }
  }

  private static Reply malformed(String message) {
    return Problems.refusal(List.of(Problems.parameter("body", List.of(), message)));
  }

  private static List<Wanted> wanted(JsonArray rules) {
    List<Wanted> wanted = new ArrayList<>();
    for (int i = 0; i < rules.size(); i++) {
      JsonObject rule = rules.getJsonObject(i);
      String value = rule.getString("value");
      if (value == null) {
        throw new IllegalArgumentException("a rule without value");
      }
      wanted.add(new Wanted(value, Optional.ofNullable(rule.getString("tag"))));
    }
    return wanted;
  }

  private Reply delete(JsonObject which, boolean dryRun) {
    if (which.containsKey("ids") == which.containsKey("values")) {
      return malformed("Exactly one of `ids` and `values` must be given");
    }
    return new RuleDeletion(account, dryRun).those(texts(which, "ids"), texts(which, "values"));
  }

  private static List<String> texts(JsonObject object, String name) {
    JsonArray texts = object.getJsonArray(name, new JsonArray());
    List<String> all = new ArrayList<>();
    for (int i = 0; i < texts.size(); i++) {
      all.add(texts.getString(i));
    }
    return all;
  }

  /** X's answer to a change. */
  static Reply answer(
      Account account, int status, JsonObject summary, RuleAddition.Outcome outcome) {
    JsonObject body = new JsonObject();
    if (!outcome.data().isEmpty()) {
      body.put("data", outcome.data());
    }
    body.put(
        "meta",
        new JsonObject().put("sent", WireTime.millis(account.now())).put("summary", summary));
    if (!outcome.errors().isEmpty()) {
      body.put("errors", outcome.errors());
    }
    return Reply.of(status, body.encode());
  }
}
