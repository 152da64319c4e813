package dev.ouzel.app.operations;

/** How the program is told from outside to stop, or to read its settings again. */
@FunctionalInterface
public interface StopRequest {
  /**
   * Runs {@code action} once when the program is told to stop, on a thread of its own choosing.
   * Until this is called, being told to stop ends the program as it ends any other.
   */
  void whenMade(Runnable action);

  /**
   * Runs {@code action} each time the program is told to read its settings again, on a thread of
   * its own choosing. Called after {@link #whenMade}, since what tells it may have been a request
   * to stop until then. Does nothing where nobody can tell.
   */
  default void whenToReadAgain(Runnable action) {}
}
