package dev.ouzel.app.wiring;

/**
 * A part ready for use, with all that it stands on. Closing it closes that, last opened first.
 *
 * @param part what was asked for
 * @param resources what it stands on
 */
public record Opened<T>(T part, Resources resources) implements AutoCloseable {
  @Override
  public void close() {
    resources.close();
  }
}
