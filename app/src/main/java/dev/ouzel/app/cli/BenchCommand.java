package dev.ouzel.app.cli;

import dev.ouzel.app.bench.Bench;
import dev.ouzel.app.bench.BenchPlan;
import dev.ouzel.app.bench.BenchReport;
import dev.ouzel.app.bench.NewStore;
import dev.ouzel.app.config.Mistake;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Measures what this machine can ingest. */
@Command(
    name = "bench",
    description = {
      "Measure what this machine can ingest, without X.",
      "Another process serves generated posts; this one ingests them as 'ouzel ingest' does, checks",
      "that each is stored once and byte for byte, and then measures parts of the way alone.",
      "The store is new and is removed again: a file or a directory that does not exist, a schema of",
      "its own in a PostgreSQL database, or Kafka topics of its own, which stay and are not read",
      "back. Give it an idle machine, and disk for all it stores: about 2 KB a post."
    },
    footer = {
      "",
      "Example:",
      "  ouzel bench --size 1400 --for 60s",
      "  ouzel bench --size 260 --rate 143199 --for 10m --output json",
      "  ouzel bench --sink postgresql://ouzel@localhost/posts"
    })
final class BenchCommand implements Callable<Integer> {
  private static final String NO_SINK = "none";

  private final Invocation invocation;

  @Mixin private LoadOptions load;

  @Option(
      names = "--for",
      paramLabel = "DURATION",
      defaultValue = "20s",
      converter = DurationConverter.class,
      description = "How long to measure; ${DEFAULT-VALUE} unless given.")
  private Duration length;

  @Option(
      names = "--warm-up",
      paramLabel = "DURATION",
      defaultValue = "5s",
      converter = DurationConverter.class,
      description = "How long to run before that; ${DEFAULT-VALUE} unless given.")
  private Duration warmUp;

  @Option(
      names = "--stages",
      paramLabel = "DURATION",
      defaultValue = "10s",
      converter = DurationConverter.class,
      description = "How long to measure each stage alone; ${DEFAULT-VALUE} unless given.")
  private Duration stageLength;

  @Option(names = "--no-stages", description = "Measure the whole only.")
  private boolean noStages;

  @Option(
      names = "--connections",
      paramLabel = "N",
      defaultValue = "1",
      description = "How many connections share the work; ${DEFAULT-VALUE} unless given.")
  private int connections;

  @Option(names = "--gzip", description = "Compress the stream, as X does.")
  private boolean gzip;

  @Option(
      names = "--sink",
      paramLabel = "URI",
      defaultValue = "sqlite:ouzel-bench.db",
      description =
          "Where to store posts: sqlite:FILE, postgresql://USER@HOST/DATABASE,"
              + " kafka://HOST:9092/TOPIC, jsonl:DIR, with parameters as 'ouzel ingest' takes them,"
              + " or none; ${DEFAULT-VALUE} unless given.")
  private String sink;

  @Option(names = "--keep", description = "Leave the store there; it is removed unless given.")
  private boolean keep;

  @Option(
      names = "--stall",
      paramLabel = "DURATION",
      converter = DurationConverter.class,
      description = "Hold one commit back for so long, to see that memory stays as it is.")
  private Optional<Duration> stall;

  @Option(
      names = "--output",
      paramLabel = "FORMAT",
      defaultValue = "table",
      description = "How to show the figures: table (unless given) or json.")
  private Output output;

  BenchCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() throws Exception {
    BenchPlan plan = plan();
    Thread measuring = Thread.currentThread();
    invocation.stop().whenMade(measuring::interrupt);
    BenchReport report;
    try {
      report = new Bench(plan, invocation.console()).run();
    } catch (InterruptedException told) {
      invocation.console().say("stopped as asked, before anything was measured");
      return ExitCode.DONE.code();
    }
    invocation
        .console()
        .out()
        .println(output == Output.JSON ? BenchJson.write(report) : BenchText.write(report));
    if (!report.isSound()) {
      invocation.console().complain("the store does not hold exactly what was sent");
      return ExitCode.FAULT.code();
    }
    return ExitCode.DONE.code();
  }

  private BenchPlan plan() {
    BenchPlan.Builder plan =
        BenchPlan.builder()
            .size(load.size)
            .postsPerSecond(load.rate)
            .length(length)
            .warmUp(warmUp)
            .stageLength(noStages ? Duration.ZERO : stageLength)
            .connections(connections)
            .gzip(gzip)
            .tls(load.tls)
            .keep(keep)
            .stall(stall)
            .store(sink.equals(NO_SINK) ? Optional.empty() : Optional.of(NewStore.of(sink)));
    return Mistake.unlessRefused(plan::build);
  }
}
