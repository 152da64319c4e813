package dev.ouzel.app.operations;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.spi.ContextAwareBase;
import dev.ouzel.app.config.LogSettings;
import java.nio.charset.StandardCharsets;

/**
 * Sets Logback up for lines on stderr, since stdout belongs to what was asked for. Logback finds it
 * as a service. In place of an XML file, which takes Logback longer to read than the whole program
 * to wire; one that is named by {@code logback.configurationFile} is read instead.
 */
public final class StderrLog extends ContextAwareBase implements Configurator {
  private static final String OTHER_SETTINGS = "logback.configurationFile";

  private static final String NAME = "stderr";

  private static final String LINE =
      "%d{\"yyyy-MM-dd'T'HH:mm:ss.SSS'Z'\", UTC} %-5level %logger{0}: %msg%n";

  @Override
  public ExecutionStatus configure(LoggerContext context) {
    if (System.getProperty(OTHER_SETTINGS) != null) {
      return ExecutionStatus.INVOKE_NEXT_IF_ANY;
    }
    context.getLogger("ouzel").setLevel(Level.INFO);
    Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
    root.setLevel(Level.WARN);
    root.addAppender(calm(stderr(context), context));
    return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
  }

  private static Repeats calm(ConsoleAppender<ILoggingEvent> stderr, LoggerContext context) {
    Repeats calm = new Repeats(stderr);
    calm.setName(NAME);
    calm.setContext(context);
    calm.start();
    return calm;
  }

  private static ConsoleAppender<ILoggingEvent> stderr(LoggerContext context) {
    ConsoleAppender<ILoggingEvent> appender = new ConsoleAppender<>();
    appender.setContext(context);
    appender.setTarget("System.err");
    appender.setEncoder(encoder(LogSettings.Format.PLAIN, context));
    appender.start();
    return appender;
  }

  /** Has the lines written so from now on, unless somebody else set Logback up. */
  static void write(LogSettings.Format format, Logger root) {
    if (root.getAppender(NAME) instanceof Repeats calm
        && calm.to() instanceof ConsoleAppender<ILoggingEvent> appender) {
      appender.setEncoder(encoder(format, root.getLoggerContext()));
    }
  }

  private static Encoder<ILoggingEvent> encoder(LogSettings.Format format, LoggerContext context) {
    if (format == LogSettings.Format.JSON) {
      return new JsonLines();
    }
    PatternLayoutEncoder plain = new PatternLayoutEncoder();
    plain.setContext(context);
    plain.setCharset(StandardCharsets.UTF_8);
    plain.setPattern(LINE);
    plain.start();
    return plain;
  }
}
