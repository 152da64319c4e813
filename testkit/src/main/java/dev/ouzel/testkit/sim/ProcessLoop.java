package dev.ouzel.testkit.sim;

import dev.ouzel.loop.EventLoop;
import dev.ouzel.loop.Moment;
import java.time.Duration;

/** The event loop of one process. Once that is killed, nothing given to the loop runs. */
final class ProcessLoop implements EventLoop {
  private final VirtualTime time;
  private final MachineClock clock;
  private final Chance chance;
  private final long nanosAtStart;
  private boolean alive = true;

  ProcessLoop(VirtualTime time, MachineClock clock, Chance chance) {
    this.time = time;
    this.clock = clock;
    this.chance = chance;
    this.nanosAtStart = chance.bits();
  }

  boolean isAlive() {
    return alive;
  }

  void kill() {
    alive = false;
  }

  @Override
  public Moment now() {
    return new Moment(clock.wall(), nanosAtStart + time.elapsed().toNanos());
  }

  @Override
  public long random() {
    return chance.bits();
  }

  @Override
  public void execute(Runnable task) {
    after(Duration.ZERO, task);
  }

  @Override
  public Timer after(Duration delay, Runnable task) {
    return time.after(
        delay,
        () -> {
          if (alive) {
            task.run();
          }
        });
  }
}
