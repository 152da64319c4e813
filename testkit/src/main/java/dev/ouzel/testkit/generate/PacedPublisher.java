package dev.ouzel.testkit.generate;

import dev.ouzel.post.Payload;
import dev.ouzel.stream.EventKind;
import dev.ouzel.stream.StreamEndpoint;
import dev.ouzel.testkit.server.FakeX;
import dev.ouzel.testkit.server.Generation;
import dev.ouzel.testkit.server.Readership;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Creates generated posts on a {@link FakeX}, on a daemon thread of its own, until closed: at a
 * steady rate, where after a delay it catches up so that the count follows from rate and time, or
 * as fast as they are read. For every second post there is an event on each of the other streams
 * that somebody reads. The server's controls can change the rate.
 *
 * <p>At a steady rate a reader that cannot keep up is dropped, as X drops it. As fast as they are
 * read means as fast as the slowest reader takes them, and none while nobody reads; a reader that
 * takes nothing for 5 s is waited for no longer.
 */
public final class PacedPublisher implements Generation, AutoCloseable {
  private static final long TICK_MILLIS = 10;
  private static final Duration LONGEST_TICK = Duration.ofMillis(200);
  private static final int MOST_AT_ONCE = 500;
  private static final int POSTS_AN_EVENT = 2;
  private static final long EVENT_SEED = 1;
  private static final Duration READER_PATIENCE = Duration.ofSeconds(5);
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /** A rate that holds since a time, when so many posts had been published. */
  private record Pace(double postsPerSecond, long since, long before) {
    boolean isFastest() {
      return Double.isInfinite(postsPerSecond);
    }

    long due(long published) {
      double seconds = (System.nanoTime() - since) / 1e9;
      return (long) (seconds * postsPerSecond) - (published - before);
    }
  }

  private final FakeX fake;
  private final PostGenerator posts;
  private final EventGenerator events;
  private final double firstRate;
  private final AtomicLong published = new AtomicLong();
  private final ScheduledExecutorService executor =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "fake-x-publisher");
            thread.setDaemon(true);
            return thread;
          });
  private volatile Pace pace;
  private long lastRoomy = System.nanoTime();
  private final ScheduledFuture<?> ticks;

  private PacedPublisher(FakeX fake, PostGenerator posts, double postsPerSecond) {
    this.fake = fake;
    this.posts = posts;
    this.events = EventGenerator.about(posts, EVENT_SEED);
    this.firstRate = postsPerSecond;
    this.pace = new Pace(postsPerSecond, System.nanoTime(), 0);
    this.ticks = executor.scheduleWithFixedDelay(this::tick, 0, TICK_MILLIS, TimeUnit.MILLISECONDS);
  }

  /**
   * Begins to publish. The generator is the publisher's alone from now on.
   *
   * @param postsPerSecond 0 for none, until the server's controls are told otherwise; infinite for
   *     as fast as they are read
   */
  public static PacedPublisher start(FakeX fake, PostGenerator posts, double postsPerSecond) {
    PacedPublisher publisher = new PacedPublisher(fake, posts, checked(postsPerSecond));
    fake.generateWith(publisher);
    return publisher;
  }

  private static double checked(double postsPerSecond) {
    if (!(postsPerSecond >= 0)) {
      throw new IllegalArgumentException("a rate is 0 or more, not " + postsPerSecond);
    }
    return postsPerSecond;
  }

  @Override
  public double rate() {
    return pace.postsPerSecond();
  }

  @Override
  public void rate(double postsPerSecond) {
    pace = new Pace(checked(postsPerSecond), System.nanoTime(), published.get());
  }

  @Override
  public void reset() {
    rate(firstRate);
  }

  @Override
  public CompletionStage<List<Payload>> make(int count, OptionalLong seed) {
    try {
      return CompletableFuture.supplyAsync(() -> posts(count, seed), executor);
    } catch (RejectedExecutionException over) {
      return CompletableFuture.failedFuture(
          new IllegalStateException("generation has ended", over));
    }
  }

  private List<Payload> posts(int count, OptionalLong seed) {
    PostGenerator generator = seed.isPresent() ? new PostGenerator(seed.getAsLong()) : posts;
    return generator.take(count, fake.now(), Duration.ZERO);
  }

  /** Publishes what is due; not for ever, since {@link #make} wants its turn too. */
  private void tick() {
    long began = System.nanoTime();
    while (!executor.isShutdown() && System.nanoTime() - began < LONGEST_TICK.toNanos()) {
      Readership readers = fake.readership();
      Pace now = pace;
      long due = now.isFastest() ? mayPublish(readers) : now.due(published.get());
      if (due <= 0) {
        return;
      }
      publish((int) Math.min(due, MOST_AT_ONCE), readers);
    }
  }

  /** How many posts may be published as fast as they are read. */
  private long mayPublish(Readership readers) {
    long now = System.nanoTime();
    if (!readers.isBehind()) {
      lastRoomy = now;
      return readers.streams().isEmpty() ? 0 : MOST_AT_ONCE;
    }
    if (now - lastRoomy < READER_PATIENCE.toNanos()) {
      return 0;
    }
    lastRoomy = now;
    return MOST_AT_ONCE;
  }

  /** Publishes so many posts, or fewer when a reader has less room, and the events for them. */
  private void publish(int most, Readership readers) {
    Instant now = fake.now();
    List<Payload> batch = new ArrayList<>();
    long bytes = 0;
    for (int i = 0; i < most && (i == 0 || bytes < readers.room() / 4); i++) {
      Payload post = posts.next(now, List.of());
      batch.add(post);
      bytes += post.size();
    }
    int made = batch.size();
    long before = published.get();
    long dueEvents = (before + made) / POSTS_AN_EVENT - before / POSTS_AN_EVENT;
    for (StreamEndpoint stream : readers.streams()) {
      for (long left = carriesOwnEvents(stream, readers) ? dueEvents : 0; left > 0; left--) {
        batch.add(events.next(stream, now));
      }
    }
    fake.create(batch);
    published.addAndGet(made);
  }

  /** Both streams of likes carry the same. */
  private static boolean carriesOwnEvents(StreamEndpoint stream, Readership readers) {
    return stream.events() != EventKind.POST
        && (stream != StreamEndpoint.LIKES_SAMPLE10
            || !readers.streams().contains(StreamEndpoint.LIKES_FIREHOSE));
  }

  /** How many posts have been published at its rate. */
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
