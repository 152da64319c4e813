package dev.ouzel.post;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;

/**
 * A run of bytes exactly as X sent it, without its line delimiter.
 *
 * <p>Immutable and safe to share between threads, provided that nobody writes to the array given to
 * {@link #wrap}. Slices share that array: a small payload may keep a larger array reachable, which
 * {@link #pinnedBytes} tells.
 */
public final class Payload {
  private static final long SPREAD = 0x9E3779B97F4A7C15L;
  private static final Payload EMPTY = new Payload(new byte[0], 0, 0);

  private final byte[] array;
  private final int offset;
  private final int size;

  private Payload(byte[] array, int offset, int size) {
    this.array = array;
    this.offset = offset;
    this.size = size;
  }

  /** The payload of no bytes. */
  public static Payload empty() {
    return EMPTY;
  }

  /**
   * A view of {@code size} bytes of {@code array} from {@code offset}, without copying. The caller
   * gives the array away: it must not be written to again.
   */
  public static Payload wrap(byte[] array, int offset, int size) {
    Objects.checkFromIndexSize(offset, size, array.length);
    return new Payload(array, offset, size);
  }

  /** The UTF-8 bytes of a text. */
  public static Payload ofText(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return new Payload(bytes, 0, bytes.length);
  }

  /** A copy of bytes that the caller keeps. */
  public static Payload copyOf(byte[] bytes) {
    return new Payload(bytes.clone(), 0, bytes.length);
  }

  /** How many bytes. */
  public int size() {
    return size;
  }

  /** True when there are no bytes. */
  public boolean isEmpty() {
    return size == 0;
  }

  /** The byte at {@code index}, from 0. */
  public byte at(int index) {
    return array[offset + Objects.checkIndex(index, size)];
  }

  /** The bytes from {@code from} up to but excluding {@code to}, sharing this payload's array. */
  public Payload slice(int from, int to) {
    Objects.checkFromToIndex(from, to, size);
    return new Payload(array, offset + from, to - from);
  }

  /** A payload of its own array, for one that would otherwise pin a much larger one. */
  public Payload detached() {
    return size == array.length ? this : new Payload(toByteArray(), 0, size);
  }

  /** How many bytes of memory stay reachable through this payload: the whole array behind it. */
  public int pinnedBytes() {
    return array.length;
  }

  /** A read-only view of the bytes, positioned at the first. */
  public ByteBuffer view() {
    return ByteBuffer.wrap(array, offset, size).slice().asReadOnlyBuffer();
  }

  /** A copy of the bytes. */
  public byte[] toByteArray() {
    return Arrays.copyOfRange(array, offset, offset + size);
  }

  /**
   * The bytes read as UTF-8. For people to read: malformed bytes become U+FFFD, so it is not always
   * possible to get the bytes back from it.
   */
  public String text() {
    return new String(array, offset, size, StandardCharsets.UTF_8);
  }

  /** Writes the bytes as they are. */
  public void writeTo(OutputStream out) throws IOException {
    out.write(array, offset, size);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Payload that
        && Arrays.equals(
            array, offset, offset + size, that.array, that.offset, that.offset + that.size);
  }

  /** Reads eight bytes at once: the duplicate window asks for it with every post. */
  @Override
  public int hashCode() {
    ByteBuffer bytes = ByteBuffer.wrap(array, offset, size);
    long hash = mixed(size);
    while (bytes.remaining() >= Long.BYTES) {
      hash = mixed(hash ^ bytes.getLong());
    }
    long rest = 0;
    while (bytes.hasRemaining()) {
      rest = (rest << Byte.SIZE) | (bytes.get() & 0xff);
    }
    return (int) mixed(hash ^ rest);
  }

  private static long mixed(long bits) {
    long product = bits * SPREAD;
    return product ^ (product >>> Integer.SIZE);
  }

  /** The size only: payloads are too large, and too personal, for a log. */
  @Override
  public String toString() {
    return "Payload[" + size + " bytes]";
  }
}
