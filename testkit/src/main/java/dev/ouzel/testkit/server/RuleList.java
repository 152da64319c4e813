package dev.ouzel.testkit.server;

import dev.ouzel.post.PostId;
import dev.ouzel.rule.Rule;
import dev.ouzel.rule.RuleExpression;
import dev.ouzel.testkit.rule.PublishedPost;
import dev.ouzel.testkit.rule.RuleMatcher;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The rules that X holds for the app, in the order in which they were added. Posts are matched
 * against a rule a while after it was added or deleted, as the settings say.
 */
final class RuleList {
  /** A rule, from and until when posts are matched against it. */
  private record InEffect(Rule rule, RuleMatcher matcher, Instant from, Instant until) {
    boolean at(Instant time) {
      return !time.isBefore(from) && time.isBefore(until);
    }
  }

  private final FakeXSettings settings;
  private final InstantSource clock;
  private final Map<String, Rule> rules = new LinkedHashMap<>();
  private final List<InEffect> inEffect = new ArrayList<>();
  private long lastId;

  RuleList(FakeXSettings settings, InstantSource clock) {
    this.settings = settings;
    this.clock = clock;
  }

  /** Adds a rule. Fails with what X would say when the rule says nothing. */
  Rule add(Rule.Draft draft) {
    RuleMatcher matcher = matcher(draft.value());
    Rule rule = new Rule(nextId(), draft.value(), draft.tag());
    rules.put(rule.id(), rule);
    inEffect.add(
        new InEffect(rule, matcher, clock.instant().plus(settings.ruleDelay()), Instant.MAX));
    return rule;
  }

  private RuleMatcher matcher(String text) {
    RuleMatcher matcher = RuleMatcher.of(RuleExpression.of(text));
    for (var function : settings.operators().entrySet()) {
      matcher = matcher.with(function.getKey(), function.getValue());
    }
    return matcher;
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
    Instant now = clock.instant();
    inEffect.removeIf(each -> !each.until().isAfter(now));
    inEffect.replaceAll(
        each ->
            each.rule().equals(rule)
                ? new InEffect(rule, each.matcher(), each.from(), now.plus(settings.ruleDelay()))
                : each);
  }

  /** Forgets all rules, for posts as well and at once. */
  void clear() {
    rules.clear();
    inEffect.clear();
  }

  /** Which rules a post matches now, in the order in which they were added. */
  List<Rule> matching(PublishedPost post) {
    Instant now = clock.instant();
    return inEffect.stream()
        .filter(each -> each.at(now) && each.matcher().matches(post))
        .map(InEffect::rule)
        .toList();
  }

  List<Rule> all() {
    return new ArrayList<>(rules.values());
  }

  boolean isEmpty() {
    return rules.isEmpty();
  }
}
