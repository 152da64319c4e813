package dev.ouzel.app.config;

/**
 * What is logged, and how.
 *
 * @param format how a line is written
 * @param level from which level on
 */
public record LogSettings(Format format, Level level) {
  /** How a line is written. */
  public enum Format {
    /** For people. */
    PLAIN,
    /** As an object in JSON. */
    JSON
  }

  /** How much a line matters; lines of its own level and of those before it are logged. */
  public enum Level {
    /** What ends the program, or part of its work. */
    ERROR,
    /** What somebody may want to look at. */
    WARN,
    /** What happens. */
    INFO,
    /** What helps to find a mistake in the program. */
    DEBUG
  }

  /** Plain lines of what happens. */
  public static LogSettings standard() {
    return new LogSettings(Format.PLAIN, Level.INFO);
  }
}
