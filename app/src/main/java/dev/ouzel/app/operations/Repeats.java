package dev.ouzel.app.operations;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.AppenderBase;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Passes log events on. Of warnings and errors that say the same, five a minute: what is left out
 * is counted, and the count told once the minute is over and the next of them comes. So a library
 * that complains without end neither fills the log nor falls silent in it.
 */
final class Repeats extends AppenderBase<ILoggingEvent> {
  private static final int MOST = 5;
  private static final Duration SPELL = Duration.ofMinutes(1);

  /** Of so many different lines the last are remembered. */
  private static final int MOST_LINES = 256;

  private final Appender<ILoggingEvent> to;

  private final Map<String, Spell> spells =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Spell> eldest) {
          return size() > MOST_LINES;
        }
      };

  /**
   * A minute in which a line came.
   *
   * @param from when it began
   * @param count how often the line came
   */
  private record Spell(Instant from, int count) {}

  Repeats(Appender<ILoggingEvent> to) {
    this.to = to;
  }

  /** Where events go. */
  Appender<ILoggingEvent> to() {
    return to;
  }

  @Override
  protected void append(ILoggingEvent event) {
    if (!event.getLevel().isGreaterOrEqual(Level.WARN)) {
      to.doAppend(event);
      return;
    }
    String line = event.getLoggerName() + event.getFormattedMessage();
    Spell spell = spells.get(line);
    if (spell == null || !event.getInstant().isBefore(spell.from().plus(SPELL))) {
      spells.put(line, new Spell(event.getInstant(), 1));
      to.doAppend(event);
      if (spell != null && spell.count() > MOST) {
        to.doAppend(leftOut(event, spell.count() - MOST));
      }
    } else {
      spells.put(line, new Spell(spell.from(), spell.count() + 1));
      if (spell.count() < MOST) {
        to.doAppend(event);
      }
    }
  }

  private static ILoggingEvent leftOut(ILoggingEvent event, int count) {
    LoggingEvent told = new LoggingEvent();
    told.setLoggerName(event.getLoggerName());
    told.setLevel(event.getLevel());
    told.setInstant(event.getInstant());
    told.setThreadName(event.getThreadName());
    told.setMessage("the line before came " + count + " times more in the minute after its first");
    return told;
  }
}
