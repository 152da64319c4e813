package dev.ouzel.http.frame;

import java.util.Arrays;
import java.util.zip.ZipException;

/** Decompresses what is read, no sooner than it is read. */
final class GzipInflow implements Inflow {
  private static final int PAGE_BYTES = 64 * 1024;

  /** Each call of the decompressor is dear, so that many small runs are given to it as one. */
  private static final int GATHERED = 16 * 1024;

  private final Runs runs = new Runs();
  private final Gunzip gunzip = new Gunzip();
  private final byte[] page = new byte[PAGE_BYTES];
  private final byte[] gathered = new byte[GATHERED];
  private boolean outputMayWait;

  @Override
  public void add(byte[] array, int offset, int length) {
    runs.add(array, offset, length);
  }

  @Override
  public int waiting() {
    return runs.bytes();
  }

  @Override
  public boolean isEmpty() {
    return runs.isEmpty() && !outputMayWait;
  }

  @Override
  public void read(int most, Reader reader) throws ZipException {
    int left = most;
    int count;
    do {
      count = readPage(Math.min(left, page.length), reader);
      left -= count;
    } while (count > 0 && left > 0);
  }

  private int readPage(int length, Reader reader) throws ZipException {
    int count = 0;
    try {
      while (count < length && (!gunzip.needsInput() || feed())) {
        count += gunzip.read(page, count, length - count);
      }
      outputMayWait = !gunzip.needsInput();
      return count;
    } finally {
      if (count > 0) {
        reader.read(Arrays.copyOf(page, count), 0, count);
      }
    }
  }

  private boolean feed() {
    if (runs.isEmpty()) {
      return false;
    }
    byte[] array = runs.array();
    int start = runs.start();
    int length = runs.length();
    runs.take(length);
    if (runs.isEmpty() || length + runs.length() > GATHERED) {
      gunzip.feed(array, start, length);
    } else {
      System.arraycopy(array, start, gathered, 0, length);
      gunzip.feed(gathered, 0, gather(length));
    }
    return true;
  }

  /** Adds further runs behind what is gathered; tells how much there is then. */
  private int gather(int before) {
    int count = before;
    while (!runs.isEmpty() && count + runs.length() <= GATHERED) {
      int length = runs.length();
      System.arraycopy(runs.array(), runs.start(), gathered, count, length);
      runs.take(length);
      count += length;
    }
    return count;
  }

  @Override
  public void close() {
    runs.clear();
    outputMayWait = false;
    gunzip.close();
  }
}
