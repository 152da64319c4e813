package dev.ouzel.testkit.server;

import dev.ouzel.rule.Rule;
import dev.ouzel.testkit.script.Reply;
import io.vertx.core.Handler;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * {@code POST} on the rules: adds some, of which others may be refused, or deletes some. With
 * {@code dry_run} it answers the same and changes nothing.
 */
final class RuleChangeHandler implements Handler<RoutingContext> {
  private static final String DRY_RUN = "dry_run";

  private final Account account;

  RuleChangeHandler(Account account) {
    this.account = account;
  }

  @Override
  public void handle(RoutingContext context) {
    Parameters parameters = new Parameters(context.queryParams());
    parameters.only(List.of(DRY_RUN));
    boolean dryRun = parameters.list(DRY_RUN, List.of("true", "false")).contains("true");
    Reception.answer(
        context, parameters.refusal().orElseGet(() -> change(context.body().asString(), dryRun)));
  }

  private Reply change(String text, boolean dryRun) {
    try {
      JsonObject body = new JsonObject(text == null ? "" : text);
      if (body.containsKey("add") != body.containsKey("delete")) {
        return body.containsKey("add")
            ? add(drafts(body.getJsonArray("add")), dryRun)
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

  private record Wanted(String value, Optional<String> tag) {}

  private static List<Wanted> drafts(JsonArray rules) {
    List<Wanted> drafts = new ArrayList<>();
    for (int i = 0; i < rules.size(); i++) {
      JsonObject rule = rules.getJsonObject(i);
      String value = rule.getString("value");
      if (value == null) {
        throw new IllegalArgumentException("a rule without value");
      }
      drafts.add(new Wanted(value, Optional.ofNullable(rule.getString("tag"))));
    }
    return drafts;
  }

  private Reply add(List<Wanted> wanted, boolean dryRun) {
    JsonArray data = new JsonArray();
    JsonArray errors = new JsonArray();
    Set<String> taken = new HashSet<>();
    for (Wanted rule : wanted) {
      Optional<JsonObject> fault = fault(rule.value(), taken);
      fault.ifPresentOrElse(errors::add, () -> data.add(RulesHandler.json(added(rule, dryRun))));
      taken.add(rule.value());
    }
    JsonObject summary =
        new JsonObject()
            .put("created", data.size())
            .put("not_created", errors.size())
            .put("valid", data.size())
            .put("invalid", errors.size());
    return Reply.of(201, answer(data, errors, summary).encode());
  }

  private Optional<JsonObject> fault(String value, Set<String> taken) {
    List<String> mistakes = mistakes(value);
    if (!mistakes.isEmpty()) {
      return Optional.of(Problems.invalidRule(value, mistakes));
    }
    Optional<String> holder = account.rules().withValue(value).map(Rule::id);
    return holder
        .or(() -> taken.contains(value) ? Optional.of(account.rules().nextId()) : Optional.empty())
        .map(id -> Problems.duplicateRule(value, id));
  }

  /** The plainest of X's checks: a rule must ask for something. */
  private static List<String> mistakes(String value) {
    List<String> mistakes = new ArrayList<>();
    List<String> terms = Stream.of(value.split("\\s+")).filter(term -> !term.isEmpty()).toList();
    if (!terms.isEmpty() && terms.stream().allMatch(term -> term.startsWith("-"))) {
      mistakes.add("Rules must contain a non-negation term (at position 1)");
    }
    if (terms.stream().allMatch(term -> term.startsWith("-"))) {
      mistakes.add("Rules must contain at least one positive, non-stopword clause (at position 1)");
    }
    return mistakes;
  }

  private Rule added(Wanted rule, boolean dryRun) {
    return dryRun
        ? new Rule(account.rules().nextId(), rule.value(), rule.tag())
        : account.rules().add(new Rule.Draft(rule.value(), rule.tag()));
  }

  private Reply delete(JsonObject which, boolean dryRun) {
    boolean byId = which.containsKey("ids");
    if (byId == which.containsKey("values")) {
      return malformed("Exactly one of `ids` and `values` must be given");
    }
    Function<String, Optional<Rule>> find =
        byId ? account.rules()::withId : account.rules()::withValue;
    JsonArray errors = new JsonArray();
    JsonArray names = which.getJsonArray(byId ? "ids" : "values");
    for (int i = 0; i < names.size(); i++) {
      Optional<Rule> rule = find.apply(names.getString(i));
      if (rule.isEmpty()) {
        errors.add(unknown(byId ? "id" : "value", names.getString(i)));
      } else if (!dryRun) {
        account.rules().remove(rule.get());
      }
    }
    JsonObject summary =
        new JsonObject()
            .put("deleted", names.size() - errors.size())
            .put("not_deleted", errors.size());
    return Reply.of(200, answer(new JsonArray(), errors, summary).encode());
  }

  private static JsonObject unknown(String parameter, String name) {
    return Problems.invalidRequest(
        List.of(Problems.parameter(parameter, List.of(name), "Rule does not exist")));
  }

  private JsonObject answer(JsonArray data, JsonArray errors, JsonObject summary) {
    JsonObject body = new JsonObject();
    if (!data.isEmpty()) {
      body.put("data", data);
    }
    body.put(
        "meta",
        new JsonObject().put("sent", WireTime.millis(account.now())).put("summary", summary));
    if (!errors.isEmpty()) {
      body.put("errors", errors);
    }
    return body;
  }
}
