package dev.ouzel.testkit.sim;

import java.time.Duration;

/** Lets trouble strike, minute by minute. */
final class Storm {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private static final Fault[] TROUBLES = {
    Fault.SINK_DOWN,
    Fault.CRASH,
    Fault.CRASH_LOOP,
    Fault.POWER_LOSS,
    Fault.LONG_DOWN,
    Fault.DEPLOY,
    Fault.CLOCK_JUMP,
    Fault.BURST
  };

  private final World world;
  private final Chance chance;
  private final Machine machine;
  private final MachineClock clock;
  private final Publisher publisher;

  Storm(World world, Machine machine, MachineClock clock, Publisher publisher) {
    this.world = world;
    this.chance = world.chance("storm");
    this.machine = machine;
    this.clock = clock;
    this.publisher = publisher;
  }

  void start() {
    if (world.weather().isClear()) {
      return;
    }
    for (Fault trouble : TROUBLES) {
      if (world.weather().strikes(trouble)) {
        world.after(chance.within(MINUTE), () -> strike(trouble));
      }
    }
    machine.x().minute();
    world.after(MINUTE, this::start);
  }

  private void strike(Fault trouble) {
    if (world.weather().isClear()) {
      return;
    }
    world.note(() -> "trouble: " + trouble);
    switch (trouble) {
      case SINK_DOWN ->
          machine.host().goDown(world.now().plus(chance.scaled(MINUTE, Duration.ofMinutes(20))));
      case CRASH -> machine.crash("killed");
      case CRASH_LOOP -> machine.crashFor(chance.scaled(MINUTE, Duration.ofMinutes(20)));
      case POWER_LOSS -> machine.losePower();
      case LONG_DOWN -> machine.stayDown(chance.scaled(MINUTE, Duration.ofHours(30)));
      case DEPLOY -> machine.deploy();
      case CLOCK_JUMP -> clock.set(chance.between(Duration.ofSeconds(-30), Duration.ofSeconds(30)));
      default -> publisher.burst();
    }
  }
}
