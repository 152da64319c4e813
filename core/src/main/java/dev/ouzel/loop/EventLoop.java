package dev.ouzel.loop;

import java.time.Duration;

/**
 * The engine's only source of time, order and chance. Tasks run one at a time, and each sees what
 * those before it did; {@link #execute} and {@link #after} may be called from any thread.
 */
public interface EventLoop {
  /** The present. */
  Moment now();

  /** A number of which every bit is as likely 0 as 1. */
  long random();

  /** Runs {@code task} after those given before, never within this call. */
  void execute(Runnable task);

  /** Runs {@code task} once {@code delay} has passed. */
  Timer after(Duration delay, Runnable task);

  /** A task that waits for its time. */
  interface Timer {
    /** Makes sure the task does not run, unless it has begun. */
    void cancel();
  }
}
