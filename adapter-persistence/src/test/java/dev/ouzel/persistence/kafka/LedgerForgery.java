package dev.ouzel.persistence.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ouzel.servers.Broker;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** The last record of a ledger, written again as if by another program. */
record LedgerForgery(Broker broker, ConsumerRecord<byte[], byte[]> original) {
  /** Puts another value into the header that tells the format. */
  static LedgerForgery ofFormat(Broker broker, String topic, String format) {
    LedgerForgery forgery = new LedgerForgery(broker, last(broker, topic + ".ledger"));
    forgery.write(format);
    return forgery;
  }

  private static ConsumerRecord<byte[], byte[]> last(Broker broker, String ledger) {
    try (OtherConsumer consumer = new OtherConsumer(broker.servers())) {
      List<ConsumerRecord<byte[], byte[]>> records = consumer.records(ledger);
      return records.get(records.size() - 1);
    }
  }

  /** Writes the record as it was. */
  void undo() {
    write(OtherConsumer.header(original, "format"));
  }

  private void write(String format) {
    ProducerRecord<byte[], byte[]> copy =
        new ProducerRecord<>(
            original.topic(),
            original.partition(),
            original.key(),
            original.value(),
            original.headers());
    copy.headers().remove("format").add("format", format.getBytes(UTF_8));
    try (var producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", broker.servers()),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      var unused = producer.send(copy);
    }
  }
}
