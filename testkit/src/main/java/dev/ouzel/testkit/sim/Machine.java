package dev.ouzel.testkit.sim;

import dev.ouzel.ingest.IngestReport;
import dev.ouzel.loop.EventLoop.Timer;
import dev.ouzel.stream.StreamSource;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The computer that the program runs on, and the supervisor that starts it again. */
final class Machine {
  private static final Duration CRASH_LOOP_LIFE = Duration.ofSeconds(10);
  private static final Duration INSPECTION_EVERY = Duration.ofMinutes(20);

  private final World world;
  private final Surroundings surroundings;
  private final MachineClock clock;
  private final Chance chance;
  private Optional<Life> life = Optional.empty();
  private Timer restart = () -> {};
  private Instant returnsAt = Instant.EPOCH;
  private Instant crashLoopUntil;
  private Instant nextInspection;
  private boolean retired;

  /** What the program meets. */
  record Surroundings(
      SimulatedX x,
      ConnectionBook book,
      StoreHost host,
      Oracle oracle,
      Findings findings,
      UnaryOperator<StreamSource> sourceWrapper) {}

  Machine(World world, MachineClock clock, Surroundings surroundings) {
    this.world = world;
    this.clock = clock;
    this.surroundings = surroundings;
    this.chance = world.chance("machine");
    this.crashLoopUntil = world.now();
    this.nextInspection = world.now();
  }

  SimulatedX x() {
    return surroundings.x();
  }

  ConnectionBook book() {
    return surroundings.book();
  }

  StoreHost host() {
    return surroundings.host();
  }

  Oracle oracle() {
    return surroundings.oracle();
  }

  Findings findings() {
    return surroundings.findings();
  }

  StreamSource wrapped(StreamSource source) {
    return surroundings.sourceWrapper().apply(source);
  }

  /** Starts the program, unless it runs. */
  void boot() {
    restart.cancel();
    if (life.isEmpty() && !retired) {
      world.note(() -> "the program starts");
      oracle().booted();
      Life fresh = new Life(this, world, new ProcessLoop(world.time(), clock, loopChance()));
      life = Optional.of(fresh);
      fresh.start();
      if (world.now().isBefore(crashLoopUntil) && !world.weather().isClear()) {
        world.after(chance.within(CRASH_LOOP_LIFE), () -> crash("again"));
      }
    }
  }

  private Chance loopChance() {
    return world.chance("loop" + world.now());
  }

  /** The process dies, and is started again soon. */
  void crash(String why) {
    die(why, false, world.circumstances().restartAfter());
  }

  /** The machine dies, and with it the process; X does not notice. */
  void losePower() {
    die("power loss", true, chance.scaled(Duration.ofSeconds(30), Duration.ofMinutes(10)));
  }

  void stayDown(Duration down) {
    die("down for " + down, false, down);
  }

  /** When it is back from the last time that it was down. */
  Instant returnsAt() {
    return returnsAt;
  }

  void crashFor(Duration duration) {
    crashLoopUntil = world.now().plus(duration);
    crash("for the first time");
  }

  /** Asks the program to stop; it is started again when it has. */
  void deploy() {
    life.ifPresent(Life::stop);
  }

  /** Asks the program to stop for good. */
  void retire() {
    retired = true;
    deploy();
  }

  boolean isRunning() {
    return life.isPresent();
  }

  void finished(Life over, IngestReport report) {
    oracle().finished(report);
    world.after(
        Duration.ZERO,
        () -> {
          if (life.filter(over::equals).isPresent()) {
            crash("having ended");
          }
        });
  }

  /** Not after every death, for it takes long; but after the last. */
  private void inspect() {
    if (retired || !world.now().isBefore(nextInspection)) {
      nextInspection = world.now().plus(INSPECTION_EVERY);
      oracle().inspected(host().posts());
    }
  }

  private void die(String why, boolean unseen, Duration down) {
    life.ifPresent(
        running -> {
          world.note(() -> "the program is gone: " + why);
          life = Optional.empty();
          running.end(unseen);
          oracle().died();
          inspect();
          restart = world.time().after(down, this::boot);
          returnsAt = world.now().plus(down);
        });
  }
}
