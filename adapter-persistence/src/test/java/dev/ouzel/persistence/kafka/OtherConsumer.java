package dev.ouzel.persistence.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ouzel.post.Payload;
import dev.ouzel.sink.DeadLetter;
import dev.ouzel.sink.Rematch;
import dev.ouzel.testkit.contract.Stored;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Another program that reads topics as anybody would who reads what is committed. */
final class OtherConsumer implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final KafkaConsumer<byte[], byte[]> committed;
  private final KafkaConsumer<byte[], byte[]> anything;

  OtherConsumer(String servers) {
    committed = consumer(servers, "read_committed");
    anything = consumer(servers, "read_uncommitted");
  }

  private static KafkaConsumer<byte[], byte[]> consumer(String servers, String isolation) {
    return new KafkaConsumer<>(
        Map.of("bootstrap.servers", servers, "isolation.level", isolation, "fetch.max.wait.ms", 20),
        new ByteArrayDeserializer(),
        new ByteArrayDeserializer());
  }

  /** All records of a topic, partition by partition; none of a topic that there is not. */
  List<ConsumerRecord<byte[], byte[]>> records(String topic) {
    List<TopicPartition> partitions =
        anything.listTopics().getOrDefault(topic, List.of()).stream()
            .map(info -> new TopicPartition(topic, info.partition()))
            .toList();
    Map<TopicPartition, Long> ends = new HashMap<>(anything.endOffsets(partitions));
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    committed.assign(partitions);
    committed.seekToBeginning(partitions);
    long started = System.nanoTime();
    while (!ends.isEmpty()) {
      committed.poll(Duration.ofMillis(50)).forEach(records::add);
      ends.entrySet().removeIf(end -> committed.position(end.getKey()) >= end.getValue());
      if (System.nanoTime() - started > PATIENCE.toNanos()) {
        throw new AssertionError("a transaction on " + topic + " stays open");
      }
    }
    return records;
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
    anything.close();
  }
}
