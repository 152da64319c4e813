package dev.ouzel.app.cli;

import dev.ouzel.app.operations.Console;
import dev.ouzel.app.operations.Spans;
import dev.ouzel.connection.Connection;
import dev.ouzel.connection.ConnectionRecord;
import dev.ouzel.coverage.Gap;
import dev.ouzel.coverage.Stretch;
import dev.ouzel.coverage.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** A stream's coverage for reading: a time line of so many characters, then the gaps. */
final class CoverageText {
  private static final String INDENT = " ".repeat(10);

  private final StreamCoverage coverage;
  private final int width;
  private final boolean coloured;

  CoverageText(StreamCoverage coverage, int width, boolean coloured) {
    this.coverage = coverage;
    this.width = width;
    this.coloured = coloured;
  }

  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(coverage.stream().value());
    List<Stretch> stretches = coverage.timeline().stretches();
    if (!stretches.isEmpty()) {
      TimeRange whole =
          stretches.get(0).range().spanning(stretches.get(stretches.size() - 1).range());
      TimeLine line = new TimeLine(whole, width, coloured);
      lines.add(line.head());
      lines.add(line.drawn(this::worst));
      lines.add(legend(line));
    }
    lines.add(reach());
    for (Gap gap : coverage.timeline().gaps()) {
      lines.add("");
      lines.addAll(history(gap));
    }
    return lines;
  }

  private CoverageMark worst(TimeRange part) {
    return coverage.timeline().stretches().stream()
        .filter(stretch -> stretch.range().overlaps(part))
        .map(CoverageMark::of)
        .reduce(CoverageMark.UNKNOWN, (a, b) -> a.compareTo(b) > 0 ? a : b);
  }

  private String legend(TimeLine line) {
    Map<CoverageMark, Duration> lengths = new EnumMap<>(CoverageMark.class);
    Duration unknown = line.whole().length();
    for (Stretch stretch : coverage.timeline().stretches()) {
      lengths.merge(CoverageMark.of(stretch), stretch.range().length(), Duration::plus);
      unknown = unknown.minus(stretch.range().length());
    }
    if (!unknown.isZero()) {
      lengths.put(CoverageMark.UNKNOWN, unknown);
    }
    return lengths.entrySet().stream()
        .map(mark -> line.legend(mark.getKey()) + " " + Spans.of(mark.getValue()))
        .collect(Collectors.joining(", "));
  }

  private String reach() {
    if (coverage.frontier().isEmpty()) {
      return "coverage has not begun";
    }
    String rest =
        coverage.abandonedAt().isPresent()
            ? "nobody is ingesting since " + seconds(coverage.abandonedAt().get())
            : "what came after is not settled yet";
    return "covered up to " + seconds(coverage.frontier().get()) + "; " + rest;
  }

  private List<String> history(Gap gap) {
    TimeRange range = gap.range();
    List<String> lines = new ArrayList<>();
    String state = "%-10s".formatted(gap.state().label());
    lines.add(
        "%s%s to %s, %s"
            .formatted(
                coloured ? CoverageMark.of(gap).ink().on(state) : state,
                seconds(range.from()),
                seconds(range.to()),
                Spans.of(range.length())));
    add(lines, "why", Optional.of(gap.reason()));
    add(lines, "remedy", Optional.of(gap.remedy()));
    coverage.connectionBefore(gap).ifPresent(before -> history(before, lines));
    return lines;
  }

  private static void history(ConnectionRecord before, List<String> lines) {
    String ended =
        before.endedAt().map(at -> ", ended " + seconds(at)).orElse(", its end was not seen");
    add(
        lines,
        "before",
        Optional.of(
            "connection " + before.number() + ", opened " + seconds(before.openedAt()) + ended));
    add(lines, "we saw", before.detail().or(before::end));
    add(lines, "X says", before.recorded().flatMap(Connection::disconnectReason));
  }

  private static void add(List<String> lines, String what, Optional<String> words) {
    words
        .map(Console::oneLine)
        .filter(text -> !text.isEmpty())
        .ifPresent(text -> lines.add(INDENT + what + ": " + text));
  }

  private static Instant seconds(Instant time) {
    return time.truncatedTo(ChronoUnit.SECONDS);
  }
}
