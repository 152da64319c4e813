package dev.ouzel.testkit.server;

import dev.ouzel.post.PostId;
import dev.ouzel.rule.Rule;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The rules that X holds for the app, in the order in which they were added. */
final class RuleList {
  private final InstantSource clock;
  private final Map<String, Rule> rules = new LinkedHashMap<>();
  private long lastId;

  RuleList(InstantSource clock) {
    this.clock = clock;
  }

  Rule add(Rule.Draft draft) {
    Rule rule = new Rule(nextId(), draft.value(), draft.tag());
    rules.put(rule.id(), rule);
    return rule;
  }

  /** An id that no rule has had. */
  String nextId() {
    lastId = Math.max(lastId + 1, PostId.at(clock.instant()).value());
    return Long.toString(lastId);
  }

  Optional<Rule> withValue(String value) {
    return rules.values().stream().filter(rule -> rule.value().equals(value)).findFirst();
  }

  Optional<Rule> withId(String id) {
    return Optional.ofNullable(rules.get(id));
  }

  void remove(Rule rule) {
    rules.remove(rule.id());
  }

  List<Rule> all() {
    return new ArrayList<>(rules.values());
  }

  boolean isEmpty() {
    return rules.isEmpty();
  }
}
