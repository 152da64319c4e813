package dev.ouzel.persistence.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ouzel.sink.SinkFailure;
import dev.ouzel.stream.StreamName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class KafkaAddressTest {
  private static final StreamName STREAM = new StreamName("filtered_stream");
  private static final String JAAS =
      "org.apache.kafka.common.security.plain.PlainLoginModule required"
          + " username=\"ouzel\" password=\"hunter2hunter2\";";

  @TempDir Path directory;

  private String file(String... lines) throws IOException {
    Path file = directory.resolve("kafka.properties");
    Files.write(file, List.of(lines));
    return file.toString();
  }

  @Test
  void readsHostsTopicPropertiesAndSettingsOfTopics() {
    KafkaAddress address =
        KafkaAddress.parse(
            "kafka://a.example:9092,b-1.example,[::1]:19092/posts.of_x-1?compression.type=zstd"
                + "&client.id=a%20b+c%26d&topic.retention.ms=-1&topic.partitions=6");

    assertThat(address.servers()).isEqualTo("a.example:9092,b-1.example:9092,[::1]:19092");
    assertThat(address.topic()).isEqualTo("posts.of_x-1");
    assertThat(address.properties())
        .isEqualTo(Map.of("compression.type", "zstd", "client.id", "a b+c&d"));
    assertThat(address.topicSettings()).isEqualTo(Map.of("retention.ms", "-1", "partitions", "6"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "kafka:posts",
        "kafka://",
        "kafka://host",
        "kafka://host/",
        "kafka:///posts",
        "kafka://host:9092/a/b",
        "kafka://host:9092/..",
        "kafka://host:9092/größe",
        "kafka://host:9092,/posts",
        "kafka://host:port/posts",
        "kafka://user:hunter2hunter2@host:9092/posts"
      })
  void saysInOneLineWhatAnAddressIs(String uri) {
    assertThatThrownBy(() -> KafkaAddress.parse(uri))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("a Kafka sink is kafka://host:9092/topic")
        .hasMessageNotContaining("hunter2");
  }

  @ParameterizedTest
  @CsvSource({
    "acks=1, what is acknowledged could be lost",
    "enable.idempotence=false, there twice",
    "transactional.id=mine, fence off",
    "transaction.two.phase.commit.enable=true, left open",
    "key.serializer=x, ids as text",
    "value.serializer=x, bytes that X sent",
    "bootstrap.servers=x, hosts of the URI",
    "compresion.type=zstd, no property of Kafka's producer",
    "group.id=x, no property of Kafka's producer",
    "linger.ms, property=value",
    "linger.ms=1&linger.ms=2, twice",
    "client.id=50%, written %25"
  })
  void refusesWhatWouldBreakAPromiseOrMeansNothing(String parameters, String why) {
    assertThatThrownBy(() -> KafkaAddress.parse("kafka://host:9092/posts?" + parameters))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(why);
  }

  @ParameterizedTest
  @ValueSource(strings = {"acks=all", "acks=-1", "enable.idempotence=true", "linger.ms=0"})
  void takesWhatKeepsThePromises(String parameter) {
    assertThat(KafkaAddress.parse("kafka://host:9092/posts?" + parameter).properties()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sasl.jaas.config",
        "ssl.keystore.password",
        "ssl.key.password",
        "ssl.truststore.password",
        "ssl.keystore.key",
        "sasl.oauthbearer.client.credentials.client.secret",
        "my.plugin.password"
      })
  void takesSecretsFromAFileOnly(String name) throws IOException {
    assertThatThrownBy(() -> KafkaAddress.parse("kafka://h/posts?" + name + "=hunter2hunter2"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(name)
        .hasMessageContaining("config=FILE")
        .hasMessageNotContaining("hunter2");

    KafkaAddress address =
        KafkaAddress.parse("kafka://h/posts?config=" + file(name + "=hunter2hunter2"));

    assertThat(address.properties()).containsEntry(name, "hunter2hunter2");
    assertThat(address.toString()).isEqualTo("kafka://h:9092/posts");
  }

  @Test
  void prefersTheUriToTheFileAndHoldsTheFileToTheSameRules() throws IOException {
    String uri = "kafka://h/posts?linger.ms=7&config=" + file("linger.ms=8", "some.plugin=x");

    assertThat(KafkaAddress.parse(uri).properties())
        .isEqualTo(Map.of("linger.ms", "7", "some.plugin", "x"));
    String broken = "kafka://h/posts?config=" + file("acks=0");
    assertThatThrownBy(() -> KafkaAddress.parse(broken)).hasMessageContaining("could be lost");
  }

  @Test
  void saysWhichFileCannotBeRead() {
    Path missing = directory.resolve("missing.properties");

    assertThatThrownBy(() -> KafkaAddress.parse("kafka://h/posts?config=" + missing))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("cannot read Kafka properties from '" + missing + "' (NoSuchFileException)");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sasl.jaas.config=org.example.Module required password=\"hunter2hunter2\"",
        "sasl.jaas.config=org.example.Module hunter2hunter2 password=x;",
        "sasl.jaas.config=hunter2hunter2",
        "ssl.keystore.password=hunter2hunter2\nssl.keystore.location=/no/such/file"
      })
  void neverShowsASecretThatKafkaCannotUse(String lines) throws IOException {
    String uri =
        "kafka://127.0.0.1:1/posts?security.protocol=SASL_SSL&sasl.mechanism=PLAIN&config="
            + file(lines.split("\n"));

    assertThatThrownBy(() -> KafkaSink.open(uri, STREAM))
        .isInstanceOf(SinkFailure.class)
        .hasMessageContaining("cannot be set up for kafka://127.0.0.1:1/posts")
        .hasMessageNotContaining("hunter2")
        .hasNoCause();
  }

  @Test
  void saysWhatKafkaSaysOfAPropertyThatItCannotUse() throws IOException {
    String uri = "kafka://127.0.0.1:1/posts?security.protocol=X&config=" + file(JAAS_LINE);

    assertThatThrownBy(() -> KafkaSink.open(uri, STREAM))
        .isInstanceOf(SinkFailure.class)
        .hasMessageContaining("security.protocol");
  }

  private static final String JAAS_LINE = "sasl.jaas.config=" + JAAS;

  @Test
  void aHostWithoutAnAddressMayHaveOneLater() {
    assertThatThrownBy(() -> KafkaSink.open("kafka://no-such-host.invalid/posts", STREAM))
        .isInstanceOfSatisfying(
            SinkFailure.class, failure -> assertThat(failure.isWorthRetrying()).isTrue())
        .hasMessageContaining("no-such-host.invalid");
  }
}
