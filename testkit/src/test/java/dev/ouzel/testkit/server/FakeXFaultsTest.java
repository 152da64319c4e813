package dev.ouzel.testkit.server;

import static dev.ouzel.testkit.script.Attempts.attempt;
import static dev.ouzel.testkit.script.Attempts.everyAttempt;
import static dev.ouzel.testkit.script.Attempts.recovery;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ouzel.post.Payload;
import dev.ouzel.post.PostId;
import dev.ouzel.testkit.memory.ManualLoop;
import dev.ouzel.testkit.script.Attempts.OnStream;
import dev.ouzel.testkit.script.Deed;
import dev.ouzel.testkit.script.FaultScript;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What happens to open streams when the script says so. */
class FakeXFaultsTest {
  private static final Instant NOON = Instant.parse("2026-01-06T12:00:00Z");
  private static final String STREAM = "/2/tweets/search/stream";
  private static final String END = "\r\n";

  private final ManualLoop clock = new ManualLoop(NOON, 0);
  private final FakeX fake =
      FakeX.builder().clock(clock).withRule("cat has:images", "cats").start();

  @AfterEach
  void close() {
    fake.close();
  }

  private void play(OnStream when, Deed what) {
    fake.play(FaultScript.empty().fault("it", when, what));
  }

  private void publish(String... frames) {
    Stream.of(frames).forEach(fake::publish);
  }

  private String lastReason() {
    return fake.connections().get(0).connection().disconnectReason().orElse("open");
  }

  /** What arrives until the body's end or the connection's. */
  private static String untilTheEnd(RawClient client) throws IOException {
    StringBuilder text = new StringBuilder();
    for (String chunk = client.text(); !chunk.isEmpty(); chunk = client.text()) {
      text.append(chunk);
    }
    return text.toString();
  }

  /** What arrives until the connection breaks. */
  private static String untilItBreaks(RawClient client) {
    StringBuilder text = new StringBuilder();
    assertThatThrownBy(
            () -> {
              while (true) {
                text.append(client.text());
              }
            })
        .isInstanceOfAny(SocketException.class, EOFException.class);
    return text.toString();
  }

  private static void assertSilent(RawClient client) throws IOException {
    client.patience(Duration.ofMillis(50));
    assertThatThrownBy(client::chunk).isInstanceOf(SocketTimeoutException.class);
  }

  @Test
  void endsInOrderAfterSomeFrames() throws IOException {
    play(attempt(1).atFrame(2), Deed.end());
    try (RawClient client = RawClient.stream(fake)) {
      publish("a", "b", "c");
      assertThat(untilTheEnd(client)).isEqualTo("a\r\nb\r\n");
    }
    assertThat(lastReason()).isEqualTo("operational_disconnect");
    assertThat(fake.delivered(fake.connections().get(0))).hasSize(2);
    fake.verifyFaults();
  }

  @Test
  void endsBeforeTheFirstFrameAndOnlyInItsAttempt() throws IOException {
    play(attempt(2).atFrame(0), Deed.end());
    for (boolean ends : new boolean[] {false, true, false}) {
      try (RawClient client = RawClient.stream(fake)) {
        publish("a");
        assertThat(client.text()).isEqualTo(ends ? "" : "a\r\n");
      }
      fake.awaitConnections(0);
    }
  }

  @Test
  void resetsWithinAFrame() throws IOException {
    play(attempt(1).atByte(5), Deed.reset());
    try (RawClient client = RawClient.stream(fake)) {
      publish("abc", "def");
      assertThat(untilItBreaks(client)).isEqualTo("abc\r\n");
    }
    fake.play(FaultScript.empty().fault("it", attempt(1).atByte(6), Deed.reset()));
    try (RawClient client = RawClient.stream(fake)) {
      publish("abc", "def");
      assertThat(untilItBreaks(client)).isEqualTo("abc\r\nd");
    }
    assertThat(fake.connections()).extracting(ServedConnection::frames).containsExactly(1L, 1L);
    assertThat(lastReason()).isEqualTo("upstream_unclean_disconnect");
  }

  @Test
  void resetsRightAfterTheHeaders() throws IOException {
    play(attempt(1).atByte(0), Deed.reset());
    try (RawClient client = RawClient.stream(fake)) {
      assertThat(client.status()).isEqualTo(200);
      assertThat(untilItBreaks(client)).isEmpty();
    }
  }

  @Test
  void sendsHalfAFrameAndThenEndsOrResets() throws IOException {
    play(attempt(1).atFrame(1), Deed.halfFrameThen(Deed.end()));
    try (RawClient client = RawClient.stream(fake)) {
      publish("abcd", "efgh");
      assertThat(untilTheEnd(client)).isEqualTo("abcd\r\nef");
    }
    play(attempt(1).atFrame(1), Deed.halfFrameThen(Deed.reset()));
    try (RawClient client = RawClient.stream(fake)) {
      publish("abcd", "efgh");
      assertThat(untilItBreaks(client)).isEqualTo("abcd\r\nef");
    }
    assertThat(fake.connections()).extracting(ServedConnection::frames).containsExactly(1L, 1L);
  }

