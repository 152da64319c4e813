package dev.ouzel.persistence.kafka;

import dev.ouzel.sink.SinkFailure;
import dev.ouzel.stream.StreamName;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Makes Kafka's clients as an address says, and as the promises need them. */
final class KafkaClients {
  /** The largest record that is sent: a frame at its cap, and room for its headers. */
  static final int MOST_RECORD_BYTES = (8 << 20) + (256 << 10);

  /** Chosen so that a batch which cannot be kept fails within a minute, to be offered again. */
  private static final Map<String, Object> USUAL =
      Map.of(
          ProducerConfig.COMPRESSION_TYPE_CONFIG,
          "lz4",
          ProducerConfig.BATCH_SIZE_CONFIG,
          512 << 10,
          ProducerConfig.LINGER_MS_CONFIG,
          20,
          ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
          MOST_RECORD_BYTES + (1 << 20),
          ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
          15_000,
          ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
          30_000,
          ProducerConfig.MAX_BLOCK_MS_CONFIG,
          30_000,
          ProducerConfig.TRANSACTION_TIMEOUT_CONFIG,
          60_000);

  private final KafkaAddress address;

  KafkaClients(KafkaAddress address) {
    this.address = address;
  }

  KafkaAddress address() {
    return address;
  }

  /** How long a client waits for the brokers before it fails. */
  Duration patience() {
    return Duration.ofMillis(number(ProducerConfig.MAX_BLOCK_MS_CONFIG));
  }

  /** After this time a transaction that nobody finishes has ended. */
  Duration longestTransaction() {
    return patience().plusMillis(number(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG));
  }

  private long number(String property) {
    String value = String.valueOf(property(property)).strip();
    try {
      return Long.parseLong(value);
    } catch (NumberFormatException e) {
      throw SinkFailure.permanent("Kafka's property " + property + " is a number");
    }
  }

  private Object property(String name) {
    String set = address.properties().get(name);
    return set == null ? USUAL.get(name) : set;
  }

  /** A producer whose transactions nobody else's can overlap, of this stream on this topic. */
  Producer<byte[], byte[]> producer(StreamName stream) {
    Map<String, Object> properties = new HashMap<>(USUAL);
    properties.put(ProducerConfig.CLIENT_ID_CONFIG, "ouzel-" + stream);
    properties.putAll(address.properties());
    properties.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, address.servers());
    properties.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    properties.put(ProducerConfig.ACKS_CONFIG, "all");
    properties.put(
        ProducerConfig.TRANSACTIONAL_ID_CONFIG, "ouzel-" + address.topic() + "-" + stream);
    return made(
        properties,
        all -> new KafkaProducer<>(all, new ByteArraySerializer(), new ByteArraySerializer()));
  }

  /** A consumer of no group that sees what is committed. */
  Consumer<byte[], byte[]> consumer() {
    Map<String, Object> properties = shared(ConsumerConfig.configNames());
    properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
    // It stops at an end that it knows; a fetch beyond that would only hold it up.
    properties.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 20);
    return made(
        properties,
        all -> new KafkaConsumer<>(all, new ByteArrayDeserializer(), new ByteArrayDeserializer()));
  }

  Admin admin() {
    return made(shared(AdminClientConfig.configNames()), Admin::create);
  }

  /** What is not only for producers, and bounds on waiting like a producer's. */
  private Map<String, Object> shared(Set<String> known) {
    Map<String, Object> properties = new HashMap<>();
    address
        .properties()
        .forEach(
            (name, value) -> {
              if (known.contains(name) || !ProducerConfig.configNames().contains(name)) {
                properties.put(name, value);
              }
            });
    properties.remove(ProducerConfig.INTERCEPTOR_CLASSES_CONFIG);
    properties.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, address.servers());
    long patience = patience().toMillis();
    long request = Math.min(patience, number(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG));
    properties.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, Math.toIntExact(patience));
    properties.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, Math.toIntExact(request));
    return properties;
  }

  /** Waits for what an admin client was asked, no longer than its patience. */
  <T> T answer(KafkaFuture<T> future) {
    try {
      return future.toCompletionStage().toCompletableFuture().join();
    } catch (CompletionException e) {
      throw KafkaFailures.of(e.getCause(), address);
    }
  }

  private <T> T made(Map<String, Object> properties, Function<Map<String, Object>, T> making) {
    try {
      return making.apply(properties);
    } catch (KafkaException e) {
      throw KafkaFailures.ofSettings(e, address);
    }
  }
}
