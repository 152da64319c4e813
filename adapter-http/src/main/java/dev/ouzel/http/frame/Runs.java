package dev.ouzel.http.frame;

import java.util.Arrays;

/**
 * The parts of arrays that are still to be read, in order. A ring, so that a stream whose every
 * frame is a part of its own costs no object for each.
 */
final class Runs {
  private static final int FIRST_ROOM = 16;

  private byte[][] arrays = new byte[FIRST_ROOM][];
  private int[] starts = new int[FIRST_ROOM];
  private int[] ends = new int[FIRST_ROOM];
  private int first;
  private int count;
  private int bytes;

  void add(byte[] array, int offset, int length) {
    if (length == 0) {
      return;
    }
    if (count == arrays.length) {
      grow();
    }
    int last = (first + count) % arrays.length;
    arrays[last] = array;
    starts[last] = offset;
    ends[last] = offset + length;
    count++;
    bytes += length;
  }

  private void grow() {
    byte[][] oldArrays = arrays;
    int[] oldStarts = starts;
    int[] oldEnds = ends;
    int room = 2 * oldArrays.length;
    arrays = new byte[room][];
    starts = new int[room];
    ends = new int[room];
    for (int i = 0; i < count; i++) {
      int from = (first + i) % oldArrays.length;
      arrays[i] = oldArrays[from];
      starts[i] = oldStarts[from];
      ends[i] = oldEnds[from];
    }
    first = 0;
  }

  boolean isEmpty() {
    return count == 0;
  }

  /** How many bytes all of them have. */
  int bytes() {
    return bytes;
  }

  /** The array that the first is a part of; there must be one. */
  byte[] array() {
    return arrays[first];
  }

  /** Where the first begins. */
  int start() {
    return starts[first];
  }

  /** How long the first is. */
  int length() {
    return ends[first] - starts[first];
  }

  /** Counts so many bytes of the first as read. */
  void take(int length) {
    starts[first] += length;
    bytes -= length;
    if (starts[first] == ends[first]) {
      arrays[first] = null;
      first = (first + 1) % arrays.length;
      count--;
    }
  }

  void clear() {
    Arrays.fill(arrays, null);
    count = 0;
    bytes = 0;
  }
}
