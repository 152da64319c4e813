package dev.ouzel.testkit.sim;

import dev.ouzel.sink.PostSink;
import dev.ouzel.stream.StreamSource;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * Runs the engine against a simulated world: hours of its life in milliseconds, all on the calling
 * thread, and all from one seed, so that the same seed gives the same run. The weather of faults is
 * the profile's; then it clears, for the engine to show that it recovers.
 *
 * <pre>{@code
 * Outcome outcome = Simulation.of(42).store(() -> new MyStore()).run();
 * assertThat(outcome.broken()).as(outcome::verdict).isEmpty();
 * }</pre>
 *
 * <p>Not safe for use by several threads.
 */
public final class Simulation {
  /** How long fair weather lasts: longer than any wait that foul weather can have caused. */
  private static final Duration CALM = Duration.ofHours(2);

  private static final Duration LAST_STOP = Duration.ofMinutes(1);

  private final long seed;
  private Optional<FaultProfile> profile = Optional.empty();
  private Optional<Supplier<? extends SimulatedStore>> store = Optional.empty();
  private UnaryOperator<PostSink> sinkWrapper = UnaryOperator.identity();
  private UnaryOperator<StreamSource> sourceWrapper = UnaryOperator.identity();
  private boolean traced;

  private Simulation(long seed) {
    this.seed = seed;
  }

  /** A simulation in which chance follows from {@code seed}, the profile and store too. */
  public static Simulation of(long seed) {
    return new Simulation(seed);
  }

  /** The weather. */
  public Simulation profile(FaultProfile chosen) {
    profile = Optional.of(chosen);
    return this;
  }

  /** The store, made anew for each run; one in memory, with or without keys, unless set. */
  public Simulation store(Supplier<? extends SimulatedStore> chosen) {
    store = Optional.of(chosen);
    return this;
  }

  /** Something around each sink that the program opens. */
  public Simulation sink(UnaryOperator<PostSink> wrapper) {
    sinkWrapper = wrapper;
    return this;
  }

  /** Something around each source that the program opens. */
  public Simulation source(UnaryOperator<StreamSource> wrapper) {
    sourceWrapper = wrapper;
    return this;
  }

  /** Lets the outcome tell what happened, which takes several times as long. */
  public Simulation traced() {
    traced = true;
    return this;
  }

  /** Runs it. */
  public Outcome run() {
    Chance choice = new Chance(seed, "simulation");
    List<FaultProfile> all = FaultProfile.all();
    FaultProfile drawn = all.get(choice.below(all.size()));
    SimulatedStore ownStore = choice.happens(0.75) ? new KeyedStore() : new LogStore();
    FaultProfile weather = profile.orElse(drawn);
    World world = new World(seed, weather, traced);
    try (SimulatedStore held = store.<SimulatedStore>map(Supplier::get).orElse(ownStore)) {
      return new Run(world, new StoreHost(world, held, sinkWrapper)).outcome(weather);
    }
  }

  /** One run: the parts of the world, joined. */
  private final class Run {
    private final World world;
    private final Findings findings;
    private final Census census = new Census();
    private final CoverageCheck coverage;
    private final Oracle oracle;
    private final SimulatedX x;
    private final Machine machine;
    private final Publisher publisher;
    private final Storm storm;

    private Run(World world, StoreHost host) {
      this.world = world;
      this.findings = new Findings(world);
      Withheld withheld = new Withheld();
      this.coverage = new CoverageCheck(world, findings, withheld);
      MachineClock clock = new MachineClock(world.time(), world.circumstances().clockAhead());
      this.oracle =
          new Oracle(
              List.of(
                  census,
                  new StoreCheck(world, findings, host::kind, clock),
                  new BooksCheck(findings),
                  new HammerCheck(world, findings, clock),
                  withheld,
                  coverage,
                  new MemoryCheck(findings, world.circumstances().engine()),
                  new HealthCheck(world, findings)));
      PostLog log = new PostLog();
      ConnectionBook book = new ConnectionBook(world);
      this.x = new SimulatedX(world, log, book, withheld);
      this.machine =
          new Machine(
              world,
              clock,
              new Machine.Surroundings(x, book, host, oracle, findings, sourceWrapper));
      this.publisher = new Publisher(world, log, oracle::published, x::available);
      this.storm = new Storm(world, machine, clock, publisher);
    }

    private Outcome outcome(FaultProfile weather) {
      try {
        live();
      } catch (RuntimeException mistake) {
        findings.require(false, "the simulation runs to its end", () -> mistake);
      }
      coverage.count(census.totals());
      return new Outcome(
          seed,
          weather.name(),
          findings.list(),
          census.outcome(),
          world.weather().struck(),
          world.trace().lines());
    }

    private void live() {
      publisher.start();
      machine.boot();
      storm.start();
      passUntil(world.now().plus(world.circumstances().length()));
      Duration stillDown = Duration.between(world.now(), machine.returnsAt());
      passUntil(machine.returnsAt());
      world.note(() -> "the weather clears");
      world.weather().clear();
      machine.boot();
      Duration catchingUp = stillDown.isNegative() ? Duration.ZERO : stillDown.dividedBy(6);
      Instant calmEnd = world.now().plus(CALM).plus(catchingUp);
      Instant capEnd = x.capEnd().plus(CALM);
      passUntil(capEnd.isAfter(calmEnd) ? capEnd : calmEnd);
      if (findings.isEmpty()) {
        oracle.settled();
        machine.retire();
        passUntil(world.now().plus(LAST_STOP));
        findings.require(!machine.isRunning(), "a stop comes to an end", () -> world.now());
      }
    }

    private void passUntil(Instant end) {
      world.time().runUntil(end, () -> !findings.isEmpty());
    }
  }
}
