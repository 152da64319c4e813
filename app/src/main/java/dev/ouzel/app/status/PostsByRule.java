package dev.ouzel.app.status;

import dev.ouzel.app.operations.MatchedRules;
import dev.ouzel.post.PostCodec;
import dev.ouzel.sink.ReceivedPost;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How many posts each rule brought since the program started, by the rules that a post came with
 * first. Counts 5,000 rules apart at most, and the rest together. Not safe for use by several
 * threads.
 */
final class PostsByRule {
  private static final int MOST_RULES = 5_000;

  private final Map<Key, long[]> counts = new HashMap<>();
  private final Set<Key> matched = new LinkedHashSet<>();
  private final MatchedRules reader;
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
    this.reader = new MatchedRules(codec);
  }

  /** These posts were stored. */
  void stored(List<ReceivedPost> posts) {
    for (ReceivedPost post : posts) {
      reader.each(post.payload(), rule -> matched.add(new Key(rule.id(), rule.tag())));
      matched.forEach(this::count);
      matched.clear();
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
