package dev.ouzel.app.cli;

import dev.ouzel.connection.ConnectionRecord;
import dev.ouzel.coverage.Gap;
import dev.ouzel.coverage.Stretch;
import dev.ouzel.coverage.TimeRange;
import dev.ouzel.coverage.Timeline;
import dev.ouzel.sink.Checkpoint;
import dev.ouzel.sink.StoreReader;
import dev.ouzel.stream.StreamName;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What became of a stream's time, as a store tells it.
 *
 * @param stream which stream
 * @param frontier how far it is known; absent when coverage has not begun
 * @param abandonedAt since when nobody is ingesting; absent while somebody is
 * @param timeline what became of the time before the frontier, and after it when nobody is
 *     ingesting
 * @param connections our connections by number
 */
record StreamCoverage(
    StreamName stream,
    Optional<Instant> frontier,
    Optional<Instant> abandonedAt,
    Timeline timeline,
    Map<Long, ConnectionRecord> connections) {
  /** An ingest that lives commits far more often, even when no posts come. */
  private static final Duration ABANDONED_AFTER = Duration.ofMinutes(2);

  StreamCoverage {
    connections = Map.copyOf(connections);
  }

  /** What {@code reader} tells of a stream that it knows, seen at {@code now}. */
  static StreamCoverage of(StreamName stream, StoreReader reader, Instant now) {
    Checkpoint checkpoint = reader.checkpoint(stream).orElseThrow();
    Optional<Instant> abandonedAt = abandonedAt(checkpoint, now);
    Map<Long, ConnectionRecord> connections =
        reader.connections(stream).stream()
            .collect(Collectors.toMap(ConnectionRecord::number, Function.identity()));
    Timeline known = Timeline.of(reader.coverage(stream), checkpoint.coverage());
    Stream<Gap> abandoned =
        abandonedAt.stream()
            .flatMap(at -> abandoned(checkpoint, now, lastLive(connections.values())).stream());
    List<Stretch> whole = Stream.concat(known.stretches().stream(), abandoned).toList();
    return new StreamCoverage(
        stream, checkpoint.coverage().frontier(), abandonedAt, new Timeline(whole), connections);
  }

  /** Since when nobody is ingesting; empty while somebody is. */
  static Optional<Instant> abandonedAt(Checkpoint checkpoint, Instant now) {
    return Optional.of(checkpoint.takenAt())
        .filter(taken -> Duration.between(taken, now).compareTo(ABANDONED_AFTER) > 0);
  }

  private static Optional<Gap> abandoned(
      Checkpoint checkpoint, Instant now, OptionalLong connection) {
    String reason = "not ingesting since " + checkpoint.takenAt().truncatedTo(ChronoUnit.SECONDS);
    return checkpoint
        .coverage()
        .frontier()
        .flatMap(frontier -> TimeRange.between(frontier, now))
        .map(range -> Gap.open(range, reason, connection));
  }

  private static OptionalLong lastLive(Iterable<ConnectionRecord> connections) {
    long last = 0;
    for (ConnectionRecord connection : connections) {
      last = connection.isRecovery() ? last : Math.max(last, connection.number());
    }
    return last == 0 ? OptionalLong.empty() : OptionalLong.of(last);
  }

  /** True once there was a connection, or time is known of. */
  boolean hasBegun() {
    return frontier.isPresent() || !timeline.stretches().isEmpty() || !connections.isEmpty();
  }

  /** The part of it that does not lie before {@code time}. */
  StreamCoverage since(Instant time) {
    List<Stretch> later =
        timeline.stretches().stream()
            .flatMap(stretch -> stretch.range().since(time).map(stretch::over).stream())
            .toList();
    return new StreamCoverage(stream, frontier, abandonedAt, new Timeline(later), connections);
  }

  /** Our connection before a gap, as far as it is known. */
  Optional<ConnectionRecord> connectionBefore(Gap gap) {
    return gap.connection().isPresent()
        ? Optional.ofNullable(connections.get(gap.connection().getAsLong()))
        : Optional.empty();
  }
}
