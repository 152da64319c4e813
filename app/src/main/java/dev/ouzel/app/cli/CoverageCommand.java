package dev.ouzel.app.cli;

import dev.ouzel.app.config.Mistake;
import dev.ouzel.app.config.Since;
import dev.ouzel.app.wiring.Wiring;
import dev.ouzel.sink.StoreReader;
import dev.ouzel.stream.StreamName;
import java.io.PrintStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows of which time every post was kept, and of which not, and why. */
@Command(
    name = "coverage",
    description = {
      "Show of which time every post was kept, and of which not, and why.",
      "It reads what an ingest wrote, also while it is writing. Times are UTC, by X's",
      "clock. Time is settled once the posts of it have had time to arrive."
    },
    footer = {"", "Example:", "  ouzel coverage --sink sqlite:cats.db --since 1d"})
final class CoverageCommand implements Callable<Integer> {
  private final Invocation invocation;

  @Mixin private StoreOption store;

  @Option(
      names = "--stream",
      paramLabel = "NAME",
      description = "Only this stream, such as filtered_stream; all in the store unless given.")
  private Optional<String> stream;

  @Option(
      names = "--since",
      paramLabel = "TIME",
      description =
          "Only from then on: how long ago (90s, 2h, 3d), a day (2026-05-04), or a time"
              + " (2026-05-04T03:02:01Z).")
  private Optional<String> since;

  @Option(
      names = "--output",
      paramLabel = "FORM",
      defaultValue = "table",
      description = "table (unless given), or json: one object on a line for each stream.")
  private Output output;

  @Mixin private ColorOption color;

  CoverageCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() {
    String sink = store.uri(invocation.environment());
    Instant now = Instant.now();
    Optional<Instant> from = since.map(text -> Since.parse(text, now));
    Optional<StreamName> only =
        stream.map(name -> Mistake.unlessRefused(() -> new StreamName(name)));
    List<StreamCoverage> streams = new ArrayList<>();
    try (StoreReader reader = Wiring.reader(sink)) {
      for (StreamName name : chosen(sink, only, reader)) {
        StreamCoverage whole = StreamCoverage.of(name, reader, now);
        // An import has no time that it could keep.
        if (only.isPresent() || whole.hasBegun()) {
          streams.add(from.map(whole::since).orElse(whole));
        }
      }
    }
    if (output == Output.JSON) {
      streams.forEach(shown -> invocation.console().out().println(StoreJson.write(shown)));
    } else {
      print(sink, streams);
    }
    return ExitCode.DONE.code();
  }

  private List<StreamName> chosen(String sink, Optional<StreamName> only, StoreReader reader) {
    List<StreamName> known = reader.streams();
    if (only.isEmpty()) {
      return known;
    }
    if (!known.contains(only.get())) {
      throw new Mistake(
          "%s holds nothing of %s; it holds: %s"
              .formatted(
                  sink,
                  only.get(),
                  known.isEmpty()
                      ? "nothing"
                      : known.stream().map(StreamName::value).collect(Collectors.joining(", "))));
    }
    return List.of(only.get());
  }

  private void print(String sink, List<StreamCoverage> streams) {
    if (streams.isEmpty()) {
      invocation.console().say("nothing was ingested into " + sink + " yet");
    }
    PrintStream out = invocation.console().out();
    for (int i = 0; i < streams.size(); i++) {
      if (i > 0) {
        out.println();
      }
      new CoverageText(streams.get(i), invocation.columns(), color.isOn(invocation))
          .lines()
          .forEach(out::println);
    }
  }
}
