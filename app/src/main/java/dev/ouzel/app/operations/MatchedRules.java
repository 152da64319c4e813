package dev.ouzel.app.operations;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.ouzel.post.MatchingRule;
import dev.ouzel.post.Payload;
import dev.ouzel.post.PostCodec;
import dev.ouzel.post.StreamedPost;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Tells which rules a post matched. Each rule is the same few bytes in all posts that matched it,
 * which are read once and looked up afterwards. Not safe for use by several threads.
 */
public final class MatchedRules {
  /** When so many rules are known, all are forgotten. */
  private static final int MOST_RULES = 5_000;

  private static final byte[] NAME = "\"matching_rules\"".getBytes(US_ASCII);

  /** Within the list, within an object of it. */
  private static final int IN_A_RULE = 2;

  private final Map<Payload, List<MatchingRule>> known = new HashMap<>();
  private final PostCodec codec;

  /** A reader that knows no rule yet; {@code codec} reads them. */
  public MatchedRules(PostCodec codec) {
    this.codec = codec;
  }

  /** Calls for each rule that X says this post matched, in X's order. */
  public void each(Payload frame, Consumer<MatchingRule> use) {
    eachRule(frame, rule -> read(rule).forEach(use));
  }

  private List<MatchingRule> read(Payload rule) {
    List<MatchingRule> found = known.get(rule);
    if (found == null) {
      Payload frame = Payload.ofText("{\"matching_rules\":[" + rule.text() + "]}");
      found = codec.decode(frame).map(StreamedPost::matchingRules).orElse(List.of());
      if (known.size() >= MOST_RULES) {
        known.clear();
      }
      known.put(rule.detached(), found);
    }
    return found;
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
