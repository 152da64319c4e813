package dev.ouzel.app.bench;

import dev.ouzel.app.operations.Console;
import java.io.IOException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;

/** Measures, one thing after another: first the whole, in a fresh process as users have it. */
public final class Bench {
  /** What a stage's load lasts beyond the stage. */
  private static final Duration SPARE = Duration.ofMinutes(10);

  private final BenchPlan plan;
  private final Console console;
  private final Map<Stage, Figures> stages = new EnumMap<>(Stage.class);

  /** A bench that says on the console what it does. */
  public Bench(BenchPlan plan, Console console) {
    this.plan = plan;
    this.console = console;
  }

  /** Runs it all. */
  public BenchReport run() throws InterruptedException, ExecutionException, IOException {
    try {
      say("ingest", plan.loadLength());
      IngestRun.Outcome outcome = ingest();
      OptionalLong peak = Memory.peakResident();
      stages.put(Stage.INGEST, outcome.figures());
      Optional<Boolean> exact = check(outcome);
      if (!plan.stageLength().isZero()) {
        stages();
      }
      return new BenchReport(
          plan,
          stages,
          outcome.commits(),
          outcome.ages(),
          outcome.sent().posts(),
          outcome.stored(),
          exact,
          peak,
          outcome.heaps());
    } finally {
      if (!plan.keep()) {
        plan.store().ifPresent(this::remove);
      }
    }
  }

  private IngestRun.Outcome ingest() throws InterruptedException, ExecutionException {
    try (Generator generator = Generator.start(plan, plan.loadLength());
        IngestRun run = new IngestRun(plan)) {
      return run.run(generator);
    }
  }

  private Optional<Boolean> check(IngestRun.Outcome outcome) throws IOException {
    if (plan.store().isEmpty()) {
      return Optional.empty();
    }
    console.say("checking what was stored…");
    return plan.store().get().holdsExactly(plan.size(), outcome.sent());
  }

  private void stages() throws InterruptedException, ExecutionException {
    Duration length = plan.warmUp().plus(plan.stageLength());
    try (Generator generator =
        Generator.start(plan, length.multipliedBy(plan.connections()).plus(SPARE))) {
      StageRun run = new StageRun(plan, generator);
      say(Stage.DRAIN.label(), length);
      stages.put(Stage.DRAIN, run.drain());
      say(Stage.SCAN.label(), length);
      stages.put(Stage.SCAN, run.scan());
      say(Stage.READ.label(), length);
      BenchPlan unkept = BenchPlan.builder().from(plan).store(Optional.empty()).build();
      try (IngestRun read = new IngestRun(unkept)) {
        stages.put(Stage.READ, read.sample(generator));
      }
    }
    if (plan.store().isPresent()) {
      say(Stage.SINK.label(), length);
      NewStore store = plan.store().get().beside();
      try {
        stages.put(Stage.SINK, new SinkRun(plan).run(store.uri()));
      } finally {
        remove(store);
      }
    }
  }

  private void remove(NewStore store) {
    store.remove().ifPresent(console::say);
  }

  private void say(String what, Duration length) {
    console.say("measuring: %s, %.0f s…".formatted(what, length.toMillis() / 1e3));
  }
}
