package dev.ouzel.testkit.generate;

import dev.ouzel.post.Payload;
import dev.ouzel.rule.Rule;
import dev.ouzel.testkit.server.FakeX;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Publishes generated posts into a {@link FakeX} at a steady rate, on a daemon thread of its own,
 * until closed. Posts are created when they are published, and match the rules that the server then
 * holds. After a delay it catches up, so that the count follows from rate and time.
 */
public final class PacedPublisher implements AutoCloseable {
  private static final long TICK_MILLIS = 10;
  private static final int MOST_AT_ONCE = 500;
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final FakeX fake;
  private final PostGenerator posts;
  private final double postsPerSecond;
  private final long started = System.nanoTime();
  private final AtomicLong published = new AtomicLong();
  private final ScheduledExecutorService executor =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "fake-x-publisher");
            thread.setDaemon(true);
            return thread;
          });
  private final ScheduledFuture<?> ticks;

  private PacedPublisher(FakeX fake, PostGenerator posts, double postsPerSecond) {
    this.fake = fake;
    this.posts = posts;
    this.postsPerSecond = postsPerSecond;
    this.ticks = executor.scheduleWithFixedDelay(this::tick, 0, TICK_MILLIS, TimeUnit.MILLISECONDS);
  }

  /** Begins to publish. The generator is the publisher's alone from now on. */
  public static PacedPublisher start(FakeX fake, PostGenerator posts, double postsPerSecond) {
    if (!(postsPerSecond > 0 && postsPerSecond < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("a rate is a positive number, not " + postsPerSecond);
    }
    return new PacedPublisher(fake, posts, postsPerSecond);
  }

  private void tick() {
    for (long due = due(); due > 0 && !executor.isShutdown(); due = due()) {
      Instant now = fake.now();
      List<Rule> rules = fake.rules();
      List<Payload> batch = new ArrayList<>();
      for (long left = Math.min(due, MOST_AT_ONCE); left > 0; left--) {
        batch.add(posts.next(now, rules));
      }
      fake.publish(batch);
      published.addAndGet(batch.size());
    }
  }

  private long due() {
    double seconds = (System.nanoTime() - started) / 1e9;
    return (long) (seconds * postsPerSecond) - published.get();
  }

  /** How many posts have been published. */
  public long published() {
    return published.get();
  }

  /** True once publishing has ended by itself. */
  boolean hasFailed() {
    return ticks.isDone() && !ticks.isCancelled();
  }

  /**
   * Stops, and returns when nothing more is published. Fails if publishing had failed before, as it
   * does when the server is closed first.
   */
  @Override
  public void close() {
    executor.shutdown();
    try {
      if (!executor.awaitTermination(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new IllegalStateException("the publisher does not stop");
      }
      if (hasFailed()) {
        ticks.get();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException e) {
      throw new IllegalStateException("publishing failed: " + e.getCause().getMessage(), e);
    }
  }
}
