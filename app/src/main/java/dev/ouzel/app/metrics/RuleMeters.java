package dev.ouzel.app.metrics;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.ouzel.post.MatchingRule;
import dev.ouzel.post.Payload;
import dev.ouzel.post.PostCodec;
import dev.ouzel.post.StreamedPost;
import dev.ouzel.sink.ReceivedPost;
import io.micrometer.core.instrument.Counter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Counts posts by the rules that they matched. Each rule is the same few bytes in all posts that
 * matched it, which are read once and looked up afterwards. Told on the event loop.
 */
final class RuleMeters {
  /** X allows 1,000 rules and more; a metric with so many labels helps nobody. */
  private static final int MOST_LABELS = 200;

  /** When so many rules are known, all are forgotten. */
  private static final int MOST_RULES = 5_000;

  private static final byte[] NAME = "\"matching_rules\"".getBytes(US_ASCII);

  /** Within the list, within an object of it. */
  private static final int IN_A_RULE = 2;

  private final Map<Payload, List<Counter>> known = new HashMap<>();
  private final List<Counter> matched = new ArrayList<>();
  private final PostCodec codec;
  private final CounterFamily rules;

  RuleMeters(Meters meters, PostCodec codec) {
    this.codec = codec;
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
      eachRule(post.payload(), this::match);
      matched.forEach(Counter::increment);
      matched.clear();
    }
  }

  private void match(Payload rule) {
    List<Counter> found = known.get(rule);
    if (found == null) {
      found = read(rule);
      if (known.size() >= MOST_RULES) {
        known.clear();
      }
      known.put(rule.detached(), found);
    }
    for (Counter counter : found) {
      if (!matched.contains(counter)) {
        matched.add(counter);
      }
    }
  }

  /** The counter of a rule; none when it has neither tag nor id. */
  private List<Counter> read(Payload rule) {
    Payload frame = Payload.ofText("{\"matching_rules\":[" + rule.text() + "]}");
    return codec.decode(frame).map(StreamedPost::matchingRules).stream()
        .flatMap(List::stream)
        .flatMap(read -> name(read).map(rules::of))
        .toList();
  }

  private static Stream<String> name(MatchingRule rule) {
    return rule.tag().filter(tag -> !tag.isBlank()).or(rule::id).stream();
  }

  /** Calls for each object in {@code matching_rules}. */
  private static void eachRule(Payload frame, Consumer<Payload> use) {
    int depth = 0;
    int begin = 0;
    int i = value(frame);
    do {
      byte at = i < frame.size() ? frame.at(i) : 0;
      if (at == '[' || at == '{') {
        depth++;
        begin = depth == IN_A_RULE ? i : begin;
      } else if (at == ']' || at == '}') {
        if (depth == IN_A_RULE) {
          use.accept(frame.slice(begin, i + 1));
        }
        depth--;
      } else if (at == '"') {
        i = endOfText(frame, i);
      }
      i++;
    } while (depth > 0 && i < frame.size());
  }

  /**
   * Where the value of {@code matching_rules} begins; the frame's end when there is none. X writes
   * it last, so it is looked for from the end. A quote within a text has a backslash before it, so
   * that the name with both its quotes is never found in one.
   */
  private static int value(Payload frame) {
    for (int i = frame.size() - NAME.length - 1; i >= 0; i--) {
      if (frame.at(i) == '"' && isName(frame, i)) {
        int colon = pastSpace(frame, i + NAME.length);
        if (colon < frame.size() && frame.at(colon) == ':') {
          return pastSpace(frame, colon + 1);
        }
      }
    }
    return frame.size();
  }

  private static boolean isName(Payload frame, int from) {
    for (int i = NAME.length - 1; i > 0; i--) {
      if (frame.at(from + i) != NAME[i]) {
        return false;
      }
    }
    return true;
  }

  private static int endOfText(Payload frame, int quote) {
    int i = quote + 1;
    while (i < frame.size() && frame.at(i) != '"') {
      i += frame.at(i) == '\\' ? 2 : 1;
    }
    return i;
  }

  private static int pastSpace(Payload frame, int from) {
    int i = from;
    while (i < frame.size() && (frame.at(i) == ' ' || frame.at(i) == '\t')) {
      i++;
    }
    return i;
  }
}
