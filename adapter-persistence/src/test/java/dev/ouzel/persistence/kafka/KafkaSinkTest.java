package dev.ouzel.persistence.kafka;

import dev.ouzel.servers.Broker;
import dev.ouzel.sink.PostSink;
import dev.ouzel.sink.StoreReader;
import dev.ouzel.stream.StreamName;
import dev.ouzel.testkit.contract.OtherWriter;
import dev.ouzel.testkit.contract.PostSinkContract;
import dev.ouzel.testkit.contract.SinkOpener;
import dev.ouzel.testkit.contract.StoreTrouble;
import dev.ouzel.testkit.contract.Stored;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Timeout;

@Timeout(300)
final class KafkaSinkTest extends PostSinkContract {
  private final Broker broker = Broker.shared();
  private final String topic = Broker.newTopic();

  @Override
  protected PostSink open(StreamName stream) {
    return KafkaSink.open(uri(), stream);
  }

  private String uri() {
    return "kafka://"
        + broker.servers()
        + "/"
        + topic
        + "?request.timeout.ms=4000&delivery.timeout.ms=5000&max.block.ms=5000";
  }

  @Override
  protected Stored stored() {
    try (OtherConsumer reader = new OtherConsumer(broker.servers())) {
      return reader.stored(topic);
    }
  }

  @Override
  protected Optional<StoreReader> reader() {
    return Optional.of(KafkaReader.open(uri()));
  }

  @Override
  protected Duration patience() {
    return Duration.ofSeconds(60);
  }

  @Override
  protected boolean lastWriterWins() {
    return true;
  }

  @Override
  protected Optional<OtherWriter> writerElsewhere() {
    return Optional.of(new OtherWriter(Elsewhere.class, uri()));
  }

  static final class Elsewhere implements SinkOpener {
    @Override
    public PostSink open(String store, StreamName stream) {
      return KafkaSink.open(store, stream);
    }
  }

  @Override
  protected Optional<Runnable> beginTrouble(StoreTrouble trouble) {
    return switch (trouble) {
      case UNREACHABLE -> {
        // All that is committed can be read by then: a broker alone that dies before it has written
        // so to the topics may never do it (see KafkaCrashTest).
        stored();
        broker.kill();
        yield Optional.of(broker::start);
      }
      case STALLED -> {
        broker.stall();
        yield Optional.of(broker::go);
      }
      case FORBIDDEN -> {
        Denial denial = Denial.ofWriting(broker, topic);
        yield Optional.of(denial::end);
      }
      case NEWER_SCHEMA -> {
        LedgerForgery forgery = LedgerForgery.ofFormat(broker, topic, "2");
        yield Optional.of(forgery::undo);
      }
      // A broker whose disk is full or cannot be written to is gone, for all that a client knows.
      case READ_ONLY, FULL -> Optional.empty();
    };
  }
}
