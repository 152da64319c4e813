package dev.ouzel.persistence.spool;

import dev.ouzel.sink.Batch;
import dev.ouzel.sink.Checkpoint;
import dev.ouzel.sink.CommitReceipt;
import dev.ouzel.sink.PostSink;
import dev.ouzel.sink.SinkFailure;
import dev.ouzel.sink.SinkKind;
import dev.ouzel.stream.StreamName;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Gives one sink what the spool holds, on a thread of its own. */
final class Drain {
  private final SpoolStore store;
  private final Target target;
  private final Thread thread;

  /** Has a permit whenever there may be something to do. */
  private final Semaphore news = new Semaphore(0);

  private volatile Place place;
  private volatile long last;
  private volatile boolean finishing;

  /** Null while the sink is not open; touched on the thread alone once that runs. */
  private PostSink sink;

  /**
   * Whom a drain serves.
   *
   * @param sink the sink
   * @param stream whose batches
   * @param settings how long to pause
   */
  record Target(SpooledSink sink, StreamName stream, SpoolSettings settings) {
    void tell(SpoolEvent event) {
      try {
        settings.observer().accept(event);
      } catch (RuntimeException ignored) {
        // An observer's mistake must not keep posts from a sink.
      }
    }
  }

  /** A drain that reads from a store which is its own. */
  Drain(SpoolStore store, Target target, Place place) {
    this.store = store;
    this.target = target;
    this.place = place;
    this.thread = new Thread(this::run, "ouzel-drain");
    this.thread.setDaemon(true);
  }

  /** Begins, with a sink that was opened already or without. */
  void start(Optional<PostSink> opened, long held) {
    sink = opened.orElse(null);
    last = held;
    thread.start();
  }

  String name() {
    return target.sink().name();
  }

  /** What the sink is known to have. */
  Place place() {
    return place;
  }

  /** The spool holds batches up to this one. */
  void holds(long sequence) {
    last = sequence;
    news.release();
  }

  /** Asks the drain to end once the sink has everything. */
  void finish() {
    finishing = true;
    news.release();
  }

  /** Waits for the end until {@code deadline}, by the nanosecond clock, and then asks for it. */
  void awaitEnd(long deadline) {
    try {
      thread.join(Math.max(1, TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime())));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    // Whatever it does now, the sink itself will tell what became of it.
    thread.interrupt();
  }

  private void run() {
    Duration pause = target.settings().firstPause();
    try {
      while (!isDone()) {
        try {
          deliverAll();
          pause = target.settings().firstPause();
          news.acquire();
          news.drainPermits();
        } catch (RuntimeException fault) {
          closeSink();
          target.tell(new SpoolEvent.Failing(name(), failure(fault), waiting(), pause));
          news.drainPermits();
          pause = pausedFor(pause);
        }
      }
    } catch (InterruptedException e) {
      // Asked to end.
    } finally {
      closeSink();
      store.close();
    }
  }

  private boolean isDone() {
    return finishing && waiting() == 0;
  }

  private long waiting() {
    return last - place.position();
  }

  /** Waits; tells how long to wait the next time. */
  private Duration pausedFor(Duration pause) throws InterruptedException {
    TimeUnit.NANOSECONDS.sleep(pause.toNanos());
    Duration next = pause.multipliedBy(2);
    Duration longest = target.settings().longestPause();
    return next.compareTo(longest) < 0 ? next : longest;
  }

  private void deliverAll() throws InterruptedException {
    if (sink == null) {
      sink = opened();
      target.tell(new SpoolEvent.Delivering(name(), waiting()));
    }
    while (waiting() > 0 && !Thread.currentThread().isInterrupted()) {
      Batch batch = store.batch(place.position() + 1);
      CommitReceipt receipt = delivered(numbered(batch));
      place = place.at(place.position() + 1);
      target.tell(new SpoolEvent.Delivered(name(), receipt, waiting()));
    }
  }

  private PostSink opened() throws InterruptedException {
    PostSink open;
    try {
      open = target.sink().opening().get();
    } catch (IllegalArgumentException e) {
      throw SinkFailure.permanent(e.getMessage(), e);
    }
    try {
      if (open.kind() != SinkKind.EPHEMERAL) {
        Optional<Checkpoint> held = await(open.resume(target.stream()));
        place = checked(place.holding(held.map(Checkpoint::sequence).orElse(0L)));
      }
      return open;
    } catch (SinkFailure | InterruptedException e) {
      open.close();
      throw e;
    }
  }

  /** What the sink tells of itself must lie between what it had and what there is. */
  private Place checked(Place told) {
    if (told.position() < place.position() || told.position() > last) {
      throw SinkFailure.permanent(
          ("%s holds batch %d of this spool by its own account, and should hold %d to %d: it was"
                  + " changed or put back without the spool; begin with another spool file")
              .formatted(name(), told.position(), place.position(), last));
    }
    return told;
  }

  private Batch numbered(Batch batch) {
    long base = place.base().orElse(0);
    Checkpoint checkpoint = batch.checkpoint();
    return base == 0
        ? batch
        : Batch.builder()
            .from(batch)
            .checkpoint(
                Checkpoint.builder()
                    .from(checkpoint)
                    .sequence(checkpoint.sequence() - base)
                    .build())
            .build();
  }

  private CommitReceipt delivered(Batch batch) throws InterruptedException {
    try {
      return await(sink.commit(batch));
    } catch (SinkFailure failure) {
      if (failure.rejectedPost().isEmpty()) {
        throw failure;
      }
      long id = failure.rejectedPost().getAsLong();
      Batch rest = batch.rejecting(id, failure);
      if (rest.posts().size() == batch.posts().size()) {
        throw failure;
      }
      target.tell(new SpoolEvent.Rejected(name(), id, failure));
      return delivered(rest);
    }
  }

  private static <T> T await(CompletionStage<T> stage) throws InterruptedException {
    try {
      return stage.toCompletableFuture().get();
    } catch (ExecutionException e) {
      throw failure(e.getCause());
    }
  }

  /** As a sink's caller waits that nobody interrupts; fails with {@link SinkFailure} alone. */
  static <T> T join(CompletionStage<T> stage) {
    try {
      return stage.toCompletableFuture().join();
    } catch (CompletionException e) {
      throw failure(e.getCause());
    }
  }

  private static SinkFailure failure(Throwable cause) {
    return cause instanceof SinkFailure failure
        ? failure
        : SinkFailure.permanent("a fault in the program itself: " + cause, cause);
  }

  private void closeSink() {
    if (sink != null) {
      sink.close();
      sink = null;
    }
  }
}
