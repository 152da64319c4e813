package dev.ouzel.persistence.kafka;

import dev.ouzel.sink.Batch;
import dev.ouzel.sink.CommitReceipt;
import dev.ouzel.sink.ReceivedPost;
import dev.ouzel.stream.StreamName;
import java.time.Duration;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.Producer;

/**
 * A producer, from its taking over from those before it to its first failure. After that it is of
 * no use: what it had begun is ended by the next to take over. For one thread at a time.
 */
final class KafkaSession implements AutoCloseable {
  private static final Duration PARTING = Duration.ofSeconds(2);

  private final Producer<byte[], byte[]> producer;
  private final PostRecords postRecords;
  private final LedgerRecords ledgerRecords;
  private CommitReceipt last;

  /** Takes over a producer that may begin transactions, {@code last} having been committed. */
  KafkaSession(
      Producer<byte[], byte[]> producer,
      PostRecords postRecords,
      LedgerRecords ledgerRecords,
      CommitReceipt last) {
    this.producer = producer;
    this.postRecords = postRecords;
    this.ledgerRecords = ledgerRecords;
    this.last = last;
  }

  /** What the last batch was answered; number 0 when there was none. */
  CommitReceipt last() {
    return last;
  }

  /** Writes into the ledger that {@code stream} is ours. */
  void announce(StreamName stream) {
    inTransaction(delivery -> delivery.send(ledgerRecords.opening(stream)));
  }

  /** Publishes all of a batch, or nothing that others would see. */
  CommitReceipt write(Batch batch) {
    inTransaction(
        delivery -> {
          for (ReceivedPost post : batch.posts()) {
            delivery.send(postRecords.of(post), post.id());
          }
          batch.rematches().forEach(rematch -> delivery.send(postRecords.of(rematch)));
          batch.deadLetters().forEach(letter -> delivery.send(postRecords.of(letter)));
          ledgerRecords.of(batch).forEach(delivery::send);
        });
    last = new CommitReceipt(batch.checkpoint().sequence(), batch.posts().size(), 0);
    return last;
  }

  private void inTransaction(Consumer<Delivery> sending) {
    Delivery delivery = new Delivery(producer);
    try {
      producer.beginTransaction();
      sending.accept(delivery);
      // Waits for what was sent.
      producer.commitTransaction();
    } catch (RuntimeException e) {
      delivery.throwFailure();
      throw e;
    }
  }

  @Override
  public void close() {
    producer.close(PARTING);
  }
}
