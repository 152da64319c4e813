package dev.ouzel.http;

import static dev.ouzel.http.RawServer.OK_GZIP;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ouzel.http.RawServer.Peer;
import dev.ouzel.stream.EndCause;
import dev.ouzel.stream.Frame.UnreadableFrame;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Compressed streams. */
class GzipStreamTest {
  private final Attempts attempts = new Attempts();

  @AfterEach
  void close() throws IOException {
    attempts.close();
  }

  /** Sends the next message only once the one before has arrived. */
  @Test
  void eachFlushedMessageArrivesAtOnceEvenInPacketsOfOneByte() throws Exception {
    Semaphore arrived = new Semaphore(0);
    RawServer server =
        attempts.serving(
            peer -> {
              peer.request();
              peer.send(OK_GZIP);
              ByteArrayOutputStream wire = new ByteArrayOutputStream();
              try (GZIPOutputStream gzip = new GZIPOutputStream(wire, true)) {
                for (int message = 1; message <= 5; message++) {
                  gzip.write(("{\"data\":{\"id\":\"" + message + "\"}}\r\n").getBytes(UTF_8));
                  gzip.flush();
                  peer.sendByteByByte(RawServer.chunkOf(wire.toByteArray()));
                  wire.reset();
                  assertThat(arrived.tryAcquire(20, TimeUnit.SECONDS)).isTrue();
                }
              }
              peer.send(RawServer.chunkOf(wire.toByteArray())).lastChunk();
            });

    Recorder recorder = attempts.at(server).requestAll();

    for (int message = 1; message <= 5; message++) {
      assertThat(recorder.awaitFrames(message).texts())
          .last()
          .isEqualTo("{\"data\":{\"id\":\"" + message + "\"}}");
      arrived.release();
    }
    recorder.awaitCompletion();
    server.awaitServed();
  }

  @Test
  void aMemberOfItsOwnForEachMessageIsReadToo() throws Exception {
    RawServer server =
        attempts.serving(
            peer -> {
              peer.request();
              peer.send(OK_GZIP);
              for (int message = 1; message <= 40; message++) {
                byte[] member = gzip("{\"data\":{\"id\":\"" + message + "\"}}\r\n");
                peer.sendByteByByte(RawServer.chunkOf(member));
              }
              peer.lastChunk();
            });

    Recorder recorder = attempts.at(server).requestAll();

    recorder.awaitCompletion();
    assertThat(recorder.texts()).hasSize(40).last().isEqualTo("{\"data\":{\"id\":\"40\"}}");
  }

  @Test
  void anEndWithinAMemberIsAnEndInOrderWhenTheResponseEndsInOrder() throws Exception {
    RawServer server =
        attempts.serving(
            peer -> {
              peer.request();
              ByteArrayOutputStream wire = new ByteArrayOutputStream();
              GZIPOutputStream gzip = new GZIPOutputStream(wire, true);
              gzip.write("{\"data\":{\"id\":\"1\"}}\r\n".getBytes(UTF_8));
              gzip.flush();
              peer.send(OK_GZIP).send(RawServer.chunkOf(wire.toByteArray())).lastChunk();
            });

    Recorder recorder = attempts.at(server).requestAll();

    recorder.awaitCompletion();
    assertThat(recorder.frames()).hasSize(1);
  }

  @Test
  void theTrailerOfGzipNeedsNoDemand() throws Exception {
    CountDownLatch arrived = new CountDownLatch(1);
    byte[] member = gzip("{\"data\":{\"id\":\"1\"}}\r\n");
    int trailer = member.length - 8;
    RawServer server =
        attempts.serving(
            peer -> {
              peer.request();
              peer.send(OK_GZIP).send(RawServer.chunkOf(Arrays.copyOf(member, trailer)));
              assertThat(arrived.await(20, TimeUnit.SECONDS)).isTrue();
              peer.send(RawServer.chunkOf(Arrays.copyOfRange(member, trailer, member.length)));
              peer.lastChunk();
            });
    Recorder recorder = attempts.at(server).request(2).awaitFrames(1);

    arrived.countDown();

    recorder.awaitCompletion();
    assertThat(recorder.signals()).hasSize(2);
  }

