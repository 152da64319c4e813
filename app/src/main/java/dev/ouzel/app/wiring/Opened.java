package dev.ouzel.app.wiring;

import java.time.Duration;

/**
 * A part ready for use, with all that it stands on. Closing it closes that, last opened first.
 *
 * @param part what was asked for
 * @param resources what it stands on
 */
public record Opened<T>(T part, Resources resources) implements AutoCloseable {
  /** What is stuck, such as a pipe that nobody reads, must not keep the program for ever. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  /** Closes all of it, waiting 5 s at most. */
  @Override
  public void close() {
    Deadline deadline = Deadline.in(PATIENCE);
    try {
      resources.close();
    } finally {
      deadline.lift();
    }
  }
}
