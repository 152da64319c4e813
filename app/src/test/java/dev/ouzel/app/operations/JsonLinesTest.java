package dev.ouzel.app.operations;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ouzel.coverage.Gap;
import dev.ouzel.coverage.TimeRange;
import dev.ouzel.ingest.IngestEvent;
import dev.ouzel.stream.EndCause;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class JsonLinesTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private static JsonNode written(ILoggingEvent event) throws IOException {
    String line = new String(new JsonLines().encode(event), StandardCharsets.UTF_8);
    assertThat(line).endsWith("}\n").hasLineCount(1);
    return new ObjectMapper().readTree(line);
  }

  /** What the log says of an event. */
  private static ILoggingEvent said(IngestEvent event) {
    Logger logger = (Logger) LoggerFactory.getLogger("ouzel");
    ListAppender<ILoggingEvent> log = new ListAppender<>();
    log.start();
    logger.addAppender(log);
    try {
      new LogObserver().on(event);
      return log.list.get(0);
    } finally {
      logger.detachAppender(log);
    }
  }

  @Test
  void tellTimeLevelLoggerAndMessageWhateverStandsInIt() throws IOException {
    LoggingEvent event = new LoggingEvent();
    event.setInstant(START.plusNanos(1_234_567));
    event.setLevel(Level.WARN);
    event.setLoggerName("ouzel");
    event.setMessage("a \"quote\",\ta \\, a line\nbreak, \u00e9t\u00e9 and \u0007");

    JsonNode line = written(event);

    assertThat(line.path("time").asText()).isEqualTo("2026-01-01T00:00:00.001Z");
    assertThat(line.path("level").asText()).isEqualTo("WARN");
    assertThat(line.path("logger").asText()).isEqualTo("ouzel");
    assertThat(line.path("message").asText()).isEqualTo(event.getMessage());
    assertThat(line.has("exception")).isFalse();
  }

  @Test
  void tellWhereAFailureCameFrom() throws IOException {
    Logger logger = new LoggerContext().getLogger("library");
    LoggingEvent event =
        new LoggingEvent(
            "here", logger, Level.ERROR, "failed", new IOException("no disk"), new Object[0]);

    assertThat(written(event).path("exception").asText())
        .startsWith("java.io.IOException: no disk")
        .contains("JsonLinesTest");
  }

  @Test
  void tellOfAnEndWhichAttemptAndWhy() throws IOException {
    JsonNode line =
        written(
            said(
                new IngestEvent.Ended(
                    START, 3, new EndCause.NetworkFailure("reset"), Duration.ofMillis(1500), 7)));

    assertThat(line.path("message").asText())
        .isEqualTo("attempt 3 ended after 1.5 s: the connection failed: reset");
    assertThat(line.path("event").asText()).isEqualTo("ended");
    assertThat(line.path("attempt").asInt()).isEqualTo(3);
    assertThat(line.path("cause").asText()).isEqualTo("network_failure");
    assertThat(line.path("served_seconds").asDouble()).isEqualTo(1.5);
    assertThat(line.path("unfinished_bytes").asInt()).isEqualTo(7);
  }

  @Test
  void tellOfAGapWhichTime() throws IOException {
    TimeRange range = TimeRange.between(START, START.plusSeconds(60)).orElseThrow();
    Gap gap = Gap.open(range, "reset", OptionalLong.empty());

    JsonNode line = written(said(new IngestEvent.GapOpened(START, gap)));

    assertThat(line.path("event").asText()).isEqualTo("gap_opened");
    assertThat(line.path("from").asText()).isEqualTo("2026-01-01T00:00:00Z");
    assertThat(line.path("to").asText()).isEqualTo("2026-01-01T00:01:00Z");
    assertThat(line.path("state").asText()).isEqualTo("open");
  }
}
