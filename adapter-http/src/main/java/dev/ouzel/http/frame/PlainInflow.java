package dev.ouzel.http.frame;

import java.util.ArrayDeque;
import java.util.Deque;

/** Hands on the arrays as they came. */
final class PlainInflow implements Inflow {
  private final Deque<Run> runs = new ArrayDeque<>();
  private int waiting;

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
    return waiting == 0;
  }

  @Override
  public void read(int most, Reader reader) {
    int left = most;
    while (left > 0 && !runs.isEmpty()) {
      Run run = runs.element();
      int offset = run.start;
      int length = Math.min(left, run.length());
      run.start += length;
      if (run.length() == 0) {
        runs.remove();
      }
      left -= length;
      waiting -= length;
      reader.read(run.array, offset, length);
    }
  }

  @Override
  public void close() {
    runs.clear();
    waiting = 0;
  }
}
