package dev.ouzel.testkit.load;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * The wire's bytes for {@link #FRAMES} frames, each an HTTP chunk of its own as X sends them, ready
 * but for the ids. Stamped in place, so each connection has its own.
 */
final class Block {
  /**
   * How many frames. A post's id tells by its remainder which of them it is. So many that even the
   * shortest do not come round again within the half megabyte that {@code zstd -1} looks back.
   */
  static final int FRAMES = 2_048;

  private final byte[] bytes;

  /** Where each frame's id is to be written. */
  private final int[][] places;

  /** Where each frame's bytes end. */
  private final int[] ends;

  private Block(byte[] bytes, int[][] places, int[] ends) {
    this.bytes = bytes;
    this.places = places;
    this.ends = ends;
  }

  /** A block of these parts, one for each frame. */
  static Block of(List<Part> parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int[][] places = new int[parts.size()][];
    int[] ends = new int[parts.size()];
    for (int frame = 0; frame < parts.size(); frame++) {
      Part part = parts.get(frame);
      out.writeBytes(ascii(Integer.toHexString(part.bytes.length) + "\r\n"));
      int start = out.size();
      places[frame] = Arrays.stream(part.places).map(place -> start + place).toArray();
      out.writeBytes(part.bytes);
      out.writeBytes(ascii("\r\n"));
      ends[frame] = out.size();
    }
    return new Block(out.toByteArray(), places, ends);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /**
   * What one chunk holds.
   *
   * @param bytes the chunk's content, which nobody else writes to
   * @param places where the post's id is to be written
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Part(byte[] bytes, int[] places) {}

  /** The same again, for another connection. */
  Block copy() {
    return new Block(bytes.clone(), places, ends);
  }

  /** Writes the id of a frame wherever it belongs. */
  void stamp(int frame, long id) {
    for (int place : places[frame]) {
      Ids.stamp(bytes, place, id);
    }
  }

  byte[] bytes() {
    return bytes;
  }

  /** Where the frame's bytes begin. */
  int start(int frame) {
    return frame == 0 ? 0 : ends[frame - 1];
  }
}
