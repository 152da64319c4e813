package dev.ouzel.testkit.server;

import static dev.ouzel.testkit.script.Attempts.attempt;
import static dev.ouzel.testkit.script.Attempts.attempts;
import static dev.ouzel.testkit.script.Attempts.everyRecovery;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ouzel.testkit.memory.ManualLoop;
import dev.ouzel.testkit.script.Answer;
import dev.ouzel.testkit.script.Deed;
import dev.ouzel.testkit.script.FaultScript;
import dev.ouzel.testkit.script.Reply;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How attempts are answered when the script says so. */
class FakeXAnswersTest {
  private static final String STREAM = "/2/tweets/search/stream";

  private final ManualLoop clock = new ManualLoop(Instant.parse("2026-01-06T12:00:00Z"), 0);
  private final FakeX fake =
      FakeX.builder().clock(clock).withRule("cat has:images", "cats").start();

  @AfterEach
  void close() {
    fake.close();
  }

  @Test
  void refusesSomeAttemptsAndServesTheNext() throws IOException {
    fake.play(
        FaultScript.empty()
            .fault("busy", attempts(1, 2).atAccept(), Answer.refuse(Reply.tooManyConnections()))
            .fault("gone", attempt(3).atAccept(), Answer.refuse(Reply.html(502, "<html>"))));
    for (int status : new int[] {429, 429, 502, 200}) {
      try (RawClient client = RawClient.stream(fake)) {
        assertThat(client.status()).isEqualTo(status);
        assertThat(client.header("x-rate-limit-limit")).isEqualTo("50");
        assertThat(client.header("x-rate-limit-remaining")).isNotEmpty();
        assertThat(client.header("x-rate-limit-reset")).isEqualTo("1767701700");
      }
    }
    fake.verifyFaults();
  }

  @Test
  void refusalsCountAgainstTheRateLimitWhoseHeadersTheyMayReplace() throws IOException {
    Reply reply = Reply.rateLimited(Instant.ofEpochSecond(1_800_000_000));
    fake.play(FaultScript.empty().fault("limit", attempt(2).atAccept(), Answer.refuse(reply)));
    String[][] expected = {{"49", "1767701700"}, {"0", "1800000000"}, {"47", "1767701700"}};
    for (String[] each : expected) {
      try (RawClient client = RawClient.stream(fake)) {
        assertThat(client.header("x-rate-limit-remaining")).isEqualTo(each[0]);
        assertThat(client.header("x-rate-limit-reset")).isEqualTo(each[1]);
      }
      fake.awaitConnections(0);
    }
  }

  @Test
  void refusesRecoveriesOnly() throws IOException {
    fake.play(
        FaultScript.empty()
            .fault("no", everyRecovery().atAccept(), Answer.refuse(Reply.empty(503))));
    try (RawClient live = RawClient.stream(fake);
        RawClient recovery = RawClient.get(fake, STREAM + "?start_time=2026-01-06T11:00:00Z")) {
      assertThat(live.status()).isEqualTo(200);
      assertThat(recovery.status()).isEqualTo(503);
      assertThat(recovery.body()).isEmpty();
    }
  }

  @Test
  void neverAnswersThoughItAccepts() throws IOException {
    fake.play(FaultScript.empty().fault("silence", attempt(1).atAccept(), Answer.silence()));
    try (Socket socket = ask()) {
      fake.awaitRequests(STREAM, 1);
      clock.advance(Duration.ofMinutes(5));
      socket.setSoTimeout(50);
      assertThatThrownBy(socket.getInputStream()::read).isInstanceOf(SocketTimeoutException.class);
    }
    assertThat(fake.connections()).isEmpty();
    fake.verifyFaults();
  }

  @Test
  void answersLateByTheClock() throws IOException {
    fake.play(
        FaultScript.empty()
            .fault("slow", attempt(1).atAccept(), Answer.after(Duration.ofSeconds(19))));
    try (Socket socket = ask()) {
      fake.awaitRequests(STREAM, 1);
      clock.advance(Duration.ofMillis(18_999));
      assertThat(fake.connections()).isEmpty();
      clock.advance(Duration.ofMillis(1));
      fake.awaitConnections(1);
      assertThat(socket.getInputStream().read()).isEqualTo('H');
    }
  }

  @Test
  void sendsHeadersAndThenNothing() throws IOException {
    fake.play(FaultScript.empty().fault("stall", attempt(1).atFrame(0), Deed.stall()));
    try (RawClient client = RawClient.stream(fake)) {
      assertThat(client.status()).isEqualTo(200);
      fake.publish("x");
      clock.advance(Duration.ofMinutes(5));
      client.patience(Duration.ofMillis(50));
      assertThatThrownBy(client::chunk).isInstanceOf(SocketTimeoutException.class);
    }
  }

  @Test
  void leavesTheDateOut() throws IOException {
    fake.play(FaultScript.empty().fault("no clock", attempt(1).atAccept(), Answer.withoutDate()));
    for (boolean dated : new boolean[] {false, true}) {
      try (RawClient client = RawClient.stream(fake)) {
        assertThat(client.status()).isEqualTo(200);
        assertThat(client.header("date").isEmpty()).isEqualTo(!dated);
      }
      fake.awaitConnections(0);
    }
  }

  @Test
  void takesAScriptFromTheSettings() throws IOException {
    FaultScript script =
        FaultScript.empty()
            .fault("first", attempt(1).atAccept(), Answer.refuse(Reply.unauthorized()));
    try (FakeX scripted = FakeX.builder().withRule("cat", "cats").script(script).start();
        RawClient client = RawClient.stream(scripted)) {
      assertThat(client.status()).isEqualTo(401);
      scripted.verifyFaults();
    }
  }

  private Socket ask() throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), fake.port());
    String head =
        "GET %s HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer %s\r\n\r\n"
            .formatted(STREAM, fake.token());
    socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
    return socket;
  }
}
