package dev.ouzel.testkit.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ouzel.post.Payload;
import dev.ouzel.rule.Rule;
import dev.ouzel.testkit.memory.ManualLoop;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.zip.DataFormatException;
import java.util.zip.GZIPInputStream;
import java.util.zip.Inflater;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FakeXStreamTest {
  private static final int GZIP_HEADER = 10;

  private FakeX fake = FakeX.builder().withRule("cat has:images", "cats").start();

  @AfterEach
  void close() {
    fake.close();
  }

  private void startWith(FakeXSettings.Builder builder) {
    fake.close();
    fake = builder.withRule("cat has:images", "cats").start();
  }

  @Test
  void sendsHeadersBeforeAnyPost() throws IOException {
    startWith(FakeX.builder().clock(new ManualLoop(Instant.parse("2026-01-06T18:40:40.344Z"), 0)));
    try (RawClient client = RawClient.stream(fake)) {
      assertThat(client.status()).isEqualTo(200);
      assertThat(client.header("content-type")).isEqualTo("application/json; charset=utf-8");
      assertThat(client.header("content-encoding")).isEmpty();
      assertThat(client.header("transfer-encoding")).isEqualTo("chunked");
      assertThat(client.header("date")).isEqualTo("Tue, 06 Jan 2026 18:40:40 GMT");
      assertThat(client.header("x-rate-limit-limit")).isEqualTo("50");
      assertThat(client.header("x-rate-limit-remaining")).isEqualTo("49");
      assertThat(client.header("x-rate-limit-reset")).isEqualTo("1767725740");
      assertThat(client.header("x-transaction-id")).matches("[0-9a-f]{16}");
    }
  }

  @Test
  void sendsEachFrameByteForByteWithItsDelimiter() throws IOException {
    try (RawClient client = RawClient.stream(fake)) {
      fake.publish("{\"data\":{\"id\":\"1\",\"text\":\"naïve 🐈\"}}");
      assertThat(client.text()).isEqualTo("{\"data\":{\"id\":\"1\",\"text\":\"naïve 🐈\"}}\r\n");
      byte[] noText = {(byte) 0xff, 0, '{'};
      fake.publish(Payload.copyOf(noText));
      assertThat(client.chunk()).containsExactly(0xff, 0, '{', '\r', '\n');
    }
  }

  @Test
  void endsFramesWithABareNewlineWhenAsked() throws IOException {
    startWith(FakeX.builder().delimiter("\n").keepAlive(Duration.ofMillis(20)));
    try (RawClient client = RawClient.stream(fake)) {
      assertThat(client.text()).isEqualTo("\n");
    }
  }

  @Test
  void makesASmallPostThatMatchesTheRulesItHolds() throws IOException {
    Rule dogs = fake.addRule("dog", Optional.empty());
    String cats = fake.rules().get(0).id();
    try (RawClient client = RawClient.stream(fake)) {
      fake.publish(12, "look");
      assertThat(client.text())
          .isEqualTo(
              ("{'data':{'id':'12','text':'look','edit_history_tweet_ids':['12']},"
                      + "'matching_rules':[{'id':'%s','tag':'cats'},{'id':'%s'}]}\r\n")
                  .replace('\'', '"')
                  .formatted(cats, dogs.id()));
      Payload post = fake.publish(13, "look", dogs);
      assertThat(client.text()).isEqualTo(post.text() + "\r\n");
      assertThat(post.text()).endsWith("[{\"id\":\"" + dogs.id() + "\"}]}");
    }
    assertThat(dogs.id()).matches("[0-9]{19}");
  }

  @Test
  void sendsWhatIsPublishedOnlyToConnectionsOpenThen() throws IOException {
    startWith(FakeX.builder().maxConnections(2));
    fake.publish("nobody listens");
    try (RawClient first = RawClient.stream(fake)) {
      fake.publish("one listens");
      try (RawClient second = RawClient.stream(fake)) {
        fake.publish("both listen");
        assertThat(first.text()).isEqualTo("one listens\r\n");
        assertThat(first.text()).isEqualTo("both listen\r\n");
        assertThat(second.text()).isEqualTo("both listen\r\n");
      }
    }
    assertThat(fake.published())
        .extracting(Payload::text)
        .containsExactly("nobody listens", "one listens", "both listen");
    assertThat(fake.connections()).extracting(ServedConnection::frames).containsExactly(2L, 1L);
    assertThat(fake.connections()).extracting(ServedConnection::bytes).containsExactly(26L, 13L);
  }

  @Test
  void keepsFramesPublishedTogetherInOrder() throws IOException {
    List<Payload> frames =
        IntStream.range(0, 3_000).mapToObj(n -> Payload.ofText("{" + n)).toList();
    try (RawClient client = RawClient.stream(fake)) {
      fake.publish(frames);
      StringBuilder read = new StringBuilder();
      while (!read.toString().endsWith("{2999\r\n")) {
        read.append(client.text());
      }
      assertThat(read.toString().split("\r\n", -1))
          .startsWith("{0", "{1", "{2")
          .hasSize(frames.size() + 1);
    }
  }

  @Test
  void sendsRawBytesInAChunkOfTheirOwn() throws IOException {
    try (RawClient client = RawClient.stream(fake)) {
      fake.sendRaw("{\"data\"".getBytes(UTF_8));
      fake.sendRaw("\r".getBytes(UTF_8));
      fake.publish("x");
      assertThat(client.text()).isEqualTo("{\"data\"");
      assertThat(client.text()).isEqualTo("\r");
      assertThat(client.text()).isEqualTo("x\r\n");
    }
    assertThat(fake.published()).hasSize(1);
  }

  @Test
  void sendsKeepAlivesInSilenceUntilTold() throws IOException {
    startWith(FakeX.builder().keepAlive(Duration.ofMillis(10)));
    try (RawClient client = RawClient.stream(fake)) {
      assertThat(client.text()).isEqualTo("\r\n");
      assertThat(client.text()).isEqualTo("\r\n");
      fake.stopKeepAlives();
      client.patience(Duration.ofMillis(200));
      assertThatThrownBy(
              () -> {
                for (int sentBefore = 0; sentBefore < 10; sentBefore++) {
                  client.chunk();
                }
              })
          .isInstanceOf(SocketTimeoutException.class);
      fake.resumeKeepAlives();
      client.patience(Duration.ofSeconds(10));
      assertThat(client.text()).isEqualTo("\r\n");
    }
  }

  @Test
  void compressesSuchThatEachMessageArrivesAtOnce() throws IOException, DataFormatException {
    ByteArrayOutputStream wire = new ByteArrayOutputStream();
    try (RawClient client = RawClient.stream(fake, "Accept-Encoding: deflate, GZIP;q=0.5")) {
      assertThat(client.header("content-encoding")).isEqualTo("gzip");
      Inflater inflater = new Inflater(true);
      fake.publish("first");
      byte[] chunk = client.chunk();
      wire.write(chunk);
      inflater.setInput(chunk, GZIP_HEADER, chunk.length - GZIP_HEADER);
      assertThat(inflated(inflater)).isEqualTo("first\r\n");
      fake.publish("second");
      chunk = client.chunk();
      wire.write(chunk);
      inflater.setInput(chunk);
      assertThat(inflated(inflater)).isEqualTo("second\r\n");
      inflater.end();
      fake.endConnections();
      for (chunk = client.chunk(); chunk.length > 0; chunk = client.chunk()) {
        wire.write(chunk);
      }
    }
    assertThat(new GZIPInputStream(new ByteArrayInputStream(wire.toByteArray())).readAllBytes())
        .asString(UTF_8)
        .isEqualTo("first\r\nsecond\r\n");
  }

  @Test
  void compressesKeepAlivesTooSuchThatTheyArriveAtOnce() throws IOException, DataFormatException {
    startWith(FakeX.builder().keepAlive(Duration.ofMillis(20)));
    try (RawClient client = RawClient.stream(fake, "Accept-Encoding: gzip")) {
      byte[] chunk = client.chunk();
      Inflater inflater = new Inflater(true);
      inflater.setInput(chunk, GZIP_HEADER, chunk.length - GZIP_HEADER);
      assertThat(inflated(inflater)).isEqualTo("\r\n");
      inflater.end();
    }
  }

  private static String inflated(Inflater inflater) throws DataFormatException {
    byte[] bytes = new byte[100];
    return new String(bytes, 0, inflater.inflate(bytes), UTF_8);
  }

  @Test
  void doesNotCompressWhenTheClientForbidsIt() throws IOException {
    try (RawClient client = RawClient.stream(fake, "Accept-Encoding: gzip;q=0, identity")) {
      assertThat(client.header("content-encoding")).isEmpty();
    }
  }
}
