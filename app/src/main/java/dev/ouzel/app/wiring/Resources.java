package dev.ouzel.app.wiring;

import java.util.ArrayDeque;
import java.util.Deque;

/** What must be closed once it is no longer needed. Used by one thread. */
final class Resources implements AutoCloseable {
  private final Deque<AutoCloseable> opened = new ArrayDeque<>();

  <T extends AutoCloseable> T add(T resource) {
    opened.push(resource);
    return resource;
  }

  /** Closes everything, last opened first; the first failure is thrown once all were tried. */
  @Override
  public void close() {
    RuntimeException first = null;
    while (!opened.isEmpty()) {
      try {
        opened.pop().close();
      } catch (Exception failure) {
        if (first == null) {
          first = new IllegalStateException("closing failed: " + failure.getMessage(), failure);
        }
      }
    }
    if (first != null) {
      throw first;
    }
  }
}
