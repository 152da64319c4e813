package dev.ouzel.http.fuzz;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.ouzel.http.frame.FrameScanner;
import dev.ouzel.http.frame.Split;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * Cuts streams in pieces and compares what the splitter tells with what a plain one does. An input
 * is a script: its first byte picks the cap, {@code |} is a cut, an upper-case letter a run of
 * letters about as long as one of the splitter's limits, and any other byte is itself.
 */
class FrameSplitterFuzzTest {
  private static final int[] CAPS = {
    1, 2, 3, 7, 8, 9, 20, 100, Split.KEPT - 1, Split.KEPT, Split.KEPT + 1, 2 * Split.KEPT
  };

  /** A stream is not extended beyond this. */
  private static final int LONGEST = 3 * Split.KEPT;

  private static final FrameScanner SCANNER = new FrameScanner(payload -> List.of());

  @FuzzTest
  void cutsAlikeHoweverTheBytesArrive(byte[] script) {
    if (script.length == 0) {
      return;
    }
    int cap = CAPS[Math.floorMod(script[0], CAPS.length)];
    List<byte[]> pieces = pieces(script, cap);
    byte[] stream = joined(pieces);
    Split plain = Split.byText(cap, SCANNER, stream);
    assertThat(Split.bySplitter(cap, SCANNER, pieces)).isEqualTo(plain);
    assertThat(Split.bySplitter(cap, SCANNER, List.of(stream))).isEqualTo(plain);
  }

  private static List<byte[]> pieces(byte[] script, int cap) {
    List<byte[]> pieces = new ArrayList<>();
    ByteArrayOutputStream piece = new ByteArrayOutputStream();
    int length = 0;
    for (int at = 1; at < script.length && length < LONGEST; at++) {
      if (script[at] == '|') {
        pieces.add(piece.toByteArray());
        piece.reset();
      } else {
        byte[] bytes = bytes(script[at], cap);
        piece.writeBytes(bytes);
        length += bytes.length;
      }
    }
    pieces.add(piece.toByteArray());
    return pieces;
  }

  private static byte[] bytes(byte letter, int cap) {
    return letter >= 'A' && letter <= 'Z'
        ? "x".repeat(run(letter - 'A', cap)).getBytes(US_ASCII)
        : new byte[] {letter};
  }

  /** A to D are about the cap, E to H about 4 KiB, I to L about 64 KiB; M to Z are short. */
  private static int run(int index, int cap) {
    int offset = index % 4 - 1;
    return switch (index / 4) {
      case 0 -> cap + offset;
      case 1 -> 4096 + offset;
      case 2 -> Split.KEPT + offset;
      default -> index;
    };
  }

  private static byte[] joined(List<byte[]> pieces) {
    ByteArrayOutputStream stream = new ByteArrayOutputStream();
    pieces.forEach(stream::writeBytes);
    return stream.toByteArray();
  }
}
