package dev.ouzel.app.metrics;

import dev.ouzel.app.operations.MatchedRules;
import dev.ouzel.post.MatchingRule;
import dev.ouzel.post.PostCodec;
import dev.ouzel.sink.ReceivedPost;
import io.micrometer.core.instrument.Counter;
import java.util.ArrayList;
import java.util.List;

/** Counts posts by the rules that they matched. Told on the event loop. */
final class RuleMeters {
  /** X allows 1,000 rules and more; a metric with so many labels helps nobody. */
  private static final int MOST_LABELS = 200;

  private final List<Counter> matched = new ArrayList<>();
  private final MatchedRules reader;
  private final CounterFamily rules;

  RuleMeters(Meters meters, PostCodec codec) {
    this.reader = new MatchedRules(codec);
    this.rules =
        meters
            .family(
                "ouzel_rule_posts_total",
                "Posts acknowledged by the sink, by the tag of a rule that they matched",
                "rule")
            .atMost(MOST_LABELS);
  }

  /** Two rules of one tag count a post once. */
  void count(List<ReceivedPost> posts) {
    for (ReceivedPost post : posts) {
      reader.each(post.payload(), this::match);
      matched.forEach(Counter::increment);
      matched.clear();
    }
  }

  /** A rule with neither tag nor id is not counted. */
  private void match(MatchingRule rule) {
    rule.tag()
        .filter(tag -> !tag.isBlank())
        .or(rule::id)
        .map(rules::of)
        .filter(counter -> !matched.contains(counter))
        .ifPresent(matched::add);
  }
}
