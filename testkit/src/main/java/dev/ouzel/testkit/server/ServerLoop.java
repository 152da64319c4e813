package dev.ouzel.testkit.server;

import io.vertx.core.Context;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * The server's one thread. All that the server knows lives on it, so that nothing needs a lock;
 * other threads ask it to act and wait for the result.
 */
final class ServerLoop {
  private static final Duration TURN = Duration.ofSeconds(30);

  private record Watch(BooleanSupplier condition, CompletableFuture<Void> fulfilled) {}

  private final Context context;
  private final List<Watch> watches = new ArrayList<>();
  private volatile boolean closed;

  ServerLoop(Context context) {
    this.context = context;
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

  /** Runs a task on the loop in a turn after this one. */
  void later(Runnable task) {
    context.runOnContext(turn -> task.run());
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
