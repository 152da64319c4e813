package dev.ouzel.persistence.kafka;

import dev.ouzel.sink.Batch;
import dev.ouzel.sink.PostSink;
import dev.ouzel.sink.SinkFailure;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.LongFunction;

/** Commits one batch after another on a thread of its own, again while that is worth it. */
final class Load implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final PostSink sink;
  private final LongFunction<Batch> batches;
  private final Semaphore commits = new Semaphore(0);
  private final CompletableFuture<Long> kept;
  private volatile boolean stopped;
  private volatile String lastFailure = "no failure";

  private Load(PostSink sink, LongFunction<Batch> batches) {
    this.sink = sink;
    this.batches = batches;
    this.kept = CompletableFuture.supplyAsync(this::run);
  }

  /** Offers the batches from number 1. */
  static Load start(PostSink sink, LongFunction<Batch> batches) {
    return new Load(sink, batches);
  }

  private long run() {
    long sequence = 0;
    while (!stopped) {
      if (offer(batches.apply(sequence + 1))) {
        sequence++;
        commits.release();
      }
    }
    return sequence;
  }

  private boolean offer(Batch batch) {
    try {
      sink.commit(batch).toCompletableFuture().join();
      return true;
    } catch (CompletionException e) {
      lastFailure = String.valueOf(e.getCause());
      if (e.getCause() instanceof SinkFailure failure && failure.isWorthRetrying()) {
        return false;
      }
      throw e;
    }
  }

  /** Waits for so many commits since the last call. */
  void awaitMore(int number) {
    commits.drainPermits();
    try {
      if (!commits.tryAcquire(number, PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        throw new AssertionError("no commit for %s: %s".formatted(PATIENCE, lastFailure));
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Stops after the batch that is being offered; tells how many were kept. */
  long stop() {
    stopped = true;
    return kept.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
  }

  @Override
  public void close() {
    stopped = true;
  }
}
