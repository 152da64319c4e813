package dev.ouzel.testkit.load;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * Compresses lines once and for all, so that only ids are to be written before they are sent: those
 * stand in stored blocks. What stands for them meanwhile is no text, so that nothing refers to it.
 * Flushed after each line, as X does.
 */
final class Compressed {
  private static final int LEVEL = 6;
  private static final int SEED = 1;
  private static final byte[] NOTHING = {};
  private static final byte[] MARK = mark();

  private final Deflater deflater = new Deflater(LEVEL, true);
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  private Compressed() {}

  /** The lines compressed one after another, as one cycle of a stream without end. */
  static List<Block.Part> of(List<Block.Part> lines) {
    Compressed compressed = new Compressed();
    try {
      List<Block.Part> parts = lines.stream().map(compressed::line).toList();
      check(lines, parts);
      return parts;
    } finally {
      compressed.deflater.end();
    }
  }

  private Block.Part line(Block.Part line) {
    byte[] bytes = line.bytes();
    out.reset();
    int from = 0;
    for (int id : line.places()) {
      put(LEVEL, bytes, from, id);
      from = id + Ids.DIGITS;
      put(Deflater.NO_COMPRESSION, MARK, 0, MARK.length);
    }
    put(LEVEL, bytes, from, bytes.length);
    byte[] whole = out.toByteArray();
    return new Block.Part(whole, Ids.places(whole, MARK));
  }

  private static byte[] mark() {
    byte[] mark = new byte[Ids.DIGITS];
    // Not 0xff, with which the head of a stored block ends.
    Arrays.fill(mark, (byte) 0xfe);
    return mark;
  }

  private void put(int level, byte[] bytes, int from, int to) {
    // The change of level flushes what was given before it, so nothing new may be given with it.
    deflater.setLevel(level);
    deflater.setInput(NOTHING);
    flush();
    deflater.setInput(bytes, from, to - from);
    flush();
  }

  private void flush() {
    byte[] page = new byte[64 * 1024];
    int count = deflater.deflate(page, 0, page.length, Deflater.SYNC_FLUSH);
    while (count > 0) {
      out.write(page, 0, count);
      count = deflater.deflate(page, 0, page.length, Deflater.SYNC_FLUSH);
    }
  }

  /** Goes through two cycles with other ids, as whoever reads them will. */
  private static void check(List<Block.Part> lines, List<Block.Part> parts) {
    Inflater inflater = new Inflater(true);
    Random ids = new Random(SEED);
    try {
      for (int cycle = 0; cycle < 2; cycle++) {
        for (int line = 0; line < lines.size(); line++) {
          long id = ids.nextLong() & Long.MAX_VALUE;
          byte[] expected = stamped(lines.get(line), id);
          byte[] read = new byte[expected.length + 1];
          inflater.setInput(stamped(parts.get(line), id));
          int count = inflater.inflate(read);
          if (count != expected.length || !Arrays.equals(Arrays.copyOf(read, count), expected)) {
            throw new IllegalStateException("line " + line + " does not decompress to itself");
          }
        }
      }
    } catch (DataFormatException e) {
      throw new IllegalStateException("the compressed lines are no gzip", e);
    } finally {
      inflater.end();
    }
  }

  private static byte[] stamped(Block.Part part, long id) {
    byte[] bytes = part.bytes().clone();
    for (int place : part.places()) {
      Ids.stamp(bytes, place, id);
    }
    return bytes;
  }
}
