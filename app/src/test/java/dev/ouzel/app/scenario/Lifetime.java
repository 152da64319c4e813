package dev.ouzel.app.scenario;

import dev.ouzel.loop.EventLoop;
import dev.ouzel.loop.Moment;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** The loop of one engine, which can be killed: what it had planned then never happens. */
final class Lifetime implements EventLoop {
  private final EventLoop loop;
  private final AtomicLong given = new AtomicLong();
  private volatile boolean over;

  Lifetime(EventLoop loop) {
    this.loop = loop;
  }

  @Override
  public Moment now() {
    return loop.now();
  }

  @Override
  public long random() {
    return loop.random();
  }

  @Override
  public void execute(Runnable task) {
    given.incrementAndGet();
    loop.execute(() -> runWhileAlive(task));
  }

  @Override
  public Timer after(Duration delay, Runnable task) {
    return loop.after(delay, () -> runWhileAlive(task));
  }

  private void runWhileAlive(Runnable task) {
    if (!over) {
      task.run();
    }
  }

  /** How many tasks were given to it, those for later not counted. */
  long given() {
    return given.get();
  }

  void kill() {
    over = true;
  }
}
