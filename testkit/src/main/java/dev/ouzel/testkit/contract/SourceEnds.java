package dev.ouzel.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ouzel.post.Payload;
import dev.ouzel.stream.EndCause;
import dev.ouzel.stream.StreamEnded;
import dev.ouzel.stream.StreamRequest;
import dev.ouzel.stream.StreamSource;
import dev.ouzel.testkit.server.FakeX;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Nothing comes unasked, nothing is lost for want of demand, and every end is told. */
abstract class SourceEnds extends SourceFrames {
  private static final StreamRequest FILTERED = StreamRequest.builder().build();
  private static final long SEED = 20_260_301;

  /** More than two sockets' buffers hold: loopback takes some 10 MB of it. */
  private static final int MANY = 384;

  private static final int SIZE = 64 << 10;

  @Test
  protected void connectsWithoutDemandAndSignalsNothing() {
    FakeX x = serve();

    SourceProbe probe = subscribe(x);

    x.awaitConnections(1);
    x.publish(post(1));
    letWhatWasSentArrive();
    assertThat(probe.signals()).isEmpty();
    probe.requestAll();
    assertThat(payloads(probe.awaitFrames(1))).containsExactly(post(1));
  }

  @Test
  protected void signalsNoMoreThanIsAskedFor() {
    FakeX x = serve();
    List<Payload> frames = LongStream.rangeClosed(1, 100).mapToObj(SourceFixture::post).toList();
    SourceProbe probe = subscribe(x).request(1);
    probe.awaitOpened();
    x.publish(frames);
    x.endConnections();

    for (int signals = 2; probe.frames().size() < frames.size(); signals++) {
      probe.request(1);
      probe.awaitSignals(signals);
    }

    assertThat(payloads(probe.frames())).isEqualTo(frames);
    probe.awaitCompletion();
  }

  @Test
  protected void slowsXDownWithoutDemandAndLosesNothing() {
    FakeX x = serve();
    List<Payload> frames = incompressible();
    x.replay(frames);
    SourceProbe probe = subscribe(x).request(1);
    probe.awaitOpened();

    long sent = bytesSentOnceItStalls(x);
    x.endConnections();

    assertThat(sent)
        .as("bytes X could send to a reader without demand, of %d", (long) MANY * SIZE)
        .isLessThan((long) MANY * SIZE * 3 / 4);
    assertThat(probe.frames()).isEmpty();
    probe.requestAll();
    assertThat(payloads(probe.awaitFrames(MANY))).isEqualTo(frames);
    probe.awaitCompletion();
  }

  private static List<Payload> incompressible() {
    byte[] bytes = new byte[SIZE * 3 / 4];
    new Random(SEED).nextBytes(bytes);
    String text = Base64.getEncoder().encodeToString(bytes);
    return LongStream.rangeClosed(1, MANY)
        .mapToObj(id -> "{\"data\":{\"id\":\"" + id + "\",\"text\":\"" + text + "\"}}")
        .map(Payload::ofText)
        .toList();
  }

  /** Waits until the server could send nothing for half a second. */
  private long bytesSentOnceItStalls(FakeX x) {
    long start = System.nanoTime();
    long moved = start;
    long sent = -1;
    while (System.nanoTime() - moved < Duration.ofMillis(500).toNanos()) {
      assertThat(Duration.ofNanos(System.nanoTime() - start))
          .isLessThan(patience().multipliedBy(3));
      LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
      long now = x.connections().get(0).bytes();
      if (now != sent) {
        sent = now;
        moved = System.nanoTime();
      }
    }
    return sent;
  }

  @Test
  protected void completesWhenXEndsInOrder() {
    FakeX x = serve();
    SourceProbe probe = open(x);

    x.publish(post(1));
    x.endConnections();

    probe.awaitCompletion();
    assertThat(payloads(probe.frames())).containsExactly(post(1));
  }

  @Test
  protected void failsWhenTheConnectionIsReset() {
    FakeX x = serve();
    SourceProbe probe = open(x);
    x.publish(post(1));
    probe.awaitFrames(1);

    x.cutConnections();

    assertThat(probe.awaitFailure(EndCause.NetworkFailure.class).detail()).isNotBlank();
    assertThat(probe.awaitFailure().unfinishedBytes()).isZero();
  }

