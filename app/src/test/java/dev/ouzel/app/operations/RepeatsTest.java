package dev.ouzel.app.operations;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RepeatsTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private final ListAppender<ILoggingEvent> passed = new ListAppender<>();
  private final Repeats repeats = new Repeats(passed);

  @BeforeEach
  void start() {
    passed.start();
    repeats.start();
  }

  private void log(Level level, int second, String words) {
    LoggingEvent event = new LoggingEvent();
    event.setLoggerName("library");
    event.setLevel(level);
    event.setInstant(START.plusSeconds(second));
    event.setThreadName("thread");
    event.setMessage(words);
    repeats.doAppend(event);
  }

  private List<String> lines() {
    return passed.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
  }

  @Test
  void passFiveAMinuteAndTellHowManyWereLeftOut() {
    for (int second = 0; second < 180; second++) {
      log(Level.WARN, second, "no broker");
    }

    assertThat(lines())
        .hasSize(17)
        .startsWith("no broker", "no broker", "no broker", "no broker", "no broker", "no broker")
        .element(6)
        .isEqualTo("the line before came 55 times more in the minute after its first");
    assertThat(passed.list.get(6).getLevel()).isEqualTo(Level.WARN);
  }

  @Test
  void leaveDifferentLinesAlone() {
    for (int i = 0; i < 1_000; i++) {
      log(Level.ERROR, 0, "line " + i);
    }

    assertThat(lines()).hasSize(1_000);
  }

  @Test
  void leaveWhatOnlyTellsAlone() {
    for (int i = 0; i < 100; i++) {
      log(Level.INFO, 0, "so many posts");
    }

    assertThat(lines()).hasSize(100);
  }
}
