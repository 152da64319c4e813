package dev.ouzel.sink;

import java.util.Arrays;
import java.util.function.LongConsumer;

/** Ids of posts that a sink holds, without boxing. Filled by one thread, then only read. */
public final class PostIds {
  private static final int FIRST_SIZE = 64;

  private long[] ids = new long[FIRST_SIZE];
  private int size;

  /** No ids, for a sink that remembers none. */
  public static PostIds none() {
    return new PostIds();
  }

  /** Adds an id. */
  public void add(long id) {
    if (size == ids.length) {
      ids = Arrays.copyOf(ids, size * 2);
    }
    ids[size++] = id;
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
