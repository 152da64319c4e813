package dev.ouzel.testkit.sim;

import dev.ouzel.sink.Batch;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;

/** When the troubles cease, the stream flows again: what is published then is soon kept. */
final class HealthCheck implements Check {
  private static final Duration WATCHED = Duration.ofMinutes(30);
  private static final Duration SOON = Duration.ofMinutes(2);

  private final World world;
  private final Findings findings;
  private final Deque<PublishedPost> recent = new ArrayDeque<>();
  private final Set<Long> kept = new HashSet<>();

  HealthCheck(World world, Findings findings) {
    this.world = world;
    this.findings = findings;
  }

  @Override
  public void published(PublishedPost post) {
    if (world.weather().isClear()) {
      recent.add(post);
      while (recent.peek().createdAt().isBefore(world.now().minus(WATCHED))) {
        kept.remove(recent.remove().id());
      }
    }
  }

  @Override
  public void durable(Batch batch) {
    if (world.weather().isClear()) {
      batch.posts().forEach(post -> kept.add(post.id()));
    }
  }

  @Override
  public void rejected(long id) {
    kept.add(id);
  }

  @Override
  public void settled() {
    Instant soon = world.now().minus(SOON);
    for (PublishedPost post : recent) {
      findings.require(
          kept.contains(post.id()) || post.availableAt().isAfter(soon),
          "the stream flows again in calm weather",
          () -> post.id() + " of " + post.createdAt() + " is not kept");
    }
  }
}
