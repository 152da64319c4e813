package dev.ouzel.app.doctor;

import dev.ouzel.stream.RequestFailed;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * Runs checks beside each other, each in bounded time, and those that depend on another after it. A
 * check that takes longer, or fails, is a problem. Closing it interrupts what still runs.
 */
final class Rounds implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final ExecutorService threads =
      Executors.newCachedThreadPool(
          task -> {
            Thread thread = new Thread(task, "doctor");
            thread.setDaemon(true);
            return thread;
          });

  /** Begins a check. */
  CompletableFuture<Finding> begin(String name, Callable<Finding> check) {
    return CompletableFuture.supplyAsync(() -> outcome(name, check), threads)
        .completeOnTimeout(
            Finding.problem(
                name,
                "no answer within " + PATIENCE.toSeconds() + " s",
                "look at what this depends on; ouzel doctor -v may tell more"),
            PATIENCE.toMillis(),
            TimeUnit.MILLISECONDS);
  }

  /** Begins a check once another has come out well. */
  CompletableFuture<Finding> after(
      CompletableFuture<Finding> other, String name, Callable<Finding> check) {
    return other.thenCompose(
        found ->
            found.isUsable()
                ? begin(name, check)
                : CompletableFuture.completedFuture(
                    Finding.unchecked(name, "it depends on " + found.check())));
  }

  private static Finding outcome(String name, Callable<Finding> check) {
    try {
      return check.call();
    } catch (RequestFailed failed) {
      return refused(name, failed);
    } catch (CompletionException failed) {
      return failed.getCause() instanceof RequestFailed refused
          ? refused(name, refused)
          : unexpected(name, failed.getCause());
    } catch (Exception failed) {
      return unexpected(name, failed);
    }
  }

  private static Finding refused(String name, RequestFailed failed) {
    return Finding.problem(
        name, failed.getMessage(), "try again; if it stays, see docs/operations.md");
  }

  private static Finding unexpected(String name, Throwable failed) {
    return Finding.problem(name, "the check itself failed: " + failed, "please report this");
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
