package dev.ouzel.app.bench;

import dev.ouzel.app.config.Destination;
import dev.ouzel.app.config.IngestConfig;
import dev.ouzel.app.config.Mistake;
import dev.ouzel.app.operations.Console;
import dev.ouzel.app.wiring.Opened;
import dev.ouzel.app.wiring.Wiring;
import dev.ouzel.http.XClientSettings;
import dev.ouzel.ingest.IngestReport;
import dev.ouzel.ingest.Ingestor;
import dev.ouzel.sink.PostSink;
import dev.ouzel.stream.StreamEndpoint;
import dev.ouzel.stream.StreamRequest;
import dev.ouzel.testkit.load.LoadSum;
import dev.ouzel.testkit.load.WatchedSink;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The ingest as a user runs it, one for each connection, all into one store. */
final class IngestRun implements AutoCloseable {
  /** How long the store may be behind when the load ends. */
  private static final Duration CATCH_UP = Duration.ofMinutes(2);

  private static final Duration LOOK_AGAIN = Duration.ofMillis(20);

  /** As if a person watched, who is shown one line of progress, and none of it. */
  static final Console SILENT =
      new Console(
          new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8),
          new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8),
          true);

  private final BenchPlan plan;
  private final Meter meter = new Meter();
  private final List<Opened<Ingestor>> ingests = new ArrayList<>();
  private final List<CompletableFuture<IngestReport>> over = new ArrayList<>();

  IngestRun(BenchPlan plan) {
    this.plan = plan;
  }

  /**
   * What came of it.
   *
   * @param figures from the end of the warm-up to the last commit
   * @param commits how long a commit took
   * @param ages how long after they were made posts were committed
   * @param sent what the load sent
   * @param stored how many posts the sink says it stored
   * @param heaps how much memory was in use during a stall
   */
  record Outcome(
      Figures figures,
      Spread commits,
      Spread ages,
      LoadSum sent,
      long stored,
      Optional<BenchReport.Heaps> heaps) {}

  /** Starts, measures, and waits until all is stored that was sent. */
  Outcome run(Generator generator) throws InterruptedException, ExecutionException {
    Meter.Mark warm = warm(generator);
    Optional<BenchReport.Heaps> heaps = Optional.empty();
    if (plan.stall().isPresent()) {
      heaps = Optional.of(stall(plan.stall().get()));
    }
    LoadSum sent = sent(generator);
    awaitStored(sent.posts());
    Meter.Mark last = meter.last();
    stop();
    return new Outcome(last.since(warm), meter.commits(), meter.ages(), sent, last.posts(), heaps);
  }

  /** Starts, measures for as long as stages are measured, and stops. */
  Figures sample(Generator generator) throws InterruptedException, ExecutionException {
    Meter.Mark warm = warm(generator);
    rest(plan.stageLength());
    Meter.Mark last = meter.last();
    stop();
    return last.since(warm);
  }

  private Meter.Mark warm(Generator generator) throws InterruptedException, ExecutionException {
    for (int number = 1; number <= plan.connections(); number++) {
      start(config(generator.settings(), number));
    }
    await(meter.first(), CATCH_UP);
    rest(plan.warmUp());
    return meter.begin();
  }

  private void start(IngestConfig config) {
    Opened<Ingestor> ingest = Wiring.ingest(config, SILENT, this::metered);
    ingests.add(ingest);
    over.add(ingest.part().start().toCompletableFuture());
  }

  private PostSink metered(PostSink store) {
    return new WatchedSink(plan.store().isPresent() ? store : PostSink.of(batch -> {}), meter);
  }

  private IngestConfig config(XClientSettings x, int number) {
    StreamRequest.Builder request = StreamRequest.builder();
    if (plan.connections() > 1) {
      request.endpoint(StreamEndpoint.FIREHOSE).partition(number);
    }
    return IngestConfig.builder()
        .x(x)
        .request(request.build())
        .destination(Destination.of(plan.store().map(NewStore::uri).orElse("-")))
        .build();
  }

  /** Holds the next commit back, and looks at the memory in use at both ends of it. */
  private BenchReport.Heaps stall(Duration length) throws InterruptedException, ExecutionException {
    meter.hold();
    try {
      Duration tenth = length.dividedBy(10);
      rest(tenth);
      long atFirst = heapInUse();
      rest(length.minus(tenth));
      return new BenchReport.Heaps(atFirst, heapInUse());
    } finally {
      meter.release();
    }
  }

  private static long heapInUse() {
    Runtime runtime = Runtime.getRuntime();
    runtime.gc();
    return runtime.totalMemory() - runtime.freeMemory();
  }

  private LoadSum sent(Generator generator) throws InterruptedException, ExecutionException {
    LoadSum sent = LoadSum.none();
    long deadline = deadline(plan.loadLength().plus(CATCH_UP));
    for (int ended = 0; ended < plan.connections(); ) {
      var one = generator.sent(LOOK_AGAIN);
      if (one.isPresent()) {
        sent = sent.plus(one.get());
        ended++;
      }
      check(deadline);
    }
    return sent;
  }

  private void awaitStored(long posts) throws InterruptedException, ExecutionException {
    long deadline = deadline(CATCH_UP);
    while (meter.last().posts() < posts) {
      check(deadline);
      rest(LOOK_AGAIN);
    }
  }

  private static long deadline(Duration patience) {
    return System.nanoTime() + patience.toNanos();
  }

  private void check(long deadline) {
    if (System.nanoTime() - deadline > 0) {
      throw new Mistake(
          "the store had only %d posts when the time was over".formatted(meter.last().posts()));
    }
  }

  /** Waits, unless an ingest ends meanwhile, which it should not. */
  private void rest(Duration length) throws InterruptedException, ExecutionException {
    await(new CompletableFuture<>(), length);
  }

  private void await(CompletableFuture<Void> event, Duration patience)
      throws InterruptedException, ExecutionException {
    CompletableFuture<?> ended = CompletableFuture.anyOf(over.toArray(CompletableFuture[]::new));
    try {
      CompletableFuture.anyOf(ended, event).get(patience.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException longEnough) {
      return;
    }
    if (ended.isDone()) {
      throw new Mistake(
          "an ingest ended by itself: " + ((IngestReport) ended.get()).end().sentence());
    }
  }

  private void stop() throws InterruptedException, ExecutionException {
    ingests.forEach(ingest -> ingest.part().stop());
    for (CompletableFuture<IngestReport> report : over) {
      report.get();
    }
  }

  @Override
  public void close() {
    ingests.forEach(Opened::close);
  }
}
