package dev.ouzel.testkit.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ouzel.connection.Connection;
import dev.ouzel.post.Payload;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FakeXEndsTest {
  private FakeX fake = builder().start();

  private static FakeXSettings.Builder builder() {
    return FakeX.builder().withRule("cat has:images", "cats");
  }

  @AfterEach
  void close() {
    fake.close();
  }

  private void startWith(FakeXSettings.Builder builder) {
    fake.close();
    fake = builder.start();
  }

  private Connection lastServed() {
    return fake.connections().get(fake.connections().size() - 1).connection();
  }

  @Test
  void endsAResponseInOrderAfterWhatWasPublished() throws IOException {
    try (RawClient client = RawClient.stream(fake)) {
      fake.publish("last");
      fake.endConnections();
      assertThat(client.text()).isEqualTo("last\r\n");
      assertThat(client.chunk()).isEmpty();
    }
    assertThat(lastServed().disconnectReason()).hasValue("operational_disconnect");
    fake.awaitConnections(0);
  }

  @Test
  void breaksAConnectionOffInTheMiddleOfAFrame() throws IOException {
    try (RawClient client = RawClient.stream(fake)) {
      fake.sendRaw("{\"data\":{\"id\"".getBytes(StandardCharsets.UTF_8));
      assertThat(client.text()).isEqualTo("{\"data\":{\"id\"");
      fake.cutConnections();
      assertThatThrownBy(client::chunk).isInstanceOf(SocketException.class);
    }
    assertThat(lastServed().disconnectReason()).hasValue("upstream_unclean_disconnect");
  }

  @Test
  void notesThatAClientLeft() throws IOException {
    try (RawClient client = RawClient.stream(fake)) {
      assertThat(client.status()).isEqualTo(200);
      fake.awaitConnections(1);
    }
    fake.awaitConnections(0);
    assertThat(lastServed().disconnectReason()).hasValue("client_disconnect");
    assertThat(lastServed().disconnectedAt()).isPresent();
  }

  @Test
  void givesTheReasonsItIsToldToGive() throws IOException {
    startWith(builder().putDisconnectReasons(ConnectionEnd.ENDED, "because"));
    try (RawClient client = RawClient.stream(fake)) {
      fake.endConnections();
      assertThat(client.chunk()).isEmpty();
    }
    assertThat(lastServed().disconnectReason()).hasValue("because");
  }

  @Test
  void dropsAReaderThatIsTooSlowAndHoldsNoMoreThanItsLimitForIt() throws IOException {
    startWith(builder().bufferLimit(100_000));
    Payload frame = Payload.ofText("x".repeat(10_000));
    try (RawClient client = RawClient.stream(fake)) {
      assertThat(client.status()).isEqualTo(200);
      int most = 10_000;
      while (fake.connections().get(0).isOpen() && fake.publishedCount() < most) {
        fake.publish(frame);
      }
      assertThat(fake.publishedCount()).isLessThan(most);
      assertThat(lastServed().disconnectReason()).hasValue("slow_reader");
      ServedConnection served = fake.connections().get(0);
      long unsent = fake.publishedCount() - served.frames();
      assertThat(unsent * 10_002).isBetween(100_000L, 120_000L);
      assertThatThrownBy(
              () -> {
                while (client.chunk().length > 0) {}
              })
          .isInstanceOf(IOException.class);
    }
  }

  @Test
  void waitsForAReaderThatIsSlowWithAReplay() throws IOException {
    startWith(builder().bufferLimit(1_000));
    Payload frame = Payload.ofText("x".repeat(10_000));
    fake.replay(Collections.nCopies(2_000, frame));
    try (RawClient client = RawClient.stream(fake)) {
      fake.publish("live");
      assertThat(fake.connections().get(0).frames()).isLessThan(2_001);
      StringBuilder end = new StringBuilder();
      long read = 0;
      while (!end.toString().endsWith("live\r\n")) {
        String text = client.text();
        read += text.length();
        end.replace(0, end.length(), text.substring(Math.max(0, text.length() - 10)));
      }
      assertThat(read).isEqualTo(2_000 * 10_002 + 6);
      fake.awaitDelivered(2_001);
    }
  }

  @Test
  void goesAwayAndComesBackOnTheSamePort() throws IOException, InterruptedException {
    int port = fake.port();
    try (RawClient client = RawClient.stream(fake)) {
      fake.stop();
      assertThatThrownBy(client::chunk).isInstanceOf(IOException.class);
    }
    assertThatThrownBy(() -> RawClient.stream(fake)).isInstanceOf(ConnectException.class);
    fake.publish("while it was away");
    fake.start();
    assertThat(fake.port()).isEqualTo(port);
    try (RawClient client = RawClient.stream(fake)) {
      fake.publish("back");
      assertThat(client.text()).isEqualTo("back\r\n");
    }
    assertThat(fake.publishedCount()).isEqualTo(2);
    assertThat(fake.connections()).hasSize(2);
    assertThat(fake.connections().get(0).connection().disconnectReason())
        .hasValue("upstream_operational_disconnect");
  }

  @Test
  void freesItsPortWhenClosedEvenIfAClientDoesNotRead() throws IOException {
    int port = fake.port();
    fake.replay(Collections.nCopies(2_000, Payload.ofText("x".repeat(10_000))));
    try (RawClient client = RawClient.stream(fake)) {
      assertThat(client.status()).isEqualTo(200);
      fake.close();
      startWith(builder().port(port));
      assertThat(fake.port()).isEqualTo(port);
    }
  }

  @Test
  void saysThatAPortIsTaken() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      FakeXSettings.Builder builder = builder().port(taken.getLocalPort());
      assertThatThrownBy(builder::start)
          .isInstanceOf(UncheckedIOException.class)
          .hasMessageContaining("cannot listen on 127.0.0.1:" + taken.getLocalPort());
    }
  }

  @Test
  void canBeClosedTwiceAndThenRefusesToAct() {
    fake.close();
    fake.close();
    assertThatThrownBy(() -> fake.publish("x"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the fake X is closed");
  }

  @Test
  void saysWhatItSawWhenWhatIsAwaitedDoesNotHappen() throws IOException {
    startWith(builder().patience(Duration.ofMillis(50)));
    try (RawClient client = RawClient.stream(fake)) {
      fake.publish("x");
      assertThat(client.text()).isEqualTo("x\r\n");
      assertThatThrownBy(() -> fake.awaitConnections(2))
          .isInstanceOf(AssertionError.class)
          .hasMessageContaining("2 open connections")
          .hasMessageContaining("GET /2/tweets/search/stream -> 200")
          .hasMessageContaining("1 frames, 3 bytes, open")
          .hasMessageContaining("1 frames published, 1 rules held");
    }
  }

  @Test
  void returnsFromAnAwaitAsSoonAsItHappens() throws IOException {
    try (RawClient client = RawClient.stream(fake)) {
      fake.publish("x");
      fake.awaitConnections(1);
      fake.awaitOpened(1);
      fake.awaitPublished(1);
      fake.awaitDelivered(1);
      fake.awaitRequests("/2/tweets/search/stream", 1);
      assertThat(client.text()).isEqualTo("x\r\n");
    }
  }
}
