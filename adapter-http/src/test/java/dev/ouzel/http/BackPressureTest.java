package dev.ouzel.http;

import static dev.ouzel.http.RawServer.OK_CHUNKED;
import static dev.ouzel.http.RawServer.OK_GZIP;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ouzel.http.RawServer.Peer;
import dev.ouzel.stream.Frame;
import dev.ouzel.stream.Frame.PostFrame;
import dev.ouzel.stream.StreamSignal.Frames;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read, and how much of it at once. */
class BackPressureTest {
  private static final int FRAMES_IN_A_CHUNK = 100;

  private final Attempts attempts = new Attempts();

  @AfterEach
  void close() throws IOException {
    attempts.close();
  }

  @Test
  void withoutDemandTheServerCannotWriteOnAndWithDemandNothingIsMissing() throws Exception {
    int chunks = 8_000;
    AtomicLong written = new AtomicLong();
    RawServer server =
        attempts.serving(
            peer -> {
              peer.request();
              peer.send(OK_CHUNKED);
              for (int chunk = 0; chunk < chunks; chunk++) {
                peer.chunk(frames(chunk));
                written.incrementAndGet();
              }
              peer.lastChunk();
            });
    Recorder recorder = attempts.at(server).request(1).awaitSignals(1);

    long stalledAt = awaitStall(written);
    assertThat(stalledAt).isLessThan(chunks / 2);
    recorder.request(5).awaitSignals(6);
    assertThat(recorder.bytes()).isLessThanOrEqualTo(5L * StreamBody.TURN_BYTES);
    assertThat(awaitStall(written)).isLessThan(chunks * 3 / 4);

    recorder.requestAll().awaitCompletion();
    assertThat(ids(recorder))
        .isEqualTo(LongStream.rangeClosed(1, (long) chunks * FRAMES_IN_A_CHUNK).boxed().toList());
  }

  /** Each frame says what the next must be, so that none can be missing, double or out of order. */
  private static String frames(int chunk) {
    long first = (long) chunk * FRAMES_IN_A_CHUNK + 1;
    return LongStream.range(first, first + FRAMES_IN_A_CHUNK)
        .mapToObj(
            id -> "{\"data\":{\"id\":\"" + id + "\",\"text\":\"" + "x".repeat(50) + "\"}}\r\n")
        .collect(Collectors.joining());
  }

  private static List<Long> ids(Recorder recorder) {
    return recorder.frames().stream().map(frame -> ((PostFrame) frame).id()).toList();
  }

  /** What the count is once it has stood still for half a second. */
  private static long awaitStall(AtomicLong count) {
    long last = -1;
    long since = System.nanoTime();
    while (System.nanoTime() - since < Duration.ofMillis(500).toNanos()) {
      if (count.get() != last) {
        last = count.get();
        since = System.nanoTime();
      }
      LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
    }
    return last;
  }

  @Test
  void theChunksOfOneReadAreOneSignal() throws Exception {
    String chunk = "4\r\n{}\r\n\r\n";
    RawServer server =
        attempts.serving(
            peer -> {
              peer.request();
              peer.send(OK_CHUNKED + chunk.repeat(1_000) + "0\r\n\r\n");
            });

    Recorder recorder = attempts.at(server).requestAll();

    recorder.awaitCompletion();
    assertThat(recorder.frames()).hasSize(1_000);
    assertThat(recorder.turns()).hasSizeLessThan(20);
  }

  @Test
  void aFrameIsDeliveredWithoutWaitingForMore() throws Exception {
    CountDownLatch arrived = new CountDownLatch(1);
    RawServer server =
        attempts.serving(
            peer -> {
              peer.request();
              peer.send(OK_CHUNKED).chunk("{}\r\n");
              assertThat(arrived.await(20, TimeUnit.SECONDS)).isTrue();
              peer.lastChunk();
            });

    Recorder recorder = attempts.at(server).requestAll().awaitFrames(1);
    arrived.countDown();

    recorder.awaitCompletion();
    server.awaitServed();
  }

