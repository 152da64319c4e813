package dev.ouzel.testkit.server;

import dev.ouzel.loop.EventLoop;
import dev.ouzel.loop.Moment;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * The server's one thread, and its time. All that the server knows lives on it, so that nothing
 * needs a lock; other threads ask it to act and wait for the result. The time is the machine's, or
 * that of another loop: then whoever drives that loop waits for what falls due here.
 */
final class ServerLoop implements EventLoop {
  private static final Duration TURN = Duration.ofSeconds(30);
  private static final long NANOS_A_MILLI = 1_000_000;

  private record Watch(BooleanSupplier condition, CompletableFuture<Void> fulfilled) {}

  private final Vertx vertx;
  private final Context context;
  private final Optional<EventLoop> clock;
  private final List<Watch> watches = new ArrayList<>();
  private volatile boolean closed;

  ServerLoop(Vertx vertx, Optional<EventLoop> clock) {
    this.vertx = vertx;
    this.context = vertx.getOrCreateContext();
    this.clock = clock;
  }

  @Override
  public Moment now() {
    return clock.map(EventLoop::now).orElseGet(() -> new Moment(Instant.now(), System.nanoTime()));
  }

  @Override
  public long random() {
    return ThreadLocalRandom.current().nextLong();
  }

  /** Runs a task on the loop in a turn after this one. */
  @Override
  public void execute(Runnable task) {
    context.runOnContext(turn -> task.run());
  }

  /** Runs a task on the loop once {@code delay} has passed by its time. */
  @Override
  public Timer after(Duration delay, Runnable task) {
    if (clock.isPresent()) {
      return clock.get().after(delay, () -> runUnlessClosed(task));
    }
    long millis = Math.max(1, (delay.toNanos() + NANOS_A_MILLI - 1) / NANOS_A_MILLI);
    long timer = vertx.setTimer(millis, fired -> task.run());
    return () -> vertx.cancelTimer(timer);
  }

  private void runUnlessClosed(Runnable task) {
    if (!closed) {
      run(task);
    }
  }

  /** Runs a task on the loop and returns its result. Called from any other thread. */
  <T> T call(Supplier<T> task) {
    if (closed) {
      throw new IllegalStateException("the fake X is closed");
    }
    CompletableFuture<T> result = new CompletableFuture<>();
    context.runOnContext(
        now -> {
          try {
            result.complete(task.get());
          } catch (RuntimeException | Error failure) {
            result.completeExceptionally(failure);
          }
        });
    return join(result);
  }

  /** Refuses further calls. */
  void close() {
    closed = true;
  }

  /** Runs a task on the loop and returns when it is done. Called from any other thread. */
  void run(Runnable task) {
    call(
        () -> {
          task.run();
          return true;
        });
  }

  private static <T> T join(CompletableFuture<T> result) {
    try {
      return result.get(TURN.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for the fake X", e);
    } catch (TimeoutException e) {
      throw new IllegalStateException("the fake X does not answer", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException mistake) {
        throw mistake;
      }
      throw new IllegalStateException(e.getCause());
    }
  }

  /** Tells those who await something that it may have happened. Called on the loop. */
  void changed() {
    watches.removeIf(watch -> watch.condition().getAsBoolean() && watch.fulfilled().complete(null));
  }

  /**
   * Returns once {@code condition} holds, which is looked at on the loop. Called from any other
   * thread.
   *
   * @param otherwise says, on the loop, what was awaited and what there was instead
   */
  void await(BooleanSupplier condition, Duration patience, Supplier<String> otherwise) {
    Watch watch = new Watch(condition, new CompletableFuture<>());
    run(
        () -> {
          watches.add(watch);
          changed();
        });
    try {
      watch.fulfilled().get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new AssertionError(call(otherwise));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for the fake X", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    } finally {
      run(() -> watches.remove(watch));
    }
  }
}
