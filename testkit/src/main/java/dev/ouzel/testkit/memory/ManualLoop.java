package dev.ouzel.testkit.memory;

import dev.ouzel.loop.EventLoop;
import dev.ouzel.loop.Moment;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.SplittableRandom;

/**
 * An event loop in virtual time. Nothing runs until a test calls {@link #run} or {@link #advance};
 * tasks then run in the calling thread, in order of their time, equal times in the order given. The
 * same seed gives the same numbers. Only one thread at a time may run it; what a task throws comes
 * out of the call that ran it.
 */
public final class ManualLoop implements EventLoop {
  private final PriorityQueue<Waiting> waiting =
      new PriorityQueue<>(
          Comparator.comparingLong(Waiting::dueNanos).thenComparingLong(Waiting::order));
  private final SplittableRandom random;
  private Moment now;
  private long given;

  private record Waiting(long dueNanos, long order, Runnable task) {}

  /** A loop whose wall clock shows {@code start}; {@code seed} decides its random numbers. */
  public ManualLoop(Instant start, long seed) {
    this.now = new Moment(start, 0);
    this.random = new SplittableRandom(seed);
  }

  @Override
  public synchronized Moment now() {
    return now;
  }

  @Override
  public synchronized long random() {
    return random.nextLong();
  }

  @Override
  public void execute(Runnable task) {
    after(Duration.ZERO, task);
  }

  @Override
  public synchronized Timer after(Duration delay, Runnable task) {
    long due = now.nanos() + Math.max(0, delay.toNanos());
    Waiting entry = new Waiting(due, given++, task);
    waiting.add(entry);
    return () -> cancel(entry);
  }

  private synchronized void cancel(Waiting entry) {
    waiting.remove(entry);
  }

  /** Runs what is due now, and what that makes due now, without letting time pass. */
  public void run() {
    advance(Duration.ZERO);
  }

  /** Lets {@code duration} pass, running each task at its time. */
  public void advance(Duration duration) {
    long end = now().nanos() + duration.toNanos();
    for (Optional<Runnable> task = next(end); task.isPresent(); task = next(end)) {
      task.get().run();
    }
    moveTo(end);
  }

  private synchronized Optional<Runnable> next(long end) {
    if (waiting.isEmpty() || waiting.peek().dueNanos() > end) {
      return Optional.empty();
    }
    Waiting entry = waiting.remove();
    moveTo(entry.dueNanos());
    return Optional.of(entry.task());
  }

  private synchronized void moveTo(long nanos) {
    now = now.plus(Duration.ofNanos(nanos - now.nanos()));
  }

  /**
   * Sets the wall clock forward, or back when {@code by} is negative; no task becomes due by it.
   */
  public synchronized void jumpWallClock(Duration by) {
    now = new Moment(now.wall().plus(by), now.nanos());
  }

  /** How many tasks wait, due or not. */
  public synchronized int waitingTasks() {
    return waiting.size();
  }
}
