package dev.ouzel.testkit.sim;

import dev.ouzel.sink.Batch;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Posts that X withheld from a recovery without a trace, so that no client can know of them: a
 * recovery looks complete when it ends in order shortly after a post near its end, or twice at the
 * same post; and a backfill when what it skipped holds no post that the client has already.
 */
final class Withheld implements Check {
  private static final Duration LONGEST_END = Duration.ofSeconds(30);

  private final Set<Long> held = new HashSet<>();
  private final Set<Long> traceless = new HashSet<>();
  private final Map<Long, Integer> skips = new HashMap<>();

  @Override
  public void durable(Batch batch) {
    batch.posts().forEach(post -> held.add(post.id()));
  }

  /** X leaves these out of a backfill. */
  void fromBackfill(List<PublishedPost> skipped) {
    if (skipped.stream().noneMatch(post -> held.contains(post.id()))) {
      skipped.forEach(post -> traceless.add(post.id()));
    }
  }

  /** X ends a recovery of {@code from} to {@code to} in order, but before these. */
  void fromRecovery(List<PublishedPost> skipped, Instant from, Instant to) {
    Duration tenth = Duration.between(from, to).dividedBy(10);
    Instant end = to.minus(tenth.compareTo(LONGEST_END) < 0 ? tenth : LONGEST_END);
    for (PublishedPost post : skipped) {
      int times = skips.merge(post.id(), 1, Integer::sum);
      if (times > 1 || !post.createdAt().isBefore(end)) {
        traceless.add(post.id());
      }
    }
  }

  boolean hides(long id) {
    return traceless.contains(id);
  }
}
