package dev.ouzel.persistence.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ouzel.post.Payload;
import dev.ouzel.servers.CommittedRecords;
import dev.ouzel.sink.DeadLetter;
import dev.ouzel.sink.Rematch;
import dev.ouzel.testkit.contract.Stored;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Another program that reads topics as anybody would who reads what is committed. */
final class OtherConsumer implements AutoCloseable {
  private final CommittedRecords committed;

  OtherConsumer(String servers) {
    committed = new CommittedRecords(servers);
  }

  /** All records of a topic, partition by partition; none of a topic that there is not. */
  List<ConsumerRecord<byte[], byte[]>> records(String topic) {
    return committed.of(topic);
  }

  Stored stored(String topic) {
    return new Stored(
        records(topic).stream()
            .map(entry -> new Stored.Post(id(entry), Payload.copyOf(entry.value())))
            .toList(),
        records(topic + ".rematches").stream()
            .map(
                entry ->
                    new Rematch(
                        id(entry), time(entry, "received_at"), Payload.copyOf(entry.value())))
            .toList(),
        records(topic + ".dead-letters").stream()
            .map(
                entry ->
                    new DeadLetter(
                        time(entry, "received_at"),
                        header(entry, "reason"),
                        Payload.copyOf(entry.value())))
            .toList());
  }

  static long id(ConsumerRecord<byte[], byte[]> entry) {
    return Long.parseLong(new String(entry.key(), UTF_8));
  }

  static Instant time(ConsumerRecord<byte[], byte[]> entry, String header) {
    return Instant.ofEpochMilli(Long.parseLong(header(entry, header)));
  }

  /** The value of a header; {@code none} when there is no such header. */
  static String header(ConsumerRecord<byte[], byte[]> entry, String name) {
    var header = entry.headers().lastHeader(name);
    return header == null ? "none" : new String(header.value(), UTF_8);
  }

  @Override
  public void close() {
    committed.close();
  }
}
