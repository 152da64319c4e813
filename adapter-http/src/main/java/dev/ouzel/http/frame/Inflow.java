package dev.ouzel.http.frame;

import java.util.zip.ZipException;

/**
 * What was received and not yet read. Close it when done: decompression holds memory outside the
 * heap. Not safe for use by several threads.
 */
public interface Inflow extends AutoCloseable {
  /** Bytes that were not compressed. */
  static Inflow plain() {
    return new PlainInflow();
  }

  /**
   * Bytes that gzip compressed. They wait compressed, so that little which unfolds to much takes
   * little memory.
   */
  static Inflow gzip() {
    return new GzipInflow();
  }

  /** Takes what was received. The array must not be written to again. */
  void add(byte[] array, int offset, int length);

  /** How many bytes wait, as they were received. */
  int waiting();

  /** True when reading would tell nothing; a false may turn out to be wrong. */
  boolean isEmpty();

  /**
   * Reads on.
   *
   * @param most how many bytes to read at most; all that can be told are read up to that
   * @throws ZipException when the bytes are not what gzip writes; those before have been read then
   */
  void read(int most, Reader reader) throws ZipException;

  /** Drops what waits. */
  @Override
  void close();

  /** Takes bytes in their order. */
  interface Reader {
    /** Takes the next bytes, in an array that is not written to again. */
    void read(byte[] array, int offset, int length);
  }
}
