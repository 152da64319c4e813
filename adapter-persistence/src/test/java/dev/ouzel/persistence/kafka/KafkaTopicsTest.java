package dev.ouzel.persistence.kafka;

import static dev.ouzel.persistence.kafka.Batches.NOW;
import static dev.ouzel.persistence.kafka.Batches.STREAM;
import static dev.ouzel.persistence.kafka.Batches.batch;
import static dev.ouzel.persistence.kafka.Batches.commit;
import static dev.ouzel.persistence.kafka.Batches.failure;
import static dev.ouzel.persistence.kafka.Batches.id;
import static dev.ouzel.persistence.kafka.Batches.post;
import static dev.ouzel.persistence.kafka.Batches.unfinished;
import static dev.ouzel.persistence.kafka.OtherConsumer.header;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ouzel.coverage.Covered;
import dev.ouzel.coverage.TimeRange;
import dev.ouzel.post.Payload;
import dev.ouzel.servers.Broker;
import dev.ouzel.sink.CommitReceipt;
import dev.ouzel.sink.DeadLetter;
import dev.ouzel.sink.PostSink;
import dev.ouzel.sink.ReceivedPost;
import dev.ouzel.sink.Rematch;
import dev.ouzel.sink.SinkFailure;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The topics as other programs find them. */
@Timeout(120)
final class KafkaTopicsTest {
  private final Broker broker = Broker.shared();
  private final String topic = Broker.newTopic();

  private PostSink open(String parameters) {
    return KafkaSink.open("kafka://" + broker.servers() + "/" + topic + parameters, STREAM);
  }

  private List<ConsumerRecord<byte[], byte[]>> records(String name) {
    try (OtherConsumer consumer = new OtherConsumer(broker.servers())) {
      return consumer.records(name);
    }
  }

  private static <T> T join(KafkaFuture<T> future) {
    return future.toCompletionStage().toCompletableFuture().join();
  }

  private void make(String name, Map<String, String> settings) {
    try (Admin admin = broker.admin()) {
      NewTopic made = new NewTopic(name, Optional.of(1), Optional.empty()).configs(settings);
      join(admin.createTopics(List.of(made)).all());
    }
  }

