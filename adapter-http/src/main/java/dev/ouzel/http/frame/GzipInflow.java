package dev.ouzel.http.frame;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.zip.ZipException;

/** Decompresses what is read, no sooner than it is read. */
final class GzipInflow implements Inflow {
  private static final int LARGEST_READ = 64 * 1024;

  private final Deque<Run> runs = new ArrayDeque<>();
  private final Gunzip gunzip = new Gunzip();
  private final byte[] page = new byte[LARGEST_READ];
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
    int length = Math.min(most, page.length);
    int count = 0;
    try {
      boolean fed = true;
      while (fed && count < length) {
        int inflated = gunzip.read(page, count, length - count);
        count += inflated;
        fed = inflated > 0 || feed();
      }
      outputMayWait = fed;
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
    Run run = runs.remove();
    gunzip.feed(run.array, run.start, run.length());
    waiting -= run.length();
    return true;
  }

  @Override
  public void close() {
    runs.clear();
    waiting = 0;
    outputMayWait = false;
    gunzip.close();
  }
}
