package dev.ouzel.persistence.kafka;

import dev.ouzel.sink.SinkFailure;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;

/**
 * Sends the records of one transaction and remembers what failed first, which tells more than the
 * transaction's own failure. The producer's thread tells it; one other thread asks.
 */
final class Delivery {
  private static final long NO_POST = 0;

  private final Producer<byte[], byte[]> producer;
  private final AtomicReference<Refusal> first = new AtomicReference<>();

  private record Refusal(long post, int bytes, Exception reason) {}

  Delivery(Producer<byte[], byte[]> producer) {
    this.producer = producer;
  }

  /** Sends what is no post. */
  void send(ProducerRecord<byte[], byte[]> entry) {
    send(entry, NO_POST);
  }

  /** Sends a record, unless one has failed; waits while the producer's buffer is full. */
  void send(ProducerRecord<byte[], byte[]> entry, long post) {
    throwFailure();
    int bytes = entry.value().length;
    var unused =
        producer.send(
            entry,
            (where, failure) -> {
              if (failure != null) {
                first.compareAndSet(null, new Refusal(post, bytes, failure));
              }
            });
  }

  /** Throws what failed first, if anything did. */
  void throwFailure() {
    Refusal refusal = first.get();
    if (refusal == null) {
      return;
    }
    Exception reason = refusal.reason;
    if (refusal.post != NO_POST && KafkaFailures.isTooLarge(reason)) {
      throw SinkFailure.rejecting(
          refusal.post,
          "Kafka takes no record as large as post %d of %d bytes: %s"
              .formatted(refusal.post, refusal.bytes, reason.getMessage()),
          reason);
    }
    throw new KafkaException(reason.getMessage(), reason);
  }
}