  /** A gigabyte from a megabyte, which a client that asks for little must not unfold. */
  @Test
  void aBombIsUnfoldedOnlyAsFarAsDemandGoes() throws Exception {
    byte[] bomb = gzip(new byte[100 * 1024 * 1024]);
    assertThat(bomb.length).isLessThan(110_000);
    RawServer server =
        attempts.serving(
            peer -> {
              peer.request();
              peer.send(OK_GZIP);
              for (int i = 0; i < 10; i++) {
                peer.send(RawServer.chunkOf(bomb));
              }
              peer.awaitClosed();
            });

    Recorder recorder = attempts.at(server).request(21).awaitSignals(21);

    assertThat(recorder.bytes()).isEqualTo(20L * StreamBody.TURN_BYTES);
    assertThat(recorder.turns()).allMatch(turn -> turn.pinnedBytes() == 0);
    recorder.cancel();
    server.awaitServed();
  }

  @Test
  void aBombWithinOneFrameIsCutAtTheCap() throws Exception {
    RawServer server =
        attempts.serving(
            peer -> {
              peer.request();
              peer.send(OK_GZIP).send(RawServer.chunkOf(gzip("x".repeat(20_000_000) + "\n{}\n")));
              peer.lastChunk();
            });

    Recorder recorder =
        attempts.with(Attempts.settings(server.uri()).frameCap(1_000_000).build()).requestAll();

    recorder.awaitCompletion();
    assertThat(recorder.frames()).hasSize(2);
    assertThat(((UnreadableFrame) recorder.frames().get(0)).reason())
        .isEqualTo("too long: 20000000 bytes, the first 65536 kept");
  }

  @Test
  void damagedGzipEndsTheAttemptAfterWhatCameBefore() throws Exception {
    RawServer server =
        attempts.serving(
            peer -> {
              peer.request();
              peer.send(OK_GZIP)
                  .send(RawServer.chunkOf(gzip("{\"data\":{\"id\":\"1\"}}\r\n{\"da")));
              peer.chunk("<html>");
              peer.awaitClosed();
            });

    Recorder recorder = attempts.at(server).requestAll();

    assertThat(recorder.awaitNetworkFailure())
        .isEqualTo(
            "damaged gzip from 127.0.0.1:%d: no gzip header where one was due"
                .formatted(server.port()));
    assertThat(recorder.frames()).hasSize(1);
    assertThat(recorder.awaitFailure().unfinishedBytes()).isEqualTo(4);
    server.awaitServed();
  }

  @Test
  void aCompressionThatWasNotAskedForEndsTheAttempt() throws Exception {
    RawServer server =
        attempts.serving(
            peer -> {
              peer.request();
              peer.send(OK_GZIP.replace("gzip", "br"));
              peer.awaitClosed();
            });

    assertThat(attempts.at(server).awaitNetworkFailure())
        .isEqualTo("compression that was not asked for: br");
    server.awaitServed();
  }

  @Test
  void aCompressedRefusalIsRead() throws Exception {
    RawServer server = attempts.serving(peer -> refuse(peer, gzip("{\"title\":\"Unauthorized\"}")));

    Recorder recorder = attempts.at(server);

    assertThat(recorder.awaitFailure().endCause())
        .isInstanceOfSatisfying(
            EndCause.Refused.class,
            refused -> assertThat(refused.refusal().words()).isEqualTo("Unauthorized"));
  }

  private static void refuse(Peer peer, byte[] body) throws IOException {
    peer.request();
    peer.send(
        "HTTP/1.1 401 Unauthorized\r\ncontent-encoding: gzip\r\ncontent-length: %d\r\n\r\n"
            .formatted(body.length));
    peer.send(body);
  }

  private static byte[] gzip(String text) throws IOException {
    return gzip(text.getBytes(UTF_8));
  }

  private static byte[] gzip(byte[] bytes) throws IOException {
    ByteArrayOutputStream wire = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(wire)) {
      gzip.write(bytes);
    }
    return wire.toByteArray();
  }
}
