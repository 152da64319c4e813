package dev.ouzel.testkit.yaml;

import java.util.function.Supplier;

/**
 * Where in a file something stands.
 *
 * @param file the file's name, as the user gave it
 * @param line the first is 1
 * @param column the first is 1
 */
public record Place(String file, int line, int column) {
  /** An exception that says what is wrong here. */
  public IllegalArgumentException mistake(String message) {
    return new IllegalArgumentException(
        "%s, line %d, column %d: %s".formatted(file, line, column, message));
  }

  /** What {@code built} gives; when a value is refused, it says that it stands here. */
  public <T> T unlessRefused(Supplier<T> built) {
    try {
      return built.get();
    } catch (IllegalArgumentException refused) {
      throw mistake(refused.getMessage());
    }
  }
}
