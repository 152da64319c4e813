package dev.ouzel.app.cli;

import dev.ouzel.app.config.Since;
import dev.ouzel.app.transfer.Export;
import dev.ouzel.app.transfer.ExportForm;
import dev.ouzel.app.transfer.ExportPlan;
import dev.ouzel.app.transfer.Gauge;
import dev.ouzel.app.wiring.Wiring;
import dev.ouzel.sink.PostQuery;
import dev.ouzel.sink.PostReader;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Writes posts of a store to a file. */
@Command(
    name = "export",
    description = {
      "Write posts of a SQLite or PostgreSQL store to a file, in order of their ids.",
      "An export to a file that was ended early goes on where it was when the same",
      "command is given again."
    },
    footer = {
      "",
      "Example:",
      "  ouzel export --sink sqlite:cats.db --since 1d --lang en --form csv --output cats.csv"
    })
final class ExportCommand implements Callable<Integer> {
  private final Invocation invocation;

  @Mixin private StoreOption store;

  @Option(
      names = "--form",
      paramLabel = "FORM",
      defaultValue = "jsonl",
      description =
          "jsonl (unless given): each post's frame on a line, as X sent it; or csv: a table with"
              + " the columns of the view posts_flat.")
  private ExportForm form;

  @Option(
      names = "--output",
      paramLabel = "FILE",
      description = "The file to write; standard output unless given.")
  private Optional<Path> output;

  @Option(
      names = "--since",
      paramLabel = "TIME",
      description =
          "Only posts created then or later: how long ago (90s, 2h, 3d), a day (2026-05-04), or a"
              + " time (2026-05-04T03:02:01Z).")
  private Optional<String> since;

  @Option(
      names = "--until",
      paramLabel = "TIME",
      description = "Only posts created before then, written as for --since.")
  private Optional<String> until;

  @Option(
      names = "--rule",
      paramLabel = "RULE",
      description = "Only posts that the rule with this id or tag matched.")
  private Optional<String> rule;

  @Option(
      names = "--lang",
      paramLabel = "LANGUAGE",
      description = "Only posts in this language as X tells it, such as en.")
  private Optional<String> language;

  ExportCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() {
    String sink = store.uri(invocation.environment());
    Instant now = Instant.now();
    PostQuery query =
        PostQuery.builder()
            .createdFrom(since.map(text -> Since.parse(text, now)))
            .createdTo(until.map(text -> Since.parse(text, now)))
            .rule(rule)
            .language(language)
            .build();
    ExportPlan plan = new ExportPlan(query, form, output, asked(sink));
    Export.Outcome outcome;
    try (PostReader reader = Wiring.posts(sink);
        Gauge gauge = new Gauge(invocation.console())) {
      Export export = new Export(plan, reader, gauge);
      invocation.stop().whenMade(export::stop);
      outcome = export.run(invocation.console().out());
    }
    invocation
        .console()
        .say(
            String.format(
                Locale.ROOT,
                outcome.whole() ? "exported %,d posts to %s" : "stopped: %,d posts are in %s",
                outcome.posts(),
                output
                    .map(file -> outcome.whole() ? file.toString() : file + ".part")
                    .orElse("stdout")));
    return ExitCode.DONE.code();
  }

  private String asked(String sink) {
    return Stream.of(Optional.of(sink), Optional.of(form.name()), since, until, rule, language)
        .map(option -> option.orElse(""))
        .collect(Collectors.joining("\n"));
  }
}
