package dev.ouzel.http.frame;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ouzel.post.Payload;
import dev.ouzel.stream.Frame;
import dev.ouzel.stream.Frame.UnreadableFrame;
import dev.ouzel.stream.StreamSignal.Frames;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FrameSplitterTest {
  private static final int KEPT = FrameSplitter.KEPT_OF_TOO_LONG;
  private static final FrameScanner SCANNER = new FrameScanner(payload -> List.of());

  @Test
  void cutsAtLineFeedsWithOrWithoutACarriageReturnBefore() {
    Reading reading = new Reading(100).read("one\r\ntwo\nthree\r\n");

    assertThat(reading.texts()).containsExactly("one", "two", "three");
    assertThat(reading.unfinished()).isZero();
  }

  @Test
  void emptyLinesAreKeepAlivesAndNoFrames() {
    Reading reading = new Reading(100).read("\r\n\n\r\none\r\n\r\n");

    assertThat(reading.texts()).containsExactly("one");
    assertThat(reading.keepAlives).isEqualTo(4);
  }

  @Test
  void aCarriageReturnWithinAFrameIsPartOfIt() {
    assertThat(new Reading(100).read("a\rb\r\r\n\r\r\n").texts()).containsExactly("a\rb\r", "\r");
  }

  @Test
  void bytesAfterTheLastLineFeedAreCountedAndNoFrame() {
    Reading reading = new Reading(100).read("one\r\ntw").read("o");

    assertThat(reading.texts()).containsExactly("one");
    assertThat(reading.unfinished()).isEqualTo(3);
    assertThat(reading.read("\r").unfinished()).isEqualTo(4);
    assertThat(reading.read("\n").unfinished()).isZero();
    assertThat(reading.texts()).containsExactly("one", "two");
  }

  @Test
  void cutsAlikeHoweverTheBytesArrive() {
    byte[] stream = "ab\r\n\r\nc\rd\n\n\r\r\nxyz".getBytes(UTF_8);
    Told expected = naively(stream, 100);
    for (int cuts = 0; cuts < 1 << (stream.length - 1); cuts++) {
      Reading reading = new Reading(100);
      int from = 0;
      for (int at = 1; at <= stream.length; at++) {
        if (at == stream.length || (cuts >> (at - 1) & 1) == 1) {
          reading.read(Arrays.copyOfRange(stream, from, at), 0);
          from = at;
        }
      }
      assertThat(reading.told()).as("cuts %s", Integer.toBinaryString(cuts)).isEqualTo(expected);
    }
  }

  @Test
  void agreesWithAPlainSplitterOnRandomStreams() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int round = 0; round < 300; round++) {
      int cap = 1 + random.nextInt(round % 10 == 0 ? 200_000 : 300);
      byte[] stream = randomStream(random, cap);
      Reading reading = new Reading(cap);
      for (int from = 0; from < stream.length; ) {
        int to = Math.min(stream.length, from + 1 + random.nextInt(1 + random.nextInt(20_000)));
        reading.read(Arrays.copyOfRange(stream, from, to), random.nextInt(5));
        from = to;
      }
      assertThat(reading.told())
          .as("seed %d, round %d", seed, round)
          .isEqualTo(naively(stream, cap));
    }
  }

  private static byte[] randomStream(Random random, int cap) {
    StringBuilder stream = new StringBuilder();
    int lines = random.nextInt(12);
    for (int line = 0; line < lines; line++) {
      int length =
          switch (random.nextInt(5)) {
            case 0 -> 0;
            case 1 -> Math.max(0, cap - 2 + random.nextInt(5));
            case 2 -> random.nextInt(3 * KEPT);
            default -> random.nextInt(100);
          };
      for (int i = 0; i < length; i++) {
        stream.append(random.nextInt(20) == 0 ? '\r' : (char) ('a' + i % 26));
      }
      stream.append(random.nextBoolean() ? "\r\n" : "\n");
    }
    return stream.append("x".repeat(random.nextInt(9))).toString().getBytes(UTF_8);
  }

  @Test
  void aFrameAsLongAsTheCapFitsAndALongerOneDoesNot() {
    int cap = 2 * KEPT;
    String fits = "x".repeat(cap);
    Reading reading =
        new Reading(cap).read(fits + "\r").read("\n" + fits + "\r\n" + fits).read("y\r\n");

    assertThat(reading.texts()).containsExactly(fits, fits, fits.substring(0, KEPT));
    assertThat(reading.frames.get(2))
        .extracting(frame -> ((UnreadableFrame) frame).reason())
        .isEqualTo("too long: 131073 bytes, the first 65536 kept");
  }

  @Test
  void aFrameWithoutEndIsSkippedAndTheNextOneRead() {
    Reading reading = new Reading(1_000).read("begins");
    byte[] more = "m".repeat(1024 * 1024).getBytes(UTF_8);
    for (int i = 0; i < 3_000; i++) {
      reading.splitter.read(more, 0, more.length);
    }

    assertThat(reading.unfinished()).isEqualTo(Integer.MAX_VALUE);
    reading.read("\r\nnext\r\n");
    assertThat(reading.texts()).hasSize(2).last().isEqualTo("next");
    assertThat(reading.frames.get(0).payload().text()).startsWith("beginsmm").hasSize(KEPT);
    assertThat(((UnreadableFrame) reading.frames.get(0)).reason())
        .startsWith("too long: 3145728006 ");
  }

  @Test
  void framesWithinAnArrayAreSlicesOfItAndItCountsAsPinnedOnce() {
    FrameSplitter splitter = splitter(100);
    byte[] array = "..one\r\ntwo\r\n........".getBytes(UTF_8);
    splitter.read(array, 2, 10);

    Frames turn = splitter.turn();
    assertThat(turn.pinnedBytes()).isEqualTo(array.length);
    assertThat(turn.frames()).allMatch(frame -> frame.payload().pinnedBytes() == array.length);
    assertThat(turn.bytes()).isEqualTo(10);
  }

  @Test
  void aFrameThatSpansArraysPinsNeither() {
    FrameSplitter splitter = splitter(100);
    splitter.read("spans".getBytes(UTF_8), 0, 5);
    splitter.read(" both\r\nand then".getBytes(UTF_8), 0, 15);

    Frames turn = splitter.turn();
    assertThat(turn.frames())
        .extracting(frame -> frame.payload().pinnedBytes())
        .containsExactly(10);
    assertThat(turn.pinnedBytes()).isEqualTo(10);
  }

  @Test
  void aTurnTellsOnlyWhatCameSinceTheLast() {
    FrameSplitter splitter = splitter(100);
    splitter.read("one\r\n\r\ntw".getBytes(UTF_8), 0, 9);
    splitter.turn();

    assertThat(splitter.hasRead()).isFalse();
    splitter.read("o\r\n".getBytes(UTF_8), 0, 3);
    assertThat(splitter.hasRead()).isTrue();
    Frames turn = splitter.turn();
    assertThat(turn.keepAlives()).isZero();
    assertThat(turn.bytes()).isEqualTo(3);
    assertThat(turn.frames()).extracting(frame -> frame.payload().text()).containsExactly("two");
  }

  /** What came of a stream. */
  private record Told(List<Frame> frames, int keepAlives, long bytes, int unfinished) {}

  /** The same by the simplest means: all bytes at hand, one after the other. */
  private static Told naively(byte[] stream, int cap) {
    List<Frame> frames = new ArrayList<>();
    int keepAlives = 0;
    int start = 0;
    for (int at = 0; at < stream.length; at++) {
      if (stream[at] == '\n') {
        int end = at > start && stream[at - 1] == '\r' ? at - 1 : at;
        if (end == start) {
          keepAlives++;
        } else {
          frames.add(frame(Arrays.copyOfRange(stream, start, end), cap));
        }
        start = at + 1;
      }
    }
    return new Told(frames, keepAlives, stream.length, stream.length - start);
  }

  private static Frame frame(byte[] line, int cap) {
    int kept = Math.min(line.length, KEPT);
    return line.length <= cap
        ? SCANNER.scan(line, 0, line.length)
        : new UnreadableFrame(
            "too long: " + line.length + " bytes, the first " + kept + " kept",
            Payload.wrap(line, 0, kept));
  }

  private static FrameSplitter splitter(int cap) {
    return new FrameSplitter(cap, SCANNER);
  }

  /** Reads a stream piece by piece and keeps what the splitter tells. */
  private static final class Reading {
    final FrameSplitter splitter;
    final List<Frame> frames = new ArrayList<>();
    int keepAlives;
    long bytes;

    Reading(int cap) {
      splitter = splitter(cap);
    }

    Reading read(String text) {
      return read(text.getBytes(UTF_8), 3);
    }

    /** Reads bytes from within a larger array, which has line feeds before and after them. */
    Reading read(byte[] piece, int margin) {
      byte[] array = new byte[piece.length + 2 * margin];
      Arrays.fill(array, (byte) '\n');
      System.arraycopy(piece, 0, array, margin, piece.length);
      splitter.read(array, margin, piece.length);
      Frames turn = splitter.turn();
      frames.addAll(turn.frames());
      keepAlives += turn.keepAlives();
      bytes += turn.bytes();
      long told = turn.frames().stream().mapToLong(frame -> frame.payload().size()).sum();
      assertThat(turn.pinnedBytes()).isGreaterThanOrEqualTo(told);
      return this;
    }

    List<String> texts() {
      return frames.stream().map(frame -> frame.payload().text()).toList();
    }

    int unfinished() {
      return splitter.unfinishedBytes();
    }

    Told told() {
      return new Told(frames, keepAlives, bytes, unfinished());
    }
  }
}
