package dev.ouzel.testkit.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ouzel.post.Payload;
import dev.ouzel.testkit.server.FakeX;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PacedPublisherTest {
  private final FakeX fake = FakeX.builder().withRule("cat", "cats").start();

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
  void publishesPostsCreatedNowThatMatchTheServersRules() {
    Instant before = Instant.now();
    try (PacedPublisher publisher = PacedPublisher.start(fake, new PostGenerator(1), 10_000)) {
      fake.awaitPublished(100);
      assertThat(publisher.published()).isLessThanOrEqualTo(fake.publishedCount());
    }
    Payload post = fake.published().get(99);
    JsonObject json = new JsonObject(post.text());
    assertThat(Instant.parse(json.getJsonObject("data").getString("created_at")))
        .isBetween(before.minusSeconds(1), Instant.now());
    assertThat(json.getJsonArray("matching_rules").getJsonObject(0).getString("id"))
        .isEqualTo(fake.rules().get(0).id());
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
    assertThatThrownBy(() -> PacedPublisher.start(fake, new PostGenerator(1), 0))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
