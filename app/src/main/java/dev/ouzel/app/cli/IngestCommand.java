package dev.ouzel.app.cli;

import dev.ouzel.app.config.IngestConfig;
import dev.ouzel.app.config.Mistake;
import dev.ouzel.app.operations.Account;
import dev.ouzel.app.wiring.Opened;
import dev.ouzel.app.wiring.Wiring;
import dev.ouzel.ingest.IngestEnd;
import dev.ouzel.ingest.IngestReport;
import dev.ouzel.ingest.IngestSettings;
import dev.ouzel.ingest.Ingestor;
import dev.ouzel.stream.StreamRequest;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Holds the filtered stream open and stores what it brings. */
@Command(
    name = "ingest",
    description = {
      "Store the posts of the filtered stream, until told to stop.",
      "Ctrl-C and SIGTERM stop it: it commits what it has and says what is stored."
    },
    footer = {
      "",
      "Example:",
      "  ouzel ingest --token-file token.txt --sink sqlite:cats.db --for 1h",
      "  ouzel ingest --sink postgresql://ouzel@db/cats --sink jsonl:archive --spool spool.db"
    })
final class IngestCommand implements Callable<Integer> {
  /** How X shall send the stream. */
  enum Compression {
    /** Compressed: less traffic, more work. */
    GZIP,
    /** As it is. */
    NONE
  }

  private final Invocation invocation;

  @Mixin private XOptions x;
  @Mixin private FieldOptions fields;
  @Mixin private SinkOptions sinks;
  @Mixin private RepairOptions repair;

  @Option(
      names = "--compression",
      paramLabel = "HOW",
      defaultValue = "gzip",
      description = "How X shall send the stream: gzip (unless given) or none.")
  private Compression compression;

  @Option(
      names = "--for",
      paramLabel = "DURATION",
      converter = DurationConverter.class,
      description = "Stop this long after X first accepted: 500ms, 20s, 5m, 1h, PT20S.")
  private Optional<Duration> runFor;

  @Option(
      names = "--limit",
      paramLabel = "N",
      description = "Stop once exactly N distinct posts are stored.")
  private Optional<Long> limit;

  IngestCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() {
    IngestConfig config = config();
    IngestReport report = ingest(config);
    boolean stopped = report.end() instanceof IngestEnd.Stopped;
    if (stopped || report.tally().openings() > 0) {
      invocation.console().say(Account.of(report, config.destination().name()));
    }
    if (report.end() instanceof IngestEnd.Faulted fault) {
      throw new CompletionException(fault.mistake());
    }
    if (!stopped) {
      invocation.console().complain(report.end().sentence());
    }
    return ExitCode.of(report.end()).code();
  }

  private IngestConfig config() {
    IngestSettings.Builder settings =
        IngestSettings.builder()
            .runFor(runFor)
            .limit(limit.map(OptionalLong::of).orElseGet(OptionalLong::empty));
    repair.apply(settings);
    return new IngestConfig(
        x.access(invocation.environment(), compression == Compression.GZIP),
        StreamRequest.builder().fields(fields.selection()).build(),
        sinks.destination(),
        Mistake.unlessRefused(settings::build));
  }

  private IngestReport ingest(IngestConfig config) {
    try (Opened<Ingestor> ingest = Wiring.ingest(config, invocation.console())) {
      invocation.stop().whenMade(ingest.part()::stop);
      return ingest.part().start().toCompletableFuture().join();
    }
  }
}
