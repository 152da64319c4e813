package dev.ouzel.testkit.server;

import dev.ouzel.rule.Rule;
import dev.ouzel.rule.RuleParser;
import dev.ouzel.testkit.script.Reply;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Adds rules, of which each may be refused while the others are added. */
final class RuleAddition {
  /** A rule as it was sent. */
  record Wanted(String value, Optional<String> tag) {}

  private final Account account;
  private final RuleParser parser;
  private final boolean dryRun;
  private final Set<String> taken = new HashSet<>();
  private final JsonArray data = new JsonArray();
  private final JsonArray errors = new JsonArray();

  RuleAddition(Account account, boolean dryRun) {
    this.account = account;
    this.parser = new RuleParser(account.settings().ruleLimits());
    this.dryRun = dryRun;
  }

  /** X's answer: all that could be added was added, unless that were more rules than it holds. */
  Reply add(List<Wanted> wanted) {
    long good = wanted.stream().filter(rule -> isGood(rule.value())).count();
    if (account.rules().all().size() + good > account.settings().maxRules()) {
      return Reply.tooManyRules();
    }
    taken.clear();
    wanted.forEach(this::add);
    JsonObject summary =
        new JsonObject()
            .put("created", data.size())
            .put("not_created", errors.size())
            .put("valid", data.size())
            .put("invalid", errors.size());
    int status = data.isEmpty() ? account.settings().nothingAddedStatus() : 201;
    return RuleChangeHandler.answer(account, status, summary, new Outcome(data, errors));
  }

  /** What X tells of the rules one by one. */
  record Outcome(JsonArray data, JsonArray errors) {}

  private boolean isGood(String value) {
    return fault(value).isEmpty() && taken.add(value);
  }

  private void add(Wanted rule) {
    fault(rule.value())
        .ifPresentOrElse(errors::add, () -> data.add(RulesHandler.json(added(rule))));
    taken.add(rule.value());
  }

  private Optional<JsonObject> fault(String value) {
    List<String> mistakes = parser.read(value).details();
    if (!mistakes.isEmpty()) {
      return Optional.of(Problems.invalidRule(value, mistakes));
    }
    Optional<String> holder = account.rules().withValue(value).map(Rule::id);
    return holder
        .or(() -> taken.contains(value) ? Optional.of(account.rules().nextId()) : Optional.empty())
        .map(id -> Problems.duplicateRule(value, id));
  }

  private Rule added(Wanted rule) {
    return dryRun
        ? new Rule(account.rules().nextId(), rule.value(), rule.tag())
        : account.rules().add(new Rule.Draft(rule.value(), rule.tag()));
  }
}
