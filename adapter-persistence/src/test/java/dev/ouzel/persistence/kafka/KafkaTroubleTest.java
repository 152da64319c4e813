package dev.ouzel.persistence.kafka;

import static dev.ouzel.persistence.kafka.Batches.STREAM;
import static dev.ouzel.persistence.kafka.Batches.batch;
import static dev.ouzel.persistence.kafka.Batches.commit;
import static dev.ouzel.persistence.kafka.Batches.failure;
import static dev.ouzel.persistence.kafka.Batches.id;
import static dev.ouzel.persistence.kafka.Batches.post;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ouzel.servers.Broker;
import dev.ouzel.sink.CommitReceipt;
import dev.ouzel.sink.PostSink;
import dev.ouzel.sink.SinkFailure;
import dev.ouzel.sink.StoreReader;
import dev.ouzel.stream.StreamName;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Brokers that are away, refuse or end transactions, and other writers. */
@Timeout(120)
final class KafkaTroubleTest {
  private static final String SHORT_PATIENCE =
      "?request.timeout.ms=2000&delivery.timeout.ms=3000&max.block.ms=3000";

  private final Broker broker = Broker.shared();
  private final String topic = Broker.newTopic();

  private String uri() {
    return "kafka://" + broker.servers() + "/" + topic + SHORT_PATIENCE;
  }

  private PostSink open() {
    return KafkaSink.open(uri(), STREAM);
  }

  private static SinkFailure failureToOpen(String uri) {
    return catchThrowableOfType(SinkFailure.class, () -> KafkaSink.open(uri, STREAM).close());
  }

  private List<Long> ids() {
    try (OtherConsumer consumer = new OtherConsumer(broker.servers())) {
      return consumer.records(topic).stream().map(OtherConsumer::id).toList();
    }
  }

  /** A producer that takes the place of the sink's, without saying so in the ledger. */
  private Producer<byte[], byte[]> intruder(StreamName stream) {
    Producer<byte[], byte[]> intruder =
        new KafkaClients(KafkaAddress.parse(uri())).producer(stream);
    intruder.initTransactions();
    return intruder;
  }

  @Test
  void theFirstWriterLearnsWhoCameAfterItAndStaysAway() {
    try (PostSink first = open()) {
      commit(first, batch(1, post(1)));
      try (PostSink second = open()) {
        SinkFailure failure = failure(first, batch(2, post(2)));

        assertThat(failure.isWorthRetrying()).isFalse();
        assertThat(failure)
            .hasMessageContaining("filtered_stream on kafka://")
            .hasMessageContaining("is written by another process now: process ")
            .hasMessageContaining("stop one of the two");
        assertThat(failure(first, batch(2, post(2)))).hasMessage(failure.getMessage());
        // Not once was the second disturbed.
        assertThat(commit(second, batch(2, post(3)))).isEqualTo(new CommitReceipt(2, 1, 0));
        assertThat(commit(second, batch(3, post(4)))).isEqualTo(new CommitReceipt(3, 1, 0));
      }
    }
    assertThat(ids()).containsExactly(id(1), id(3), id(4));
  }

  @Test
  void writersOfDifferentStreamsShareTheTopics() {
    StreamName other = new StreamName("firehose_stream.7");
    try (PostSink one = open();
        PostSink second = KafkaSink.open(uri(), other)) {
      commit(one, batch(1, post(1)));

      assertThat(second.resume(other).toCompletableFuture().join()).isEmpty();
      assertThat(one.resume(STREAM).toCompletableFuture().join()).isPresent();
      assertThat(commit(one, batch(2, post(2)))).isEqualTo(new CommitReceipt(2, 1, 0));
    }
  }

  /** As when the process slept for longer than a transaction may take. */
  @Test
  void aWriterWhoseTransactionWasEndedForItGoesOn() {
    try (PostSink sink = open()) {
      commit(sink, batch(1, post(1)));
      intruder(STREAM).close();

      assertThat(failure(sink, batch(2, post(2)))).matches(SinkFailure::isWorthRetrying);
      assertThat(commit(sink, batch(2, post(2)))).isEqualTo(new CommitReceipt(2, 1, 0));
    }
    assertThat(ids()).containsExactly(id(1), id(2));
  }

  /** Which hides all that was committed behind it, from whoever reads what is committed. */
  @Test
  void anotherStreamsOpenTransactionIsWaitedForBeforeTheLastBatchIsTold() throws Exception {
    try (PostSink sink = open();
        Producer<byte[], byte[]> other = intruder(new StreamName("firehose_stream.7"))) {
      commit(sink, batch(1, post(1)));
      other.beginTransaction();
      other.send(new ProducerRecord<>(topic + ".ledger", 0, new byte[1], new byte[1])).get();
      commit(sink, batch(2, post(2)));

      var resumed = sink.resume(STREAM).toCompletableFuture();
      assertThat(resumed).isNotDone();
      other.abortTransaction();

      assertThat(resumed.join()).contains(batch(2).checkpoint());
    }
  }

  @Test
  void aBrokerThatIsNotThereIsReportedInTime() throws IOException {
    String nobody;
    try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      nobody = "kafka://127.0.0.1:" + closed.getLocalPort() + "/posts" + SHORT_PATIENCE;
    }
    long began = System.nanoTime();

    SinkFailure failure = failureToOpen(nobody);

    assertThat(failure).hasMessageContaining("did not answer in time");
    assertThat(failure).hasMessageContaining("check that they run and that the address is right");
    assertThat(failure.isWorthRetrying()).isTrue();
    assertThat(System.nanoTime() - began).isLessThan(30_000_000_000L);
  }

  @Test
  void aTransactionalIdThatIsDeniedIsReportedWithWhatToAllow() {
    ResourcePattern ids =
        new ResourcePattern(
            ResourceType.TRANSACTIONAL_ID, "ouzel-" + topic + "-" + STREAM, PatternType.LITERAL);
    Denial denial = Denial.of(broker, ids);
    try {
      SinkFailure failure = failureToOpen(uri());

      assertThat(failure).hasMessageContaining("transactional ids that begin with ouzel-");
      assertThat(failure.isWorthRetrying()).isFalse();
    } finally {
      denial.end();
    }
  }

  @Test
  void aReaderIsNotHeldUpByAWriterThatDiedInATransaction() throws Exception {
    try (PostSink sink = open()) {
      commit(sink, batch(1, post(1)));
    }
    try (Producer<byte[], byte[]> dead = intruder(new StreamName("firehose_stream.7"))) {
      dead.beginTransaction();
      dead.send(new ProducerRecord<>(topic + ".ledger", 0, new byte[1], new byte[1])).get();

      try (StoreReader reader = KafkaReader.open(uri())) {
        assertThat(reader.checkpoint(STREAM)).contains(batch(1, post(1)).checkpoint());
        assertThat(reader.streams()).containsExactly(STREAM);
      }
    }
  }

  @Test
  void aSinkGivenABatchOfAnotherStreamRefusesIt() {
    try (PostSink sink = KafkaSink.open(uri(), new StreamName("firehose_stream.7"))) {
      assertThat(failure(sink, batch(1, post(1))))
          .hasMessage("a sink opened for firehose_stream.7 was given a batch of filtered_stream");
    }
  }
}
