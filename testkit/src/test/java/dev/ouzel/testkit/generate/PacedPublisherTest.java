package dev.ouzel.testkit.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ouzel.stream.StreamEndpoint;
import dev.ouzel.testkit.server.FakeX;
import dev.ouzel.testkit.server.ServedConnection;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PacedPublisherTest {
  private final FakeX fake =
      FakeX.builder().bufferLimit(1 << 20).withRule(PostGenerator.MATCH_ALL_RULE, "all").start();

  @AfterEach
  void close() {
    fake.close();
  }

  @Test
  void publishesAtItsRateUntilClosed() {
    long started = System.nanoTime();
    PacedPublisher publisher = PacedPublisher.start(fake, new PostGenerator(1), 2_000);
    fake.awaitPublished(1_000);
    Duration taken = Duration.ofNanos(System.nanoTime() - started);
    publisher.close();
    long published = fake.publishedCount();
    assertThat(taken).isGreaterThan(Duration.ofMillis(400));
    assertThat(publisher.published()).isEqualTo(published);
    assertThat(fake.published()).hasSize((int) published).doesNotHaveDuplicates();
  }

  @Test
  void createsPostsNowThatTheServerMatchesWithItsRules() throws Exception {
    Instant before = Instant.now();
    FrameReader all = FrameReader.start(fake, "/2/tweets/search/stream?tweet.fields=created_at");
    try (all;
        PacedPublisher publisher = PacedPublisher.start(fake, new PostGenerator(1), 10_000)) {
      JsonObject frame = all.next();
      assertThat(Instant.parse(frame.getJsonObject("data").getString("created_at")))
          .isBetween(before.minusSeconds(1), Instant.now());
      assertThat(frame.getJsonArray("matching_rules").getJsonObject(0).getString("id"))
          .isEqualTo(fake.rules().get(0).id());
      assertThat(publisher.published()).isLessThanOrEqualTo(fake.publishedCount());
    }
  }

  @Test
  void publishesNoFasterThanIsReadWhenAsFastAsPossible() throws Exception {
    try (PacedPublisher publisher =
        PacedPublisher.start(fake, new PostGenerator(1), Double.POSITIVE_INFINITY)) {
      assertThat(fake.publishedCount()).isZero();
      try (FrameReader reader = FrameReader.start(fake, "/2/tweets/search/stream")) {
        for (int i = 0; i < 20_000; i++) {
          assertThat(reader.next().getJsonObject("data")).isNotEmpty();
        }
        assertThat(fake.connections()).hasSize(1).allMatch(ServedConnection::isOpen);
        assertThat(fake.publishedCount()).isGreaterThanOrEqualTo(20_000);
      }
      assertThat(publisher.rate()).isInfinite();
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = StreamEndpoint.class,
      names = {
        "TWEETS_COMPLIANCE",
        "USERS_COMPLIANCE",
        "TWEET_LABEL",
        "LIKES_FIREHOSE",
        "LIKES_SAMPLE10",
        "LIKES_COMPLIANCE",
        "ACTIVITY_STREAM"
      })
  void feedsTheOtherStreamsThatSomebodyReads(StreamEndpoint stream) throws Exception {
    String partition = stream.partitions() > 0 ? "?partition=1" : "";
    try (FrameReader reader = FrameReader.start(fake, stream.path() + partition);
        PacedPublisher publisher = PacedPublisher.start(fake, new PostGenerator(1), 2_000)) {
      assertThat(reader.next().getJsonObject("data")).isNotEmpty();
      assertThat(publisher.rate()).isEqualTo(2_000);
    }
  }

  @Test
  void changesItsRate() {
    try (PacedPublisher publisher = PacedPublisher.start(fake, new PostGenerator(1), 0)) {
      assertThat(publisher.rate()).isZero();
      publisher.rate(1_000);
      fake.awaitPublished(10);
      publisher.reset();
      assertThat(publisher.rate()).isZero();
    }
  }

  @Test
  void saysThatPublishingFailed() {
    PacedPublisher publisher = PacedPublisher.start(fake, new PostGenerator(1), 1_000_000);
    fake.awaitPublished(1);
    fake.close();
    Instant patience = Instant.now().plusSeconds(10);
    while (!publisher.hasFailed() && Instant.now().isBefore(patience)) {
      Thread.onSpinWait();
    }
    assertThatThrownBy(publisher::close)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("the fake X is closed");
  }

  @Test
  void refusesARateThatIsNone() {
    assertThatThrownBy(() -> PacedPublisher.start(fake, new PostGenerator(1), -1))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
