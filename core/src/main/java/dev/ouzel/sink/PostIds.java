package dev.ouzel.sink;

import java.util.Arrays;
import java.util.function.LongConsumer;

/**
 * Ids of posts that a sink holds, without boxing, and in bounded memory: {@link #MOST} of them, 48
 * MB. Filled by one thread, then only read.
 */
public final class PostIds {
  /** How many ids there is room for: as many as the engine's duplicate window usually holds. */
  public static final int MOST = 6_000_000;

  private static final int FIRST_SIZE = 64;

  private long[] ids = new long[FIRST_SIZE];
  private int size;

  /** No ids, for a sink that remembers none. */
  public static PostIds none() {
    return new PostIds();
  }

  /** Adds an id, unless there is no room; a sink that holds more adds the newest first. */
  public void add(long id) {
    if (isFull()) {
      return;
    }
    if (size == ids.length) {
      ids = Arrays.copyOf(ids, Math.min(size * 2, MOST));
    }
    ids[size++] = id;
  }

  /** True when there is room for no more: the sink may hold others. */
  public boolean isFull() {
    return size == MOST;
  }

  /** How many. */
  public int size() {
    return size;
  }

  /** Gives each id to {@code consumer}, in the order they were added. */
  public void forEach(LongConsumer consumer) {
    for (int i = 0; i < size; i++) {
      consumer.accept(ids[i]);
    }
  }
}