  @Test
  void aTurnIsNeverLargerThanItMayBe() throws Exception {
    RawServer server =
        attempts.serving(
            peer -> {
              peer.request();
              peer.send(OK_CHUNKED);
              for (int chunk = 0; chunk < 500; chunk++) {
                peer.chunk(frames(chunk));
              }
              peer.lastChunk();
            });

    Recorder recorder = attempts.at(server).requestAll();

    recorder.awaitCompletion();
    assertThat(recorder.turns())
        .allSatisfy(turn -> assertThat(turn.bytes()).isBetween(1L, (long) StreamBody.TURN_BYTES));
    assertThat(recorder.turns()).allSatisfy(BackPressureTest::assertPinnedIsCounted);
  }

  private static void assertPinnedIsCounted(Frames turn) {
    long sizes = turn.frames().stream().mapToLong(frame -> frame.payload().size()).sum();
    assertThat(turn.pinnedBytes())
        .isGreaterThanOrEqualTo(sizes)
        .isLessThanOrEqualTo(2L * StreamBody.TURN_BYTES);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void demandThatComesAndGoesLosesNothing(boolean compressed) throws Exception {
    long seed = System.nanoTime();
    int chunks = 400;
    RawServer server =
        attempts.serving(
            peer -> {
              peer.request();
              peer.send(compressed ? OK_GZIP : OK_CHUNKED);
              Random random = new Random(seed);
              OutputStream body = new RandomChunks(peer, random);
              OutputStream out = compressed ? new GZIPOutputStream(body, 512, true) : body;
              for (int chunk = 0; chunk < chunks; chunk++) {
                out.write(frames(chunk).getBytes(US_ASCII));
                if (random.nextInt(50) == 0) {
                  out.flush();
                }
              }
              out.close();
              peer.lastChunk();
            });
    Random random = new Random(seed);
    Recorder recorder = attempts.at(server);

    int asked = 0;
    do {
      int more = 1 + random.nextInt(3);
      recorder.request(more);
      asked += more;
    } while (!recorder.awaitSignalsOrEnd(asked));

    recorder.awaitCompletion();
    assertThat(ids(recorder))
        .as("seed %d", seed)
        .isEqualTo(LongStream.rangeClosed(1, (long) chunks * FRAMES_IN_A_CHUNK).boxed().toList());
  }

  /** Sends what is written in HTTP chunks of random sizes. */
  private static final class RandomChunks extends OutputStream {
    private final Peer peer;
    private final Random random;

    RandomChunks(Peer peer, Random random) {
      this.peer = peer;
      this.random = random;
    }

    @Override
    public void write(int octet) throws IOException {
      write(new byte[] {(byte) octet}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      int end = offset + length;
      for (int from = offset; from < end; ) {
        int to = Math.min(end, from + 1 + random.nextInt(3_000));
        peer.send(RawServer.chunkOf(Arrays.copyOfRange(bytes, from, to)));
        from = to;
      }
    }
  }

  /** Frames are slices of arrays that the network layer made: it must never write to them again. */
  @Test
  void framesKeepTheirBytesWhateverIsReadAfterThem() throws Exception {
    int chunks = 3_000;
    RawServer server =
        attempts.serving(
            peer -> {
              peer.request();
              peer.send(OK_CHUNKED);
              for (int chunk = 0; chunk < chunks; chunk++) {
                peer.chunk(frames(chunk));
              }
              peer.lastChunk();
            });

    Recorder recorder = attempts.at(server).requestAll();

    recorder.awaitCompletion();
    List<Frame> frames = recorder.frames();
    assertThat(frames).hasSize(chunks * FRAMES_IN_A_CHUNK);
    for (int i = 0; i < frames.size(); i++) {
      assertThat(frames.get(i).payload().text()).contains("\"id\":\"" + (i + 1) + "\"");
    }
  }
}
