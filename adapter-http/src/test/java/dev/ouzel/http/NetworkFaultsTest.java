package dev.ouzel.http;

import static dev.ouzel.http.RawServer.OK_CHUNKED;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ouzel.http.RawServer.Peer;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a network, or a server gone wrong, can do to an attempt. */
class NetworkFaultsTest {
  private final Attempts attempts = new Attempts();

  @AfterEach
  void close() throws IOException {
    attempts.close();
  }

  /** How a server leaves. */
  enum Leaving {
    RESET {
      @Override
      void leave(Peer peer) throws IOException {
        peer.reset();
      }
    },
    CLOSING_WITHIN_A_CHUNK {
      @Override
      void leave(Peer peer) throws IOException {
        peer.send("ff\r\n");
      }
    },
    CLOSING_BETWEEN_CHUNKS {
      @Override
      void leave(Peer peer) {}
    },
    SENDING_A_BAD_CHUNK {
      @Override
      void leave(Peer peer) throws IOException {
        peer.send("zz\r\n\r\n");
      }
    };

    abstract void leave(Peer peer) throws IOException;
  }

  /**
   * A turn is full after 643 of these frames, and reading pauses. What the network layer holds then
   * must not be lost when it tells of the failure first; its queues take a dozen or two.
   */
  private static final int[] AROUND_A_FULL_TURN =
      IntStream.concat(IntStream.of(1, 20), IntStream.rangeClosed(640, 675)).toArray();

  @ParameterizedTest
  @EnumSource(Leaving.class)
  void whatCameBeforeAFailureIsDeliveredOnDemandAndThenTheFailure(Leaving leaving)
      throws Exception {
    for (int count : AROUND_A_FULL_TURN) {
      List<String> sent = posts(count, 100);
      RawServer server =
          attempts.serving(
              peer -> {
                peer.request();
                // At once: a reset would drop what the sender's kernel had not sent.
                peer.send(OK_CHUNKED + chunks(sent) + "7\r\n{\"data\"\r\n");
                leaving.leave(peer);
              });
      Recorder recorder = attempts.at(server).request(1).awaitSignals(1);
      server.awaitServed();

      recorder.requestAll();

      assertThat(recorder.awaitNetworkFailure()).isNotBlank();
      assertSame(recorder.texts(), sent);
      assertThat(recorder.awaitFailure().unfinishedBytes()).isEqualTo(7);
      assertThat(recorder.bytes()).isEqualTo(count * 102L + 7);
    }
  }

  @Test
  void anEndInOrderStaysOneWhenTheConnectionClosesBeforeItIsRead() throws Exception {
    for (int count : AROUND_A_FULL_TURN) {
      List<String> sent = posts(count, 100);
      RawServer server =
          attempts.serving(
              peer -> {
                peer.request();
                peer.send(OK_CHUNKED + chunks(sent) + "0\r\n\r\n");
              });
      Recorder recorder = attempts.at(server).request(1).awaitSignals(1);
      server.awaitServed();

      recorder.requestAll().awaitCompletion();

      assertSame(recorder.texts(), sent);
    }
  }

  @Test
  void aResponseThatArrivesByteByByteIsReadAlike() throws Exception {
    List<String> sent = posts(20, 40);
    RawServer server =
        attempts.serving(
            peer -> {
              peer.request();
              peer.sendByteByByte((OK_CHUNKED + chunks(sent) + "0\r\n\r\n").getBytes(UTF_8));
            });

    Recorder recorder = attempts.at(server).requestAll();

    recorder.awaitCompletion();
    assertSame(recorder.texts(), sent);
  }

  @Test
  void chunksMayBeCutAnywhere() throws Exception {
    byte[] stream = "{\"data\":{\"id\":\"1\"}}\r\n\r\n{\"data\":{\"id\":\"2\"}}\n".getBytes(UTF_8);
    RawServer server =
        attempts.serving(
            peer -> {
              String target = peer.request().lines().findFirst().orElseThrow();
              int cut = Integer.parseInt(target.replaceAll(".*/(\\d+)/2/tweets.*", "$1"));
              peer.send(OK_CHUNKED)
                  .send(RawServer.chunkOf(Arrays.copyOf(stream, cut)))
                  .send(RawServer.chunkOf(Arrays.copyOfRange(stream, cut, stream.length)))
                  .lastChunk();
            });
    for (int cut = 1; cut < stream.length; cut++) {
      Recorder recorder = attempts.at(URI.create(server.uri() + "/" + cut)).requestAll();

      recorder.awaitCompletion();
      assertThat(recorder.texts())
          .as("cut at %d", cut)
          .containsExactly("{\"data\":{\"id\":\"1\"}}", "{\"data\":{\"id\":\"2\"}}");
      assertThat(recorder.turns().stream().mapToInt(turn -> turn.keepAlives()).sum()).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"connection: close", "content-length: 21"})
  void aBodyMayEndWithTheConnectionOrHaveALength(String header) throws Exception {
    RawServer server =
        attempts.serving(
            peer -> {
              peer.request();
              peer.send("HTTP/1.1 200 OK\r\n" + header + "\r\n\r\n{\"data\":{\"id\":\"1\"}}\r\n");
            });

    Recorder recorder = attempts.at(server).requestAll();

    recorder.awaitCompletion();
    assertThat(recorder.texts()).containsExactly("{\"data\":{\"id\":\"1\"}}");
  }

