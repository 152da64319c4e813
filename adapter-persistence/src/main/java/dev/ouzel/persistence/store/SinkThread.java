package dev.ouzel.persistence.store;

import dev.ouzel.sink.SinkFailure;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;

/**
 * The one thread on which a sink waits for its store, so that nobody else has to. It runs what it
 * is given in order, one at a time, and holds no more than callers wait for: a single commit, by
 * the contract of the port. A daemon: a program that ends does not wait for it.
 */
public final class SinkThread {
  private final ExecutorService executor;
  private volatile Thread thread;

  /** The thread starts with its first work. */
  public SinkThread() {
    executor = Executors.newSingleThreadExecutor(this::newThread);
  }

  private Thread newThread(Runnable work) {
    thread = new Thread(work, "ouzel-sink");
    thread.setDaemon(true);
    return thread;
  }

  /**
   * Does {@code work} on the thread. The stage completes there, and fails with {@link SinkFailure}
   * alone: anything else that {@code work} throws becomes a permanent one.
   */
  public <T> CompletionStage<T> call(Supplier<T> work) {
    CompletableFuture<T> answer = new CompletableFuture<>();
    try {
      executor.execute(() -> complete(answer, work));
    } catch (RejectedExecutionException closed) {
      answer.completeExceptionally(SinkFailure.permanent("the sink is closed"));
    }
    return answer;
  }

  private static <T> void complete(CompletableFuture<T> answer, Supplier<T> work) {
    T result;
    try {
      result = work.get();
    } catch (SinkFailure failure) {
      answer.completeExceptionally(failure);
      return;
    } catch (Throwable fault) {
      answer.completeExceptionally(
          SinkFailure.permanent("a fault in the sink itself: " + fault, fault));
      return;
    }
    answer.complete(result);
  }

  /**
   * Does {@code last} after all that was given before, takes nothing more and ends the thread.
   * Returns when {@code last} is done; an interrupt ends the waiting, not the work. Only the first
   * call counts.
   */
  public void close(Runnable last) {
    Future<?> done;
    try {
      done = executor.submit(last);
    } catch (RejectedExecutionException closedBefore) {
      return;
    }
    executor.shutdown();
    if (Thread.currentThread() != thread) {
      await(done);
    }
  }

  private static void await(Future<?> done) {
    try {
      done.get();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException failed) {
      throw new IllegalStateException("the sink did not close in order", failed.getCause());
    }
  }
}
