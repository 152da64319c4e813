package dev.ouzel.persistence.kafka;

import dev.ouzel.connection.ConnectionRecord;
import dev.ouzel.coverage.Stretch;
import dev.ouzel.sink.Checkpoint;
import dev.ouzel.sink.LedgerJson;
import dev.ouzel.sink.SinkFailure;
import dev.ouzel.sink.StoreReader;
import dev.ouzel.stream.StreamName;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;

/**
 * Reads the ledger of a Kafka topic as it was at one moment, so that what it tells of coverage and
 * checkpoints fits together: all of it is read when it is opened, and kept.
 */
public final class KafkaReader implements StoreReader {
  private final Map<String, String> entries;

  private KafkaReader(Map<String, String> entries) {
    this.entries = entries;
  }

  /**
   * Reads what an ingest writes to {@code uri}, which is as for {@link KafkaSink#open}. Waits for
   * the brokers.
   *
   * @throws IllegalArgumentException as {@link KafkaSink#open} does
   * @throws SinkFailure when there is no such topic, or it cannot be read
   */
  public static KafkaReader open(String uri) {
    KafkaClients clients = new KafkaClients(KafkaAddress.parse(uri));
    Topics topics = new Topics(clients);
    try (Admin admin = clients.admin()) {
      if (!topics.isThere(admin)) {
        throw SinkFailure.permanent(
            "there is no topic %s at %s; name the one that an ingest writes, or let one write it"
                .formatted(topics.ledger(), clients.address()));
      }
      try (CommittedLog log = CommittedLog.open(clients, admin)) {
        return new KafkaReader(new Ledger(log, topics).all());
      }
    }
  }

  @Override
  public List<StreamName> streams() {
    return under(LedgerRecords.CHECKPOINT, text -> Checkpoint.parse(text).stream())
        .sorted(Comparator.comparing(StreamName::value))
        .toList();
  }

  @Override
  public Optional<Checkpoint> checkpoint(StreamName stream) {
    return Optional.ofNullable(entries.get(LedgerRecords.CHECKPOINT + stream))
        .map(Checkpoint::parse);
  }

  @Override
  public List<Stretch> coverage(StreamName stream) {
    return under(LedgerRecords.COVERAGE + stream + "/", LedgerJson::stretch).toList();
  }

  @Override
  public List<ConnectionRecord> connections(StreamName stream) {
    return under(LedgerRecords.CONNECTION + stream + "/", LedgerJson::connection)
        .sorted(Comparator.comparing(ConnectionRecord::number))
        .toList();
  }

  private <T> Stream<T> under(String key, Function<String, T> reading) {
    return entries.entrySet().stream()
        .filter(entry -> entry.getKey().startsWith(key))
        .map(entry -> reading.apply(entry.getValue()));
  }

  /** Nothing is open any more. */
  @Override
  public void close() {
    // All was read at once.
  }
}
