package dev.ouzel.app.operations;

/** How the program is told to stop from outside. */
@FunctionalInterface
public interface StopRequest {
  /**
   * Runs {@code action} once when the program is told to stop, on a thread of its own choosing.
   * Until this is called, being told to stop ends the program as it ends any other.
   */
  void whenMade(Runnable action);
}