  private String setting(String name, String setting) {
    ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, name);
    try (Admin admin = broker.admin()) {
      Map<ConfigResource, Config> configs = join(admin.describeConfigs(List.of(resource)).all());
      return configs.get(resource).get(setting).value();
    }
  }

  private int partitions(String name) {
    try (Admin admin = broker.admin()) {
      return join(admin.describeTopics(List.of(name)).allTopicNames())
          .get(name)
          .partitions()
          .size();
    }
  }

  @Test
  void aPostCarriesItsIdAsKeyAndWhatConsumersAskForAsHeaders() {
    try (PostSink sink = open("")) {
      ReceivedPost old = new ReceivedPost(20, NOW, Payload.ofText("{\"data\":{\"id\":\"20\"}}"));
      commit(sink, batch(1, post(1), old));
    }

    List<ConsumerRecord<byte[], byte[]>> records = records(topic);
    ConsumerRecord<byte[], byte[]> first = records.get(0);
    assertThat(new String(first.key(), StandardCharsets.US_ASCII)).isEqualTo("" + id(1));
    assertThat(header(first, "stream")).isEqualTo("filtered_stream");
    assertThat(header(first, "received_at")).isEqualTo("" + NOW.plusSeconds(5).toEpochMilli());
    assertThat(header(first, "created_at")).isEqualTo("" + NOW.toEpochMilli());
    assertThat(header(first, "rule_ids")).isEqualTo("4");
    assertThat(first.timestamp()).isEqualTo(NOW.plusSeconds(5).toEpochMilli());
    assertThat(header(records.get(1), "created_at")).isEqualTo("none");
    assertThat(header(records.get(1), "rule_ids")).isEqualTo("none");
  }

  @Test
  void aRematchAndADeadLetterSayWhereTheyComeFrom() {
    Rematch rematch = new Rematch(id(1), NOW, Payload.ofText("[{\"id\":\"7\"},{\"id\":\"8\"}]"));
    DeadLetter letter = new DeadLetter(NOW, "kein JSON: größer", Payload.ofText("<html>"));
    try (PostSink sink = open("")) {
      commit(sink, unfinished(1).addRematches(rematch).addDeadLetters(letter).build());
    }

    ConsumerRecord<byte[], byte[]> rules = records(topic + ".rematches").get(0);
    assertThat(header(rules, "rule_ids")).isEqualTo("7,8");
    assertThat(header(rules, "stream")).isEqualTo("filtered_stream");
    ConsumerRecord<byte[], byte[]> dead = records(topic + ".dead-letters").get(0);
    assertThat(dead.key()).isNull();
    assertThat(header(dead, "reason")).isEqualTo("kein JSON: größer");
    assertThat(header(dead, "stream")).isEqualTo("filtered_stream");
    assertThat(header(dead, "length")).isEqualTo("none");
  }

  @Test
  void theLedgerIsKeyedSoThatCompactionKeepsWhatCounts() {
    Covered covered = new Covered(new TimeRange(NOW, NOW.plusSeconds(1)), "print");
    try (PostSink sink = open("")) {
      commit(sink, unfinished(1).addCoverage(covered, covered).build());
      commit(sink, unfinished(2).addCoverage(covered).build());
    }

    assertThat(records(topic + ".ledger"))
        .extracting(entry -> new String(entry.key(), StandardCharsets.UTF_8))
        .containsExactly(
            "writer/filtered_stream",
            "coverage/filtered_stream/1/0",
            "coverage/filtered_stream/1/1",
            "checkpoint/filtered_stream",
            "coverage/filtered_stream/2/0",
            "checkpoint/filtered_stream");
    assertThat(setting(topic + ".ledger", "cleanup.policy")).isEqualTo("compact");
    assertThat(setting(topic + ".ledger", "segment.bytes")).isEqualTo("" + (4 << 20));
    assertThat(partitions(topic + ".ledger")).isEqualTo(1);
  }

  @Test
  void topicsAreMadeAsTheAddressSays() {
    open("?topic.partitions=3&topic.retention.ms=86400000&topic.replication.factor=1").close();

    assertThat(List.of(topic, topic + ".rematches", topic + ".dead-letters", topic + ".ledger"))
        .extracting(this::partitions)
        .containsExactly(3, 3, 1, 1);
    assertThat(setting(topic, "retention.ms")).isEqualTo("86400000");
    assertThat(Integer.parseInt(setting(topic, "max.message.bytes"))).isGreaterThan(8 << 20);
  }

  @Test
  void postsOfSeveralPartitionsAreFoundAgain() {
    try (PostSink sink = open("?topic.partitions=3")) {
      ReceivedPost[] posts = {post(1), post(2), post(3), post(4), post(5), post(6)};
      commit(sink, batch(1, posts));
      TimeRange range = new TimeRange(NOW, NOW.plusMillis(1));

      assertThat(sink.ids(STREAM, range).toCompletableFuture().join().size()).isEqualTo(6);
    }
    assertThat(records(topic).stream().map(ConsumerRecord::partition).distinct()).hasSize(3);
  }

  @ParameterizedTest
  @ValueSource(strings = {"none", "gzip", "snappy", "lz4", "zstd"})
  void theProducersPropertiesAreTheUsers(String compression) {
    try (PostSink sink = open("?compression.type=" + compression)) {
      commit(sink, batch(1, post(1, "dipper ".repeat(10_000))));
    }

    assertThat(records(topic).get(0).value()).hasSizeGreaterThan(70_000);
    long stored = join(logSize());
    assertThat(stored < 10_000).as("%d bytes", stored).isEqualTo(!compression.equals("none"));
  }

  private KafkaFuture<Long> logSize() {
    Admin admin = broker.admin();
    return admin
        .describeLogDirs(List.of(1))
        .allDescriptions()
        .thenApply(
            nodes ->
                nodes.values().stream()
                    .flatMap(directories -> directories.values().stream())
                    .flatMap(directory -> directory.replicaInfos().entrySet().stream())
                    .filter(replica -> replica.getKey().topic().equals(topic))
                    .mapToLong(replica -> replica.getValue().size())
                    .sum())
        .whenComplete((size, failure) -> admin.close(Duration.ZERO));
  }

  @Test
  void aPostThatIsTooLargeForItsTopicIsNamedAndTheBeginningOfItsDeadLetterFits() {
    Collection<String> names = List.of(topic, topic + ".dead-letters");
    names.forEach(name -> make(name, Map.of("max.message.bytes", "100000")));
    ReceivedPost large = post(2, noise(150_000));
    try (PostSink sink = open("")) {
      SinkFailure failure = failure(sink, batch(1, post(1), large, post(3)));

      assertThat(failure.rejectedPost()).hasValue(id(2));
      assertThat(failure.isWorthRetrying()).isFalse();
      assertThat(failure)
          .hasMessageContaining("post " + id(2))
          .hasMessageContaining("of " + large.payload().size() + " bytes");
      DeadLetter letter =
          new DeadLetter(large.receivedAt(), DeadLetter.rejected(failure), large.payload());
      assertThat(
              commit(sink, unfinished(1).addPosts(post(1), post(3)).addDeadLetters(letter).build()))
          .isEqualTo(new CommitReceipt(1, 2, 0));
    }

    assertThat(records(topic)).extracting(OtherConsumer::id).containsExactly(id(1), id(3));
    ConsumerRecord<byte[], byte[]> dead = records(topic + ".dead-letters").get(0);
    assertThat(dead.value()).isEqualTo(large.payload().slice(0, 65_536).toByteArray());
    assertThat(header(dead, "length")).isEqualTo("" + large.payload().size());
  }

  /** Text that no compression makes much smaller. */
  private static String noise(int length) {
    return new Random(5)
        .ints(length, ' ', '~')
        .filter(letter -> letter != '"' && letter != '\\')
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  @Test
  void aFrameAtTheCapGoesThrough() {
    try (PostSink sink = open("?compression.type=none")) {
      ReceivedPost large = post(1, "x".repeat(8 << 20));

      assertThat(commit(sink, batch(1, large))).isEqualTo(new CommitReceipt(1, 1, 0));
      assertThat(records(topic).get(0).value()).hasSize(large.payload().size());

      ReceivedPost larger = post(2, "x".repeat(12 << 20));
      assertThat(failure(sink, batch(2, larger)).rejectedPost()).hasValue(id(2));
    }
  }

  @Test
  void aLedgerThatWouldForgetIsRefused() {
    make(topic + ".ledger", Map.of("cleanup.policy", "delete"));

    assertThatThrownBy(() -> open(""))
        .isInstanceOf(SinkFailure.class)
        .hasMessageContaining(topic + ".ledger has cleanup.policy=delete")
        .hasMessageContaining("set it to compact");
  }

  @Test
  void aTopicWithoutRoomIsRefused() {
    make(topic + ".dead-letters", Map.of("max.message.bytes", "50000"));

    assertThatThrownBy(() -> open(""))
        .isInstanceOf(SinkFailure.class)
        .hasMessageContaining(topic + ".dead-letters takes no record above 50000 bytes");
  }

  @Test
  void aSettingThatTheBrokersRefuseIsReported() {
    assertThatThrownBy(() -> open("?topic.replication.factor=3"))
        .isInstanceOf(SinkFailure.class)
        .hasMessageContaining("topic.")
        .hasMessageContaining("eplication");
    assertThatThrownBy(() -> open("?topic.retentoin.ms=5")).hasMessageContaining("retentoin");
    assertThatThrownBy(() -> open("?topic.partitions=many"))
        .hasMessage("topic.partitions is a number");
  }

  @Test
  void nobodyReadsWhereNobodyWrote() {
    assertThatThrownBy(() -> KafkaReader.open("kafka://" + broker.servers() + "/" + topic))
        .isInstanceOf(SinkFailure.class)
        .hasMessageContaining("there is no topic " + topic + ".ledger");
  }
}
