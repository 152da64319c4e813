package dev.ouzel.servers;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** What anybody sees of a topic who reads what is committed. Used by one thread at a time. */
public final class CommittedRecords implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final KafkaConsumer<byte[], byte[]> committed;
  private final KafkaConsumer<byte[], byte[]> anything;

  /** Reads from the cluster of these brokers. */
  public CommittedRecords(String servers) {
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
  public List<ConsumerRecord<byte[], byte[]>> of(String topic) {
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    forEach(topic, records::add);
    return records;
  }

  /** The same, one by one. Fails when it waits too long for a transaction to end. */
  public void forEach(String topic, Consumer<ConsumerRecord<byte[], byte[]>> reader) {
    List<TopicPartition> partitions =
        anything.listTopics().getOrDefault(topic, List.of()).stream()
            .map(info -> new TopicPartition(topic, info.partition()))
            .toList();
    Map<TopicPartition, Long> ends = new HashMap<>(anything.endOffsets(partitions));
    committed.assign(partitions);
    committed.seekToBeginning(partitions);
    long begun = System.nanoTime();
    while (!ends.isEmpty()) {
      committed.poll(Duration.ofMillis(50)).forEach(reader);
      ends.entrySet().removeIf(end -> committed.position(end.getKey()) >= end.getValue());
      if (System.nanoTime() - begun > PATIENCE.toNanos()) {
        throw new AssertionError("a transaction on " + topic + " stays open");
      }
    }
  }

  @Override
  public void close() {
    committed.close();
    anything.close();
  }
}
