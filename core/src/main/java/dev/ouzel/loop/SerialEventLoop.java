package dev.ouzel.loop;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/**
 * An event loop on one daemon thread of its own and the machine's clocks, so that an embedder needs
 * nothing else. Tasks given after {@link #close} are dropped.
 */
public final class SerialEventLoop implements EventLoop, AutoCloseable {
  private final ScheduledThreadPoolExecutor executor;

  /** Starts the thread. */
  public SerialEventLoop() {
    executor =
        new ScheduledThreadPoolExecutor(
            1,
            task -> {
              Thread thread = new Thread(task, "ouzel-loop");
              thread.setDaemon(true);
              return thread;
            });
    executor.setRemoveOnCancelPolicy(true);
    executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
  }

  @Override
  public Moment now() {
    return new Moment(Instant.now(), System.nanoTime());
  }

  @Override
  public long random() {
    return ThreadLocalRandom.current().nextLong();
  }

  @Override
  public void execute(Runnable task) {
    try {
      executor.execute(task);
    } catch (RejectedExecutionException closed) {
      // Closed: nobody waits for the task any more.
    }
  }

  @Override
  public Timer after(Duration delay, Runnable task) {
    try {
      ScheduledFuture<?> future = executor.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
      return () -> future.cancel(false);
    } catch (RejectedExecutionException closed) {
      return () -> {};
    }
  }

  /** Ends the thread after the tasks already given; tasks that wait for their time are dropped. */
  @Override
  public void close() {
    executor.shutdown();
  }
}
