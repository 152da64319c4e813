package dev.ouzel.app.operations;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import dev.ouzel.app.config.LogSettings;
import org.slf4j.LoggerFactory;

/** The log's settings that are made at run time; the rest is in {@link StderrLog}. */
public final class Logging {
  /** Kept, since a logger that nobody holds forgets its level. */
  private static final java.util.logging.Logger POSTGRES =
      java.util.logging.Logger.getLogger("org.postgresql");

  /** Whose lines the level is about; of others there are only those that warn. */
  private static final String OURS = "ouzel";

  private Logging() {}

  /** Has Vert.x log to the same place as all others. Called before Vert.x is first used. */
  public static void gather() {
    System.setProperty(
        "vertx.logger-delegate-factory-class-name",
        "io.vertx.core.logging.SLF4JLogDelegateFactory");
  }

  /**
   * Sets the log up, before threads begin that use it: what they logged meanwhile would only be
   * replayed. What PostgreSQL's driver says for itself is said by the sink's failures too.
   */
  public static void ready() {
    LoggerFactory.getILoggerFactory();
    POSTGRES.setLevel(java.util.logging.Level.OFF);
  }

  /** Logs so from now on; with {@link #verbose} no less than that lets through. */
  public static void use(LogSettings settings) {
    if (LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME) instanceof Logger root) {
      root.getLoggerContext().getLogger(OURS).setLevel(Level.valueOf(settings.level().name()));
      if (root.getLevel() != Level.DEBUG) {
        root.setLevel(settings.level() == LogSettings.Level.ERROR ? Level.ERROR : Level.WARN);
      }
      StderrLog.write(settings.format(), root);
    }
  }

  /** Lets through what helps to find a mistake in the program. */
  public static void verbose() {
    if (LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME) instanceof Logger root) {
      root.setLevel(Level.DEBUG);
    }
  }
}
