package dev.ouzel.app.operations;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import org.slf4j.LoggerFactory;

/** The log's settings that are made at run time; the rest is in {@link StderrLog}. */
public final class Logging {
  private Logging() {}

  /** Has Vert.x log to the same place as all others. Called before Vert.x is first used. */
  public static void gather() {
    System.setProperty(
        "vertx.logger-delegate-factory-class-name",
        "io.vertx.core.logging.SLF4JLogDelegateFactory");
  }

  /** Lets through what helps to find a mistake in the program. */
  public static void verbose() {
    if (LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME) instanceof Logger root) {
      root.setLevel(Level.DEBUG);
    }
  }
}
