package dev.ouzel.persistence.kafka;

import dev.ouzel.coverage.TimeRange;
import dev.ouzel.persistence.store.BlockingStore;
import dev.ouzel.persistence.store.NextBatch;
import dev.ouzel.sink.Batch;
import dev.ouzel.sink.Checkpoint;
import dev.ouzel.sink.CommitReceipt;
import dev.ouzel.sink.PostIds;
import dev.ouzel.sink.SinkFailure;
import dev.ouzel.stream.StreamName;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.Producer;

/**
 * One stream's part of a set of topics. Fails with {@link SinkFailure}; whatever failed is given up
 * with its producer, and the next call finds out from the ledger what became of it. For one thread
 * at a time.
 */
final class KafkaStore implements BlockingStore {
  private final KafkaClients clients;
  private final Topics topics;
  private final StreamName stream;
  private final String writer;

  /** Null before the first call and after a failure. */
  private KafkaSession session;

  private boolean wasOpen;

  /** Null until another writer is found to have the stream. */
  private SinkFailure replaced;

  private KafkaStore(KafkaClients clients, StreamName stream, String writer) {
    this.clients = clients;
    this.topics = new Topics(clients);
    this.stream = stream;
    this.writer = writer;
  }

  /** Takes the stream over from whoever wrote it before. {@code writer} names no other store. */
  static KafkaStore open(KafkaClients clients, StreamName stream, String writer) {
    KafkaStore store = new KafkaStore(clients, stream, writer);
    store.write(KafkaSession::last);
    store.wasOpen = true;
    return store;
  }

  @Override
  public CommitReceipt commit(Batch batch) {
    NextBatch.checkStream(batch, stream);
    return write(
        connected -> {
          CommitReceipt last = connected.last();
          return NextBatch.isHeld(batch, last) ? last : connected.write(batch);
        });
  }

  @Override
  public Optional<Checkpoint> checkpoint(StreamName of) {
    return read((admin, log) -> new Ledger(log, topics).standing(of).checkpoint());
  }

  /** Reads back all that was received since {@code created} began, values included. */
  @Override
  public PostIds ids(StreamName of, TimeRange created) {
    return read((admin, log) -> new PostLog(log, topics.partitions(admin)).ids(created));
  }

  private <T> T write(Function<KafkaSession, T> work) {
    if (replaced != null) {
      throw replaced;
    }
    try {
      if (session == null) {
        session = connect();
      }
      return work.apply(session);
    } catch (RuntimeException e) {
      close();
      if (wasOpen && KafkaFailures.isFenced(e)) {
        read((admin, log) -> refuseIfReplaced(new Ledger(log, topics).standing(stream)));
      }
      throw KafkaFailures.of(e, clients.address());
    }
  }

  private interface Question<T> {
    T of(Admin admin, CommittedLog log);
  }

  private <T> T read(Question<T> question) {
    try (Admin admin = clients.admin();
        CommittedLog log = CommittedLog.open(clients, admin)) {
      return question.of(admin, log);
    }
  }

  private KafkaSession connect() {
    return read(
        (admin, log) -> {
          int roomForLetter = topics.prepare(admin);
          Ledger ledger = new Ledger(log, topics);
          if (wasOpen) {
            // Before the producer begins, which would disturb whoever has the stream now.
            refuseIfReplaced(ledger.glance(stream));
          }
          Producer<byte[], byte[]> producer = clients.producer(stream);
          try {
            // Commits or aborts what was begun before, and keeps everyone else from going on.
            producer.initTransactions();
            Ledger.Standing standing = ledger.standing(stream);
            return begin(producer, standing, roomForLetter);
          } catch (RuntimeException e) {
            producer.close(Duration.ZERO);
            throw e;
          }
        });
  }

  private KafkaSession begin(
      Producer<byte[], byte[]> producer, Ledger.Standing standing, int roomForLetter) {
    KafkaSession begun =
        new KafkaSession(
            producer,
            new PostRecords(topics, roomForLetter, stream),
            new LedgerRecords(topics, writer),
            standing.receipt());
    if (wasOpen) {
      refuseIfReplaced(standing);
    } else {
      begun.announce(stream);
    }
    return begun;
  }

  /** The brokers end a producer for being slow, too: only the ledger tells that another came. */
  private Ledger.Standing refuseIfReplaced(Ledger.Standing standing) {
    standing
        .writer()
        .filter(other -> !other.equals(writer))
        .ifPresent(
            other -> {
              replaced =
                  SinkFailure.permanent(
                      "%s on %s is written by another process now: %s; stop one of the two"
                          .formatted(stream, clients.address(), other));
              throw replaced;
            });
    return standing;
  }

  /** Gives up the producer, and with it what is not committed. */
  @Override
  public void close() {
    if (session != null) {
      session.close();
      session = null;
    }
  }
}
