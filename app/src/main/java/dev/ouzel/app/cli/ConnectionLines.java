package dev.ouzel.app.cli;

import dev.ouzel.connection.ConnectionRecord;
import dev.ouzel.coverage.TimeRange;
import dev.ouzel.sink.Checkpoint;
import dev.ouzel.sink.StoreReader;
import dev.ouzel.stream.StreamName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A stream's connections as time lines: one of those that were live, and one of those that replayed
 * gaps, if there were any.
 *
 * @param stream which stream
 * @param records its connections, by number
 * @param known until when anything is known of them
 * @param living whether an ingest has them now
 */
record ConnectionLines(
    StreamName stream, List<ConnectionRecord> records, Instant known, boolean living) {
  private static final String LIVE = "live      ";
  private static final String RECOVERY = "recovery  ";

  /** A connection as far as it is known, and how it ended. */
  private record Drawn(Instant from, Instant to, ConnectionMark end) {
    /** It is drawn to its end, however short it was, and its end hides what else was then. */
    ConnectionMark in(TimeRange part) {
      if (to.isAfter(part.from()) && !to.isAfter(part.to())) {
        return end;
      }
      return from.isBefore(part.to()) && to.isAfter(part.from())
          ? ConnectionMark.OPEN
          : ConnectionMark.NONE;
    }
  }

  ConnectionLines {
    records = List.copyOf(records);
  }

  /** The lines of a stream that {@code reader} knows, seen at {@code now}. */
  static ConnectionLines of(StreamName stream, StoreReader reader, Instant now) {
    Checkpoint checkpoint = reader.checkpoint(stream).orElseThrow();
    Optional<Instant> abandonedAt = StreamCoverage.abandonedAt(checkpoint, now);
    return new ConnectionLines(
        stream, reader.connections(stream), abandonedAt.orElse(now), abandonedAt.isEmpty());
  }

  /** For reading; there must be a connection. */
  List<String> lines(int width, boolean coloured) {
    List<Drawn> live = drawn(false);
    List<Drawn> recoveries = drawn(true);
    List<Drawn> all = Stream.of(live, recoveries).flatMap(Collection::stream).toList();
    TimeLine line = new TimeLine(whole(all), Math.max(1, width - LIVE.length()), coloured);
    List<String> lines = new ArrayList<>();
    lines.add(stream.value());
    lines.add(line.head());
    lines.add(LIVE + line.drawn(part -> worst(live, part)));
    if (!recoveries.isEmpty()) {
      lines.add(RECOVERY + line.drawn(part -> worst(recoveries, part)));
    }
    lines.add(legend(all, line));
    return lines;
  }

  private List<Drawn> drawn(boolean recoveries) {
    List<ConnectionRecord> some =
        records.stream().filter(record -> record.isRecovery() == recoveries).toList();
    List<Drawn> drawn = new ArrayList<>();
    for (int i = 0; i < some.size(); i++) {
      Optional<ConnectionRecord> next =
          i + 1 < some.size() ? Optional.of(some.get(i + 1)) : Optional.empty();
      drawn.add(drawn(some.get(i), next));
    }
    return drawn;
  }

  private Drawn drawn(ConnectionRecord record, Optional<ConnectionRecord> next) {
    Instant from = record.openedAt();
    Instant to = record.endedAt().or(() -> next.map(ConnectionRecord::openedAt)).orElse(known);
    boolean isOpen = living && record.endedAt().isEmpty() && next.isEmpty();
    return new Drawn(
        from,
        to.isAfter(from) ? to : from.plusMillis(1),
        isOpen ? ConnectionMark.OPEN : ConnectionMark.end(record));
  }

  private static TimeRange whole(List<Drawn> all) {
    Instant from = all.stream().map(Drawn::from).min(Instant::compareTo).orElseThrow();
    return new TimeRange(from, all.stream().map(Drawn::to).max(Instant::compareTo).orElseThrow());
  }

  private static ConnectionMark worst(List<Drawn> some, TimeRange part) {
    return some.stream()
        .map(drawn -> drawn.in(part))
        .reduce(ConnectionMark.NONE, (a, b) -> a.compareTo(b) > 0 ? a : b);
  }

  private static String legend(List<Drawn> all, TimeLine line) {
    Map<ConnectionMark, Integer> counts = new EnumMap<>(ConnectionMark.class);
    all.forEach(drawn -> counts.merge(drawn.end(), 1, Integer::sum));
    return counts.entrySet().stream()
        .map(entry -> line.legend(entry.getKey()) + " " + entry.getValue())
        .collect(Collectors.joining(", "));
  }
}
