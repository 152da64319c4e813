package dev.ouzel.http.frame;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.zip.ZipException;

/** Decompresses what is read, no sooner than it is read. */
final class GzipInflow implements Inflow {
  private static final int PAGE_BYTES = 64 * 1024;

  /** Each call of the decompressor is dear, so that many small runs are given to it as one. */
  private static final int GATHERED = 16 * 1024;

  private final Deque<Run> runs = new ArrayDeque<>();
  private final Gunzip gunzip = new Gunzip();
  private final byte[] page = new byte[PAGE_BYTES];
  private final byte[] gathered = new byte[GATHERED];
  private int waiting;
  private boolean outputMayWait;

  @Override
  public void add(byte[] array, int offset, int length) {
    runs.add(new Run(array, offset, length));
    waiting += length;
  }

  @Override
  public int waiting() {
    return waiting;
  }

  @Override
  public boolean isEmpty() {
    return waiting == 0 && !outputMayWait;
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
    Run first = runs.remove();
    int fed = first.length();
    if (runs.isEmpty() || fed + runs.element().length() > GATHERED) {
      gunzip.feed(first.array, first.start, fed);
    } else {
      fed = gather(first);
      gunzip.feed(gathered, 0, fed);
    }
    waiting -= fed;
    return true;
  }

  private int gather(Run first) {
    System.arraycopy(first.array, first.start, gathered, 0, first.length());
    int count = first.length();
    while (!runs.isEmpty() && count + runs.element().length() <= GATHERED) {
      Run run = runs.remove();
      System.arraycopy(run.array, run.start, gathered, count, run.length());
      count += run.length();
    }
    return count;
  }

  @Override
  public void close() {
    runs.clear();
    waiting = 0;
    outputMayWait = false;
    gunzip.close();
  }
}
