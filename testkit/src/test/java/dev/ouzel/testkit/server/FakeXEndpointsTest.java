package dev.ouzel.testkit.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ouzel.connection.Connection;
import dev.ouzel.post.Payload;
import dev.ouzel.stream.EventKind;
import dev.ouzel.stream.StreamEndpoint;
import dev.ouzel.testkit.generate.PostGenerator;
import dev.ouzel.testkit.memory.ManualLoop;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class FakeXEndpointsTest {
  private static final Instant NOW = Instant.parse("2026-01-06T18:40:40.344Z");
  private static final List<Payload> POSTS =
      new PostGenerator(5).take(100, NOW, Duration.ofMillis(7));

  private final ManualLoop clock = new ManualLoop(NOW, 0);
  private FakeX fake = FakeX.builder().clock(clock).withRule("cat", "cats").start();

  @AfterEach
  void close() {
    fake.close();
  }

  private RawClient connect(StreamEndpoint endpoint) throws IOException {
    return RawClient.get(fake, target(endpoint, 1));
  }

  private static String target(StreamEndpoint endpoint, int partition) {
    return endpoint.path() + (endpoint.partitions() > 0 ? "?partition=" + partition : "");
  }

  @ParameterizedTest
  @EnumSource(StreamEndpoint.class)
  void servesEveryStreamAndListsItInTheHistory(StreamEndpoint endpoint) throws IOException {
    try (RawClient client = connect(endpoint)) {
      assertThat(client.status()).isEqualTo(200);
      fake.publish(endpoint, POSTS);
      assertThat(client.text()).isNotEmpty();
      assertThat(fake.connections())
          .singleElement()
          .extracting(ServedConnection::connection)
          .extracting(Connection::endpoint)
          .isEqualTo(Optional.of(endpoint));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "FILTERED, 50",
    "SAMPLE, 50",
    "SAMPLE10, 100",
    "FIREHOSE, 50",
    "TWEETS_COMPLIANCE, 100",
    "USERS_COMPLIANCE, 100",
    "TWEET_LABEL, 50",
    "LIKES_FIREHOSE, 50",
    "ACTIVITY_STREAM, 450"
  })
  void tellsTheRateLimitOfEachStream(StreamEndpoint endpoint, String limit) throws IOException {
    try (RawClient client = connect(endpoint)) {
      assertThat(client.header("x-rate-limit-limit")).isEqualTo(limit);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'data':{'id':'12','text':'x'}}| POST",
        "no JSON at all| POST",
        "{'data':{'id':'f00d','liked_tweet_id':'12'}}| LIKE",
        "{'data':{'event_uuid':'-12','payload':{}}}| ACTIVITY",
        "{'data':{'public_tweet_notice':{}}}| LABEL",
        "{'data':{'public_tweet_unviewable':{}}}| LABEL"
      })
  void carriesAFrameOnTheStreamsOfItsKind(String frame, EventKind kind) {
    assertThat(Carriers.of(Payload.ofText(frame.replace('\'', '"'))))
        .isNotEmpty()
        .allMatch(endpoint -> endpoint.events() == kind)
        .hasSameSizeAs(
            List.of(StreamEndpoint.values()).stream()
                .filter(endpoint -> endpoint.events() == kind)
                .toList());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'data':{'delete':{'tweet':{'id':'12'}}}}| TWEETS_COMPLIANCE",
        "{'data':{'withheld':{'tweet':{'id':'12'}}}}| TWEETS_COMPLIANCE",
        "{'data':{'drop':{}}}| TWEETS_COMPLIANCE",
        "{'data':{'undrop':{}}}| TWEETS_COMPLIANCE",
        "{'data':{'tweet_edit':{}}}| TWEETS_COMPLIANCE",
        "{'data':{'delete':{'favorite':{'id':'12','user_id':'7'}}}}| LIKES_COMPLIANCE",
        "{'data':{'user_suspend':{}}}| USERS_COMPLIANCE",
        "{'data':{'scrub_geo':{}}}| USERS_COMPLIANCE"
      })
  void carriesAComplianceEventOnOneStream(String frame, StreamEndpoint endpoint) {
    assertThat(Carriers.of(Payload.ofText(frame.replace('\'', '"')))).containsExactly(endpoint);
  }

  @Test
  void dealsEachPostToOnePartition() throws IOException {
    List<Payload> received = new ArrayList<>();
    for (int partition = 1; partition <= 2; partition++) {
      try (RawClient client = RawClient.get(fake, target(StreamEndpoint.SAMPLE10, partition))) {
        assertThat(client.status()).isEqualTo(200);
        fake.awaitConnections(1);
        fake.publish(POSTS);
        List<Payload> dealt = fake.delivered(last());
        assertThat(dealt).hasSizeBetween(20, 80);
        received.addAll(dealt);
      }
      fake.awaitConnections(0);
    }
    assertThat(received).containsExactlyInAnyOrderElementsOf(POSTS);
  }

  private ServedConnection last() {
    List<ServedConnection> served = fake.connections();
    return served.get(served.size() - 1);
  }

  @ParameterizedTest
  @CsvSource({
    "'', can not be empty",
    "?partition=, can not be empty",
    "?partition=0, [0]",
    "?partition=21, [21]",
    "?partition=x, [x]"
  })
  void wantsAPartitionThatTheStreamHas(String query, String fault) throws IOException {
    try (RawClient client = RawClient.get(fake, "/2/tweets/firehose/stream" + query)) {
      assertThat(client.status()).isEqualTo(400);
      assertThat(client.body()).contains("`partition`", fault, "problems/invalid-request");
    }
  }

  @Test
  void takesNoPartitionWhereTheStreamHasNone() throws IOException {
    try (RawClient client = RawClient.get(fake, "/2/tweets/sample/stream?partition=1")) {
      assertThat(client.status()).isEqualTo(400);
      assertThat(client.body()).contains("[partition]");
    }
  }

  @Test
  void replaysOnAStreamWhatHasItsForm() throws IOException {
    Payload notice = Payload.ofText("{\"data\":{\"public_tweet_notice\":{}}}");
    fake.replay(List.of(POSTS.get(0), notice));
    try (RawClient labels = RawClient.get(fake, "/2/tweets/label/stream");
        RawClient posts = RawClient.get(fake, "/2/tweets/sample/stream")) {
      assertThat(labels.text()).isEqualTo(notice.text() + "\r\n");
      assertThat(posts.text()).startsWith(POSTS.get(0).text());
    }
  }

  @Test
  void replaysNothingOfTheSampleButItsLastMinutes() throws IOException {
    fake.publish(1, "before");
    try (RawClient recovery =
            RawClient.get(fake, "/2/tweets/sample/stream?start_time=2026-01-06T18:00:00Z");
        RawClient backfill = RawClient.get(fake, "/2/tweets/sample/stream?backfill_minutes=5")) {
      assertThat(recovery.status()).isEqualTo(400);
      assertThat(backfill.text()).contains("before");
    }
  }

  @Test
  void holdsOneConnectionToEachPartition() throws IOException {
    try (RawClient first = RawClient.get(fake, target(StreamEndpoint.FIREHOSE, 1));
        RawClient second = RawClient.get(fake, target(StreamEndpoint.FIREHOSE, 2));
        RawClient again = RawClient.get(fake, target(StreamEndpoint.FIREHOSE, 2))) {
      assertThat(first.status()).isEqualTo(200);
      assertThat(second.status()).isEqualTo(200);
      assertThat(again.status()).isEqualTo(429);
      assertThat(again.body()).contains("TooManyConnections");
    }
  }

  @Test
  void wantsRulesForTheFilteredStreamOnly() throws IOException {
    fake.close();
    fake = FakeX.builder().start();
    try (RawClient filtered = connect(StreamEndpoint.FILTERED);
        RawClient sample = connect(StreamEndpoint.SAMPLE)) {
      assertThat(filtered.status()).isEqualTo(409);
      assertThat(sample.status()).isEqualTo(200);
    }
  }
}
