package dev.ouzel.app.cli;

import dev.ouzel.app.config.Destination;
import dev.ouzel.app.config.IngestConfig;
import dev.ouzel.app.transfer.Gauge;
import dev.ouzel.app.transfer.Import;
import dev.ouzel.app.wiring.Wiring;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Reads archives into a sink. */
@Command(
    name = "import",
    description = {
      "Read files of posts into a sink.",
      "They are Ouzel's own, twarc's pages and streams, or posts of X's API v2 alone, one",
      "JSON object a line, plain or compressed by zstd or gzip. A file that was imported",
      "before is not imported twice."
    },
    footer = {
      "",
      "Example:",
      "  ouzel import archive/*.jsonl.zst --sink postgresql://ouzel@db/cats"
    })
final class ImportCommand implements Callable<Integer> {
  private final Invocation invocation;

  @Parameters(
      arity = "1..*",
      paramLabel = "FILE",
      description = "The files to read, in this order; - is standard input.")
  private List<String> files;

  @Option(
      names = "--sink",
      paramLabel = "URI",
      defaultValue = IngestConfig.USUAL_SINK,
      description = "Where to store posts, as for ingest; ${DEFAULT-VALUE} unless given.")
  private String sink;

  ImportCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() {
    Destination destination = Destination.of(sink);
    try (Gauge gauge = new Gauge(invocation.console())) {
      Import run = new Import(stream -> Wiring.sink(destination, stream), gauge);
      invocation.stop().whenMade(run::stop);
      for (String file : files) {
        Import.Outcome outcome = run.run(file, System.in);
        gauge.clear();
        invocation.console().say(account(file, outcome));
        if (run.isStopped()) {
          break;
        }
      }
    }
    return ExitCode.DONE.code();
  }

  private static String account(String file, Import.Outcome outcome) {
    String earlier =
        outcome.skipped() == 0
            ? ""
            : String.format(Locale.ROOT, "; %,d were imported before", outcome.skipped());
    return String.format(
        Locale.ROOT,
        "%s%s: %,d posts stored, %,d duplicates, %,d dead letters%s",
        outcome.whole() ? "" : "stopped in ",
        file,
        outcome.stored(),
        outcome.duplicates(),
        outcome.deadLetters(),
        earlier);
  }
}
