package dev.ouzel.app.operations;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.encoder.EncoderBase;
import ch.qos.logback.core.encoder.JsonEscapeUtil;
import java.nio.charset.StandardCharsets;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.slf4j.event.KeyValuePair;

/**
 * Log events as JSON, an object on a line: time, level, logger and message, then what is told of
 * the event by name, then the stack trace if there is one. Logback's own encoder nests what is told
 * in a list and gives the time as a number.
 */
final class JsonLines extends EncoderBase<ILoggingEvent> {
  private static final byte[] NOTHING = {};

  @Override
  public byte[] headerBytes() {
    return NOTHING;
  }

  @Override
  public byte[] footerBytes() {
    return NOTHING;
  }

  @Override
  public byte[] encode(ILoggingEvent event) {
    StringBuilder line = new StringBuilder("{");
    add(line, "time", event.getInstant().truncatedTo(ChronoUnit.MILLIS));
    add(line, "level", event.getLevel());
    add(line, "logger", event.getLoggerName());
    add(line, "message", event.getFormattedMessage());
    List<KeyValuePair> told = event.getKeyValuePairs();
    if (told != null) {
      told.forEach(pair -> add(line, pair.key, pair.value));
    }
    if (event.getThrowableProxy() != null) {
      add(line, "exception", ThrowableProxyUtil.asString(event.getThrowableProxy()));
    }
    return line.append("}\n").toString().getBytes(StandardCharsets.UTF_8);
  }

  private static void add(StringBuilder line, String name, Object value) {
    line.append(line.length() > 1 ? "," : "").append(text(name)).append(':');
    line.append(value instanceof Number || value instanceof Boolean ? value : text(value));
  }

  private static String text(Object value) {
    return '"' + JsonEscapeUtil.jsonEscapeString(String.valueOf(value)) + '"';
  }
}