  @Test
  void stallsWithoutKeepAlivesAndCanBeTerminated() throws IOException, InterruptedException {
    play(attempt(1).atFrame(1), Deed.stall());
    try (RawClient client = RawClient.stream(fake)) {
      publish("a", "b");
      assertThat(client.text()).isEqualTo("a\r\n");
      clock.advance(Duration.ofMinutes(2));
      assertSilent(client);
      assertThat(lastReason()).isEqualTo("open");
      new JsonClient(fake).delete("/2/connections/all", "");
      assertThat(lastReason()).isEqualTo("operator_disconnect");
    }
  }

  @Test
  void keepsTheSlotOfAClientThatLeftUntilItIsTerminated() throws IOException, InterruptedException {
    play(attempt(1).atFrame(0), Deed.outliveClient());
    try (RawClient client = RawClient.stream(fake)) {
      assertThat(client.status()).isEqualTo(200);
    }
    assertThat(new JsonClient(fake).get(STREAM).status()).isEqualTo(429);
    publish("nobody reads");
    assertThat(lastReason()).isEqualTo("open");
    new JsonClient(fake).delete("/2/connections/filtered_stream", "");
    assertThat(lastReason()).isEqualTo("operator_disconnect");
    try (RawClient client = RawClient.stream(fake)) {
      assertThat(client.status()).isEqualTo(200);
    }
  }

  @Test
  void announcesAnOperationalDisconnectAndCloses() throws IOException {
    play(attempt(1).atFrame(1), Deed.operationalDisconnectThen(Deed.end()));
    try (RawClient client = RawClient.stream(fake)) {
      publish("a", "b");
      assertThat(untilTheEnd(client))
          .isEqualTo(
              "a\r\n{\"errors\":[{\"title\":\"operational-disconnect\",\"disconnect_type\":"
                  + "\"OperationalDisconnect\",\"detail\":\"This stream has been disconnected for"
                  + " operational reasons.\",\"type\":"
                  + "\"https://api.twitter.com/2/problems/operational-disconnect\"}]}\r\n");
    }
    assertThat(fake.connections().get(0).frames()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"UpstreamOperationalDisconnect", "SlowReader", "ForceDisconnect"})
  void announcesAnyDisconnectAndLeavesTheSocketOpen(String type) throws IOException {
    play(attempt(1).after(Duration.ofSeconds(3)), Deed.disconnectThen(type, Deed.stall()));
    try (RawClient client = RawClient.stream(fake)) {
      publish("a");
      assertThat(client.text()).isEqualTo("a\r\n");
      clock.advance(Duration.ofSeconds(3));
      assertThat(client.text()).contains("\"disconnect_type\":\"" + type + "\"").endsWith(END);
      assertSilent(client);
    }
  }

  @Test
  void breaksTheChunkedEncoding() throws IOException {
    play(attempt(1).atFrame(1), Deed.badChunk());
    try (RawClient client = RawClient.stream(fake)) {
      publish("a", "b");
      assertThat(client.text()).isEqualTo("a\r\n");
      assertThatThrownBy(client::chunk)
          .isInstanceOf(NumberFormatException.class)
          .hasMessageContaining("no chunk");
    }
  }

  @Test
  void dripsByteByByte() throws IOException {
    play(everyAttempt().atFrame(1), Deed.drip());
    try (RawClient client = RawClient.stream(fake)) {
      publish("ab", "c😀");
      assertThat(client.text()).isEqualTo("ab\r\n");
      byte[] expected = "c😀\r\n".getBytes(UTF_8);
      for (byte each : expected) {
        assertThat(client.chunk()).containsExactly(each);
      }
    }
  }

  @Test
  void repeatsTheLastFrames() throws IOException {
    play(attempt(1).atFrame(3), Deed.duplicates(2));
    try (RawClient client = RawClient.stream(fake)) {
      publish("a", "b", "c", "d");
      fake.endConnections();
      assertThat(untilTheEnd(client)).isEqualTo("a\r\nb\r\nc\r\nb\r\nc\r\nd\r\n");
    }
    assertThat(fake.delivered(fake.connections().get(0))).hasSize(6);
  }

  @Test
  void changesTheOrderOfSomeFrames() throws IOException {
    play(attempt(1).atFrame(1), Deed.disorder(4, 1));
    try (RawClient client = RawClient.stream(fake)) {
      publish("a", "b", "c", "d", "e", "f");
      fake.endConnections();
      String text = untilTheEnd(client);
      List<String> frames = List.of(text.strip().split(END, -1));
      assertThat(frames).startsWith("a").endsWith("f").containsOnlyOnce("b", "c", "d", "e");
      assertThat(frames).isNotEqualTo(List.of("a", "b", "c", "d", "e", "f"));
    }
  }

  @Test
  void givesBackWhatItHeldForDisorderAtTheEnd() throws IOException {
    play(attempt(1).atFrame(0), Deed.disorder(9, 1));
    try (RawClient client = RawClient.stream(fake)) {
      publish("a", "b");
      fake.endConnections();
      assertThat(untilTheEnd(client)).hasSize(6).contains("a\r\n", "b\r\n");
    }
  }

