package dev.ouzel.testkit.server;

import dev.ouzel.rule.Rule;
import dev.ouzel.testkit.script.Reply;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Deletes rules by their ids or values, or all of them. */
final class RuleDeletion {
  private final Account account;
  private final boolean dryRun;

  RuleDeletion(Account account, boolean dryRun) {
    this.account = account;
    this.dryRun = dryRun;
  }

  /** X's answer to {@code delete_all}. */
  Reply all() {
    return answer(account.rules().all(), new JsonArray());
  }

  /** X's answer: all that could be deleted was deleted. Of ids and values either may be empty. */
  Reply those(List<String> ids, List<String> values) {
    Set<Rule> found = new LinkedHashSet<>();
    JsonArray errors = new JsonArray();
    for (String id : ids) {
      account.rules().withId(id).ifPresentOrElse(found::add, () -> errors.add(unknown("id", id)));
    }
    for (String value : values) {
      account
          .rules()
          .withValue(value)
          .ifPresentOrElse(found::add, () -> errors.add(unknown("value", value)));
    }
    return answer(List.copyOf(found), errors);
  }

  private static JsonObject unknown(String parameter, String name) {
    return Problems.invalidRequest(
        List.of(Problems.parameter(parameter, List.of(name), "Rule does not exist")));
  }

  private Reply answer(List<Rule> rules, JsonArray errors) {
    if (!dryRun) {
      rules.forEach(account.rules()::remove);
    }
    JsonObject summary =
        new JsonObject().put("deleted", rules.size()).put("not_deleted", errors.size());
    return RuleChangeHandler.answer(
        account, 200, summary, new RuleAddition.Outcome(new JsonArray(), errors));
  }
}
