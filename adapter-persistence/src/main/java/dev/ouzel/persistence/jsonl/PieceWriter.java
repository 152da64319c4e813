package dev.ouzel.persistence.jsonl;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;

/**
 * Gathers bytes into pieces that are worth a write, outside the heap, where a file takes them from
 * without another copy. Kept and used again: it makes no object for a frame.
 */
final class PieceWriter extends OutputStream {
  /** What the processor's caches still hold. */
  static final int PIECE_BYTES = 1024 * 1024;

  /** Takes what remains in a buffer. */
  interface Target {
    void take(ByteBuffer bytes) throws IOException;
  }

  private final ByteBuffer piece = ByteBuffer.allocateDirect(PIECE_BYTES);
  private Target target = bytes -> {};

  /** Begins anew, and gives pieces to {@code next}. */
  PieceWriter to(Target next) {
    piece.clear();
    target = next;
    return this;
  }

  @Override
  public void write(int b) throws IOException {
    if (!piece.hasRemaining()) {
      flush();
    }
    piece.put((byte) b);
  }

  @Override
  public void write(byte[] bytes, int offset, int size) throws IOException {
    int from = offset;
    int end = offset + size;
    while (from < end) {
      if (!piece.hasRemaining()) {
        flush();
      }
      int some = Math.min(end - from, piece.remaining());
      piece.put(bytes, from, some);
      from += some;
    }
  }

  void writeLong(long value) throws IOException {
    if (piece.remaining() < Long.BYTES) {
      flush();
    }
    piece.putLong(value);
  }

  /** Gives on what was gathered, if anything. */
  @Override
  public void flush() throws IOException {
    if (piece.position() > 0) {
      target.take(piece.flip());
      piece.clear();
    }
  }
}