  @Test
  void injectsLinesAndBytes() throws IOException {
    fake.play(
        FaultScript.empty()
            .fault("line", attempt(1).atFrame(1), Deed.line("<html>"))
            .fault("bytes", attempt(1).atByte(4), Deed.inject(new byte[] {0, '\n'})));
    try (RawClient client = RawClient.stream(fake)) {
      publish("a", "b");
      assertThat(client.text()).isEqualTo("a\r\n");
      assertThat(client.text()).isEqualTo("<html>\r\n");
      assertThat(client.chunk()).containsExactly(0, '\n');
      assertThat(client.text()).isEqualTo("b\r\n");
    }
  }

  @Test
  void actsAtTheEndInPlaceOfIt() throws IOException {
    play(attempt(1).atEnd(), Deed.inject("half".getBytes(UTF_8)).then(Deed.reset()));
    try (RawClient client = RawClient.stream(fake)) {
      publish("a");
      fake.endConnections();
      assertThat(untilItBreaks(client)).isEqualTo("a\r\nhalf");
    }
    assertThat(lastReason()).isEqualTo("upstream_unclean_disconnect");
  }

  @Test
  void actsAfterATimeByTheClock() throws IOException {
    play(attempt(1).after(Duration.ofMinutes(30)), Deed.reset());
    try (RawClient client = RawClient.stream(fake)) {
      fake.stopKeepAlives();
      clock.advance(Duration.ofMinutes(30).minusMillis(1));
      assertThat(lastReason()).isEqualTo("open");
      clock.advance(Duration.ofMillis(1));
      assertThat(untilItBreaks(client)).isEmpty();
    }
  }

  @Test
  void actsAfterATimeOnAStalledStreamButNotOnOneThatEnded() throws IOException {
    fake.play(
        FaultScript.empty()
            .fault("stall", attempt(1).atFrame(0), Deed.stall())
            .fault("reset", attempt(1).after(Duration.ofMinutes(1)), Deed.reset())
            .fault("too late", attempt(1).after(Duration.ofMinutes(2)), Deed.end()));
    try (RawClient client = RawClient.stream(fake)) {
      assertSilent(client);
      clock.advance(Duration.ofMinutes(2));
      assertThat(untilItBreaks(client)).isEmpty();
    }
    assertThatThrownBy(fake::verifyFaults).hasMessageEndingWith("[too late]");
  }

  @Test
  void sendsNothingAfterAnEndThatTheScriptPutsBeforeIt() throws IOException {
    play(attempt(1).atFrame(1), Deed.end().then(Deed.line("late")).then(Deed.duplicates(1)));
    try (RawClient client = RawClient.stream(fake, "Accept-Encoding: gzip")) {
      publish("a", "b");
      while (client.chunk().length > 0) {}
    }
    assertThat(fake.connections().get(0).bytes()).isEqualTo(3);
  }

  @Test
  void endsARecoveryEarlyAndGoesSilentInAnother() throws IOException {
    fake.publish(PostId.at(NOON.minusSeconds(60)).value(), "first");
    fake.publish(PostId.at(NOON.minusSeconds(59)).value(), "second");
    fake.play(
        FaultScript.empty()
            .fault("early", recovery(1).atFrame(1), Deed.end())
            .fault("silent", recovery(2).atFrame(1), Deed.stall()));
    try (RawClient live = RawClient.stream(fake);
        RawClient early = RawClient.get(fake, STREAM + "?start_time=2026-01-06T11:00:00Z");
        RawClient silent = RawClient.get(fake, STREAM + "?start_time=2026-01-06T11:00:00Z")) {
      assertThat(untilTheEnd(early)).contains("first").doesNotContain("second");
      assertThat(silent.text()).contains("first");
      assertSilent(silent);
      Payload now = fake.post("now");
      assertThat(live.text()).isEqualTo(now.text() + END);
    }
    fake.verifyFaults();
  }

  @Test
  void worksOnCompressedStreamsToo() throws IOException {
    play(attempt(1).atByte(6), Deed.end());
    try (RawClient client = RawClient.stream(fake, "Accept-Encoding: gzip")) {
      publish("abc", "def");
      ByteArrayOutputStream wire = new ByteArrayOutputStream();
      for (byte[] chunk = client.chunk(); chunk.length > 0; chunk = client.chunk()) {
        wire.write(chunk);
      }
      assertThat(new GZIPInputStream(new ByteArrayInputStream(wire.toByteArray())).readAllBytes())
          .asString(UTF_8)
          .isEqualTo("abc\r\nd");
    }
  }

  @Test
  void namesTheFaultThatNeverHappened() {
    play(attempt(7).atFrame(1), Deed.end());
    assertThatThrownBy(fake::verifyFaults)
        .isInstanceOf(AssertionError.class)
        .hasMessage("these faults of the script never happened: [it]");
    assertThat(fake.report()).contains("faults that have not happened: [it]");
    assertThatThrownBy(() -> fake.play(FaultScript.empty())).isInstanceOf(AssertionError.class);
  }
}
