package dev.ouzel.testkit.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ouzel.post.Payload;
import dev.ouzel.post.PostId;
import dev.ouzel.testkit.memory.ManualLoop;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The server in a time that the test drives. */
class FakeXClockTest {
  private static final Instant NOON = Instant.parse("2026-01-06T12:00:00Z");

  private final ManualLoop clock = new ManualLoop(NOON, 0);
  private final FakeX fake =
      FakeX.builder().clock(clock).withRule("cat has:images", "cats").start();

  @AfterEach
  void close() {
    fake.close();
  }

  @Test
  void datesFollowTheClock() throws IOException {
    clock.advance(Duration.ofHours(1));
    try (RawClient client = RawClient.stream(fake)) {
      assertThat(client.header("date")).isEqualTo("Tue, 06 Jan 2026 13:00:00 GMT");
    }
    assertThat(fake.now()).isEqualTo(NOON.plus(Duration.ofHours(1)));
    assertThat(fake.connections().get(0).connection().connectedAt())
        .hasValue(NOON.plus(Duration.ofHours(1)));
  }

  @Test
  void idsFollowTheClockAndNeverRepeat() {
    Payload first = fake.post("x");
    Payload second = fake.post("x");
    clock.advance(Duration.ofSeconds(1));
    Payload third = fake.post("x");

    assertThat(FrameId.of(first)).hasValue(PostId.at(NOON).value());
    assertThat(FrameId.of(second)).hasValue(PostId.at(NOON).value() + 1);
    assertThat(FrameId.of(third)).hasValue(PostId.at(NOON.plusSeconds(1)).value());
  }

  @Test
  void keepAlivesFollowTheClock() throws IOException {
    try (RawClient client = RawClient.stream(fake)) {
      clock.advance(Duration.ofMillis(19_999));
      fake.publish("a post puts the next keep-alive off");
      clock.advance(Duration.ofMillis(19_999));
      assertThat(fake.connections().get(0).bytes()).isEqualTo(37);
      clock.advance(Duration.ofMillis(1));
      assertThat(client.text()).startsWith("a post");
      assertThat(client.text()).isEqualTo("\r\n");
      clock.advance(Duration.ofMinutes(1));
      for (int i = 0; i < 3; i++) {
        assertThat(client.text()).isEqualTo("\r\n");
      }
    }
  }

  @Test
  void aClockDrivenOnAfterTheServerIsClosedHarmsNobody() throws IOException {
    try (RawClient client = RawClient.stream(fake)) {
      assertThat(client.status()).isEqualTo(200);
      fake.close();
      clock.advance(Duration.ofHours(1));
    }
  }
}
