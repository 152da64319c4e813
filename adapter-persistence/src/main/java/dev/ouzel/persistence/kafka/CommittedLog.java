package dev.ouzel.persistence.kafka;

import dev.ouzel.sink.SinkFailure;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/** Reads what is committed on a partition, and nothing else of it. For one thread at a time. */
final class CommittedLog implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(100);
  private static final Duration GLANCE = Duration.ofSeconds(1);

  private final KafkaClients clients;
  private final Admin admin;
  private final Consumer<byte[], byte[]> consumer;

  private CommittedLog(KafkaClients clients, Admin admin, Consumer<byte[], byte[]> consumer) {
    this.clients = clients;
    this.admin = admin;
    this.consumer = consumer;
  }

  /** The admin client stays the caller's. */
  static CommittedLog open(KafkaClients clients, Admin admin) {
    return new CommittedLog(clients, admin, clients.consumer());
  }

  /**
   * An offset of the partition. The latest is that after all that was written, committed or not, so
   * that reading up to it waits for transactions that are open: what another writer began earlier
   * and has not finished would hide what was committed since. Negative when there is none.
   */
  long offset(TopicPartition partition, OffsetSpec which) {
    return clients
        .answer(admin.listOffsets(Map.of(partition, which)).partitionResult(partition))
        .offset();
  }

  /** What is done with each record. */
  interface Visitor {
    void visit(ConsumerRecord<byte[], byte[]> entry);
  }

  /**
   * From one offset of a partition up to another.
   *
   * @param from the first
   * @param to the first after
   */
  record Span(TopicPartition partition, long from, long to) {}

  /**
   * Visits what is committed there, in order. Fails when a transaction stays open for longer than
   * its writer may take.
   */
  void readAll(Span span, Visitor visitor) {
    if (!read(span, clients.longestTransaction(), visitor)) {
      throw SinkFailure.transientFailure(
          ("cannot read %s to its end: a transaction there stays open. That of a writer that is"
                  + " gone ends by itself after transaction.timeout.ms; one that does not end is for"
                  + " kafka-transactions.sh find-hanging")
              .formatted(span.partition.topic()));
    }
  }

  /** Visits what is committed there by now, in order. */
  void readPresent(Span span, Visitor visitor) {
    read(span, GLANCE, visitor);
  }

  /** Tells if it came to the end, which it gives up when nothing comes for {@code patience}. */
  private boolean read(Span span, Duration patience, Visitor visitor) {
    try {
      consumer.assign(List.of(span.partition));
      consumer.seek(span.partition, span.from);
      long position = span.from;
      long since = System.nanoTime();
      while (position < span.to && System.nanoTime() - since < patience.toNanos()) {
        for (ConsumerRecord<byte[], byte[]> entry : consumer.poll(POLL).records(span.partition)) {
          if (entry.offset() < span.to) {
            visitor.visit(entry);
          }
        }
        long reached = consumer.position(span.partition);
        since = reached > position ? System.nanoTime() : since;
        position = reached;
      }
      return position >= span.to;
    } catch (KafkaException e) {
      throw KafkaFailures.of(e, clients.address());
    }
  }

  @Override
  public void close() {
    consumer.close(CloseOptions.timeout(GLANCE));
  }
}
