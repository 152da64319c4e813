package dev.ouzel.app.doctor;

import dev.ouzel.app.config.Destination;
import dev.ouzel.app.config.Mistake;
import dev.ouzel.app.wiring.Wiring;
import dev.ouzel.connection.Connection;
import dev.ouzel.connection.ConnectionRecord;
import dev.ouzel.sink.SinkFailure;
import dev.ouzel.sink.StoreReader;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** The connections that ingests into the sinks had, as the sinks tell. */
final class OwnConnections {
  /** An ingest learns X's name for its connection some time after that was made. */
  private static final Duration CLOCKS_APART = Duration.ofSeconds(30);

  private final List<ConnectionRecord> records;

  private OwnConnections(List<ConnectionRecord> records) {
    this.records = records;
  }

  /** Those of all sinks; a sink that cannot be read tells of none. */
  static OwnConnections of(Destination destination) {
    return new OwnConnections(
        destination.sinks().stream().flatMap(OwnConnections::records).toList());
  }

  private static Stream<ConnectionRecord> records(String uri) {
    try (StoreReader reader = Wiring.reader(uri)) {
      return reader.streams().stream()
          .flatMap(stream -> reader.connections(stream).stream())
          .toList()
          .stream();
    } catch (Mistake | SinkFailure unreadable) {
      return Stream.empty();
    }
  }

  /** Whether one that X tells of is among them: by its name, or where that is unknown, by time. */
  boolean include(Connection entry) {
    return records.stream()
        .anyMatch(
            record ->
                record.recorded().isPresent()
                    ? record.recorded().flatMap(Connection::id).equals(entry.id())
                    : record.endedAt().isEmpty()
                        && entry.connectedAt().stream().anyMatch(at -> isNear(record, at)));
  }

  private static boolean isNear(ConnectionRecord record, Instant connectedAt) {
    Instant opened = record.serverTime().orElse(record.openedAt());
    return Duration.between(opened, connectedAt).abs().compareTo(CLOCKS_APART) <= 0;
  }
}
