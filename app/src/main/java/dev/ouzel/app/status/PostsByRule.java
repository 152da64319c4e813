package dev.ouzel.app.status;

import dev.ouzel.http.frame.FrameScanner;
import dev.ouzel.post.MatchingRule;
import dev.ouzel.post.Payload;
import dev.ouzel.post.PostCodec;
import dev.ouzel.sink.ReceivedPost;
import dev.ouzel.stream.Frame;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How many posts each rule brought since the program started, by the rules that a post came with
 * first. Posts of the same rules are told apart by text, so that few are decoded. Counts 5,000
 * rules apart at most, and the rest together. Not safe for use by several threads.
 */
final class PostsByRule {
  private static final int MOST_RULES = 5_000;
  private static final int MOST_TEXTS = 2_000;

  private final Map<Key, long[]> counts = new HashMap<>();
  private final Map<String, List<Key>> read =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, List<Key>> eldest) {
          return size() > MOST_TEXTS;
        }
      };
  private final FrameScanner scanner = new FrameScanner(system -> List.of());
  private final PostCodec codec;
  private long others;

  /** A rule as posts name it. */
  private record Key(Optional<String> id, Optional<String> tag) {}

  /**
   * A rule's posts.
   *
   * @param id X's id for the rule
   * @param tag its label
   * @param posts how many it brought
   */
  record RulePosts(Optional<String> id, Optional<String> tag, long posts) {}

  /** Counts of nothing yet; {@code codec} reads the rules. */
  PostsByRule(PostCodec codec) {
    this.codec = codec;
  }

  /** These posts were stored. */
  void stored(List<ReceivedPost> posts) {
    for (ReceivedPost post : posts) {
      for (Key rule : read.computeIfAbsent(rules(post.payload()), this::read)) {
        count(rule);
      }
    }
  }

  private void count(Key rule) {
    long[] count = counts.get(rule);
    if (count != null) {
      count[0]++;
    } else if (counts.size() < MOST_RULES) {
      counts.put(rule, new long[] {1});
    } else {
      others++;
    }
  }

  private String rules(Payload frame) {
    byte[] bytes = frame.toByteArray();
    return scanner.scan(bytes, 0, bytes.length) instanceof Frame.PostFrame post
        ? post.rules().text()
        : "";
  }

  private List<Key> read(String rules) {
    if (rules.isEmpty()) {
      return List.of();
    }
    byte[] frame = ("{\"matching_rules\":" + rules + "}").getBytes(StandardCharsets.UTF_8);
    return codec.decode(Payload.copyOf(frame)).stream()
        .flatMap(streamed -> streamed.matchingRules().stream())
        .map((MatchingRule rule) -> new Key(rule.id(), rule.tag()))
        .distinct()
        .toList();
  }

  /** The rules that brought the most, those first. */
  List<RulePosts> top(int most) {
    return counts.entrySet().stream()
        .map(entry -> new RulePosts(entry.getKey().id(), entry.getKey().tag(), entry.getValue()[0]))
        .sorted(
            Comparator.comparingLong(RulePosts::posts)
                .reversed()
                .thenComparing(count -> count.id().orElse("")))
        .limit(most)
        .toList();
  }

  /** How many rules are told apart. */
  int size() {
    return counts.size();
  }

  /** Posts of rules that are not told apart. */
  long others() {
    return others;
  }
}