  @Test
  void headersOfSixtyKilobytesAreAccepted() throws Exception {
    Recorder recorder = attempts.at(attempts.serving(peer -> open(peer, 60_000))).requestAll();

    assertThat(recorder.awaitFrames(1).texts()).containsExactly("{\"data\":{\"id\":\"1\"}}");
  }

  @Test
  void headersOfMoreThan64KibEndTheAttempt() throws Exception {
    Recorder recorder = attempts.at(attempts.serving(peer -> open(peer, 70_000))).requestAll();

    assertThat(recorder.awaitNetworkFailure()).contains("header is larger than 65536 bytes");
  }

  private static void open(Peer peer, int headerSize) throws IOException {
    peer.request();
    String cookie = "set-cookie: " + "c".repeat(1_000 - 14);
    List<String> cookies = Collections.nCopies(headerSize / 1_000, cookie);
    peer.send(RawServer.okChunked(cookies.toArray(String[]::new)));
    peer.chunk("{\"data\":{\"id\":\"1\"}}\r\n");
    peer.awaitClosed();
  }

  @ParameterizedTest
  @ValueSource(strings = {"SSH-2.0-OpenSSH_9.2\r\n", "\0\1\2\3\r\n\r\n", "HTTP/3.7 200 OK\r\n\r\n"})
  void aServerThatSpeaksSomethingElseEndsTheAttempt(String greeting) throws Exception {
    RawServer server =
        attempts.serving(
            peer -> {
              peer.request();
              peer.send(greeting);
              peer.awaitClosed();
            });

    assertThat(attempts.at(server).awaitNetworkFailure()).contains("127.0.0.1:" + server.port());
  }

  @Test
  void aServerThatClosesWithoutAnAnswerEndsTheAttempt() throws Exception {
    RawServer server = attempts.serving(Peer::request);

    assertThat(attempts.at(server).awaitNetworkFailure())
        .isEqualTo(
            "127.0.0.1:" + server.port() + " closed the connection before the response had ended");
  }

  @Test
  void aTlsHandshakeThatIsNotAnsweredEndsTheAttemptInTime() throws Exception {
    RawServer server = attempts.serving(Peer::awaitClosed);
    XClientSettings settings =
        Attempts.settings(URI.create("https://127.0.0.1:" + server.port()))
            .connectTimeout(Duration.ofMillis(300))
            .build();

    assertThat(attempts.with(settings).awaitNetworkFailure())
        .isEqualTo("no connection to 127.0.0.1:" + server.port() + " in time");
    server.awaitServed();
  }

  @Test
  void aServerWithoutTlsIsToldApart() throws Exception {
    RawServer server =
        attempts.serving(
            peer -> {
              peer.send("HTTP/1.1 400 Bad Request\r\n\r\n");
              peer.awaitClosed();
            });

    assertThat(attempts.at(URI.create("https://127.0.0.1:" + server.port())).awaitNetworkFailure())
        .startsWith("TLS with 127.0.0.1:" + server.port() + ": not an SSL/TLS record");
  }

  @Test
  void aPortThatNobodyListensToEndsTheAttempt() throws Exception {
    RawServer server = attempts.serving(Peer::request);
    server.close();

    assertThat(attempts.at(server).awaitNetworkFailure())
        .isEqualTo("connection refused by 127.0.0.1:" + server.port());
  }

  /** Without printing thousands of frames. */
  private static void assertSame(List<String> got, List<String> sent) {
    assertThat(got.equals(sent)).as("%d of %d frames", got.size(), sent.size()).isTrue();
  }

  /** Each frame in a chunk of its own. */
  private static String chunks(List<String> frames) {
    return frames.stream()
        .map(frame -> Integer.toHexString(frame.length() + 2) + "\r\n" + frame + "\r\n\r\n")
        .collect(Collectors.joining());
  }

  /** Posts of exactly this many bytes. */
  private static List<String> posts(int count, int size) {
    return IntStream.rangeClosed(1, count)
        .mapToObj(id -> "{\"data\":{\"id\":\"" + (1_000_000 + id) + "\",\"text\":\"")
        .map(beginning -> beginning + "x".repeat(size - beginning.length() - 3) + "\"}}")
        .toList();
  }
}
