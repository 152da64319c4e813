package dev.ouzel.app.cli;

import dev.ouzel.app.config.Mistake;
import dev.ouzel.app.config.StatusAddress;
import dev.ouzel.app.demo.Comparison;
import dev.ouzel.app.demo.Demo;
import dev.ouzel.connection.ConnectionField;
import dev.ouzel.ingest.IngestEnd;
import dev.ouzel.ingest.Tally;
import java.io.PrintStream;
import java.nio.file.Path;
import java.text.NumberFormat;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Shows what Ouzel does, without X. */
@Command(
    name = "demo",
    description = {
      "Show Ouzel at work without an account, and end.",
      "A fake X publishes generated posts over a real socket, an ingest stores them in",
      "a new SQLite file in this directory, and what was stored is compared with what",
      "was published, byte for byte."
    },
    footer = {
      "",
      "Example:",
      "  ouzel demo --for 20s --rate 500",
      "  ouzel demo --for 5m --status 127.0.0.1:8080"
    })
final class DemoCommand implements Callable<Integer> {
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss-SSS").withZone(ZoneOffset.UTC);

  private static final Set<ConnectionField> SHOWN =
      EnumSet.of(
          ConnectionField.ENDPOINT_NAME,
          ConnectionField.CONNECTED_AT,
          ConnectionField.DISCONNECTED_AT,
          ConnectionField.DISCONNECT_REASON);

  private final Invocation invocation;

  @Option(
      names = "--for",
      paramLabel = "DURATION",
      defaultValue = "20s",
      converter = DurationConverter.class,
      description = "How long to publish; ${DEFAULT-VALUE} unless given.")
  private Duration length;

  @Option(
      names = "--rate",
      paramLabel = "R",
      defaultValue = "500",
      description = "Posts a second; ${DEFAULT-VALUE} unless given.")
  private double rate;

  @Option(
      names = "--status",
      paramLabel = "HOST:PORT",
      description = "Show it live on a page there meanwhile, such as 127.0.0.1:8080.")
  private Optional<String> status;

  DemoCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() throws Exception {
    if (!(rate > 0 && rate < Double.POSITIVE_INFINITY)) {
      throw new Mistake("--rate is a number of posts a second, more than 0, not " + rate);
    }
    Optional<StatusAddress> page =
        status.map(address -> StatusAddress.parse(address, Optional.empty()));
    Path file = Path.of("ouzel-demo-" + STAMP.format(Instant.now()) + ".db");
    invocation
        .console()
        .say(
            "a fake X publishes %s posts/s for %s; ouzel stores them in %s"
                .formatted(
                    NumberFormat.getInstance(Locale.ROOT).format(rate),
                    length.toString().substring(2).toLowerCase(Locale.ROOT),
                    file));
    Demo.Outcome outcome =
        new Demo(file, length, rate, page).run(invocation.console(), invocation.stop());
    print(outcome, file);
    if (outcome.report().end() instanceof IngestEnd.Faulted fault) {
      throw new CompletionException(fault.mistake());
    }
    if (!(outcome.report().end() instanceof IngestEnd.Stopped)) {
      invocation.console().complain(outcome.report().end().sentence());
      return ExitCode.of(outcome.report().end()).code();
    }
    return verdict(outcome).code();
  }

  private void print(Demo.Outcome outcome, Path file) {
    PrintStream out = invocation.console().out();
    Tally tally = outcome.report().tally();
    Comparison comparison = outcome.comparison();
    out.printf(Locale.ROOT, "published    %,d posts%n", outcome.published());
    out.printf(Locale.ROOT, "stored       %,d posts%n", tally.stored());
    out.printf(
        Locale.ROOT, "duplicates   %,d%n", tally.windowDuplicates() + tally.sinkDuplicates());
    out.printf(
        Locale.ROOT,
        "compared     %,d frames alike byte for byte, %,d different, %,d missing%n",
        comparison.alike(),
        comparison.different(),
        comparison.missing());
    out.println("connections, as X recorded them:");
    ConnectionTable.lines(outcome.connections(), SHOWN).forEach(line -> out.println("  " + line));
    out.println("the file is  " + file.toAbsolutePath());
    out.println(
        "try          sqlite3 -box "
            + file
            + " 'SELECT time, username, lang, likes FROM posts_flat ORDER BY id DESC LIMIT 5'");
  }

  /** Frames published while no connection was open are nobody's fault; any other must be there. */
  private ExitCode verdict(Demo.Outcome outcome) {
    Comparison comparison = outcome.comparison();
    boolean whole = comparison.missing() == 0 || outcome.report().tally().openings() > 1;
    if (comparison.different() > 0 || !whole) {
      invocation.console().complain("what was stored is not what was published");
      return ExitCode.FAULT;
    }
    return ExitCode.DONE;
  }
}
