package dev.ouzel.http.frame;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ouzel.post.Payload;
import dev.ouzel.stream.Frame;
import dev.ouzel.stream.Frame.UnreadableFrame;
import dev.ouzel.stream.StreamSignal.Frames;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What a stream holds.
 *
 * @param frames the frames in their order
 * @param keepAlives how many empty lines
 * @param bytes how many bytes, all told
 * @param unfinished how many of them after the last line feed
 */
public record Split(List<Frame> frames, int keepAlives, long bytes, int unfinished) {
  /** How much of a frame beyond the cap is kept. */
  public static final int KEPT = FrameSplitter.KEPT_OF_TOO_LONG;

  /** The splitter reads before and behind a piece what would mislead it most. */
  private static final int MARGIN = 2;

  /** By the splitter, to which the stream comes in these pieces. */
  public static Split bySplitter(int cap, FrameScanner scanner, List<byte[]> pieces) {
    FrameSplitter splitter = new FrameSplitter(cap, scanner);
    List<Frame> frames = new ArrayList<>();
    int keepAlives = 0;
    long bytes = 0;
    for (byte[] piece : pieces) {
      byte[] array = new byte[piece.length + 2 * MARGIN];
      Arrays.fill(array, (byte) '\n');
      System.arraycopy(piece, 0, array, MARGIN, piece.length);
      splitter.read(array, MARGIN, piece.length);
      assertThat(splitter.hasRead()).isEqualTo(piece.length > 0);
      Frames turn = splitter.turn();
      pinsWhatItTells(turn);
      frames.addAll(turn.frames());
      keepAlives += turn.keepAlives();
      bytes += turn.bytes();
    }
    return new Split(frames, keepAlives, bytes, splitter.unfinishedBytes());
  }

  private static void pinsWhatItTells(Frames turn) {
    long told = 0;
    for (Frame frame : turn.frames()) {
      told += frame.payload().size();
      assertThat((long) frame.payload().pinnedBytes()).isLessThanOrEqualTo(turn.pinnedBytes());
    }
    assertThat(turn.pinnedBytes()).isGreaterThanOrEqualTo(told);
  }

  /** By the simplest means, from all of the stream at once. */
  public static Split byText(int cap, FrameScanner scanner, byte[] stream) {
    String[] lines = new String(stream, ISO_8859_1).split("\n", -1);
    int last = lines.length - 1;
    List<Frame> frames = new ArrayList<>();
    for (String line : Arrays.asList(lines).subList(0, last)) {
      String text = line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
      if (!text.isEmpty()) {
        frames.add(frame(cap, scanner, text.getBytes(ISO_8859_1)));
      }
    }
    return new Split(frames, last - frames.size(), stream.length, lines[last].length());
  }

  private static Frame frame(int cap, FrameScanner scanner, byte[] line) {
    if (line.length <= cap) {
      return scanner.scan(line, 0, line.length);
    }
    int kept = Math.min(line.length, KEPT);
    return new UnreadableFrame(
        "too long: %d bytes, the first %d kept".formatted(line.length, kept),
        Payload.wrap(line, 0, kept));
  }
}