  @Test
  protected void failsWhenXBreaksOffWithinAFrame() {
    FakeX x = serve();
    SourceProbe probe = open(x);
    x.publish(post(1));
    x.sendRaw(utf8("{\"data\":{\"id\":\"2\""));
    probe.awaitBytes(x.connections().get(0).bytes());

    x.cutConnections();

    probe.awaitFailure(EndCause.NetworkFailure.class);
    assertThat(probe.awaitFailure().unfinishedBytes()).isEqualTo(17);
    assertThat(payloads(probe.frames())).containsExactly(post(1));
  }

  @Test
  protected void failsWhenXEndsInOrderButWithinAFrame() {
    FakeX x = serve();
    SourceProbe probe = open(x);

    x.publish(post(1));
    x.sendRaw(utf8("{\"data\":{\"id\":\"2\"}}"));
    x.endConnections();

    probe.awaitFailure(EndCause.Closed.class);
    assertThat(probe.awaitFailure().unfinishedBytes()).isEqualTo(19);
    assertThat(payloads(probe.frames())).containsExactly(post(1));
  }

  @Test
  protected void deliversOnDemandWhatCameBeforeAnEndInOrder() {
    FakeX x = serve();
    SourceProbe probe = subscribe(x).request(1);
    probe.awaitOpened();
    x.publish(List.of(post(1), post(2)));
    x.publish(post(3));

    x.endConnections();
    letWhatWasSentArrive();

    probe.requestAll().awaitCompletion();
    assertThat(payloads(probe.frames())).containsExactly(post(1), post(2), post(3));
  }

  @Test
  protected void deliversOnDemandWhatCameBeforeABreak() {
    FakeX x = serve();
    SourceProbe probe = subscribe(x).request(1);
    probe.awaitOpened();
    x.publish(List.of(post(1), post(2)));
    x.sendRaw(utf8("{\"data\""));

    x.stop();
    letWhatWasSentArrive();

    probe.requestAll().awaitFailure(EndCause.NetworkFailure.class);
    assertThat(payloads(probe.frames())).containsExactly(post(1), post(2));
    assertThat(probe.awaitFailure().unfinishedBytes()).isEqualTo(7);
  }

  @Test
  protected void endsWithoutDemandWhenNothingIsUndelivered() {
    FakeX x = serve();
    SourceProbe probe = subscribe(x).request(1);
    probe.awaitOpened();

    x.endConnections();

    probe.awaitCompletion();
  }

  @Test
  protected void failsWhenNobodyListens() {
    FakeX x = serve();
    x.stop();

    StreamEnded ended = subscribe(x).awaitFailure();

    assertThat(ended.endCause()).isInstanceOf(EndCause.NetworkFailure.class);
    assertThat(ended.unfinishedBytes()).isZero();
  }

  @Test
  protected void closesTheConnectionWhenCancelled() {
    FakeX x = serve();
    SourceProbe probe = open(x);
    x.publish(post(1));
    probe.awaitFrames(1);

    probe.cancel();

    x.awaitConnections(0);
    assertThat(payloads(open(x).frames())).isEmpty();
  }

  @Test
  protected void closesTheConnectionWhenCancelledWithoutDemand() {
    FakeX x = serve();
    SourceProbe probe = subscribe(x).request(1);
    probe.awaitOpened();
    x.publish(List.of(post(1), post(2)));

    probe.cancel();

    x.awaitConnections(0);
    assertThat(probe.frames()).isEmpty();
  }

  @Test
  protected void closesTheConnectionWhenCancelledBeforeItOpened() throws IOException {
    try (ServerSocket mute = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      mute.setSoTimeout(Math.toIntExact(patience().toMillis()));
      URI url = URI.create("http://127.0.0.1:" + mute.getLocalPort());
      StreamSource source = source(url, () -> "a-token");
      SourceProbe probe = subscribe(source, FILTERED).requestAll();
      try (Socket accepted = mute.accept()) {
        accepted.setSoTimeout(mute.getSoTimeout());
        assertThat(accepted.getInputStream().read()).as("first byte").isEqualTo('G');

        probe.cancel();

        assertClosed(accepted);
      }
      assertThat(probe.signals()).isEmpty();
    }
  }

  private static void assertClosed(Socket socket) throws IOException {
    try {
      socket.getInputStream().readAllBytes();
    } catch (SocketTimeoutException e) {
      throw new AssertionError("the connection is still open", e);
    } catch (SocketException reset) {
      // A connection that was reset is closed too.
    }
  }
}
