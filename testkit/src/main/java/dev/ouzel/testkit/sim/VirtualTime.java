package dev.ouzel.testkit.sim;

import dev.ouzel.loop.EventLoop.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.function.BooleanSupplier;

/** The world's true time, and all that is going to happen in it, in order. */
final class VirtualTime {
  /** More at one instant is a program that spins. */
  private static final int MOST_AT_ONCE = 200_000;

  private final PriorityQueue<Task> tasks =
      new PriorityQueue<>(
          Comparator.comparingLong((Task task) -> task.due).thenComparingLong(task -> task.order));
  private final Instant start;
  private long nanos;
  private long given;

  VirtualTime(Instant start) {
    this.start = start;
  }

  private static final class Task implements Timer {
    private final long due;
    private final long order;
    private final Runnable what;
    private boolean cancelled;

    private Task(long due, long order, Runnable what) {
      this.due = due;
      this.order = order;
      this.what = what;
    }

    @Override
    public void cancel() {
      cancelled = true;
    }
  }

  Instant now() {
    return start.plusNanos(nanos);
  }

  /** Since the world began. */
  Duration elapsed() {
    return Duration.ofNanos(nanos);
  }

  Timer after(Duration delay, Runnable what) {
    Task task = new Task(nanos + Math.max(0, delay.toNanos()), given++, what);
    tasks.add(task);
    return task;
  }

  Timer at(Instant moment, Runnable what) {
    return after(Duration.between(now(), moment), what);
  }

  /** Lets time pass until {@code end}, or until {@code over} says so. */
  void runUntil(Instant end, BooleanSupplier over) {
    long last = Duration.between(start, end).toNanos();
    int atOnce = 0;
    while (!tasks.isEmpty() && tasks.peek().due <= last && !over.getAsBoolean()) {
      Task task = tasks.remove();
      atOnce = task.due == nanos ? atOnce + 1 : 0;
      if (atOnce > MOST_AT_ONCE) {
        throw new IllegalStateException("time stands still at " + now());
      }
      nanos = task.due;
      if (!task.cancelled) {
        task.what.run();
      }
    }
    if (!over.getAsBoolean()) {
      nanos = Math.max(nanos, last);
    }
  }
}
