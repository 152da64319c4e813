package dev.ouzel.app.operations;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.ouzel.ingest.IngestEvent;
import dev.ouzel.stream.EndCause;
import dev.ouzel.stream.RateLimit;
import dev.ouzel.stream.StreamRequest;
import dev.ouzel.stream.StreamSignal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** What the log says while no connection lasts. */
class OutageTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final StreamRequest REQUEST = StreamRequest.builder().build();

  private final Logger logger = (Logger) LoggerFactory.getLogger("ouzel");
  private final ListAppender<ILoggingEvent> log = new ListAppender<>();
  private final LogObserver observer = new LogObserver();

  @BeforeEach
  void listen() {
    log.start();
    logger.addAppender(log);
    logger.setAdditive(false);
  }

  @AfterEach
  void leave() {
    logger.detachAppender(log);
    logger.setAdditive(true);
  }

  private void attempt(int number, Instant at, Duration served) {
    observer.on(new IngestEvent.Connecting(at, number, REQUEST));
    if (!served.isZero()) {
      observer.on(opened(at, number));
    }
    EndCause cause = new EndCause.NetworkFailure("refused");
    observer.on(new IngestEvent.Ended(at.plus(served), number, cause, served, 0));
    observer.on(new IngestEvent.Waiting(at.plus(served), Duration.ofSeconds(16)));
  }

  private static IngestEvent opened(Instant at, int attempt) {
    return new IngestEvent.Opened(
        at,
        attempt,
        new StreamSignal.Opened(Optional.empty(), RateLimit.unknown(), Optional.empty()));
  }

  private List<String> lines() {
    return log.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
  }

  @Test
  void ofAnHourTakesFewLinesAndIsNotForgotten() {
    for (int i = 0; i < 225; i++) {
      attempt(i + 1, START.plusSeconds(16L * i), Duration.ZERO);
    }
    observer.on(opened(START.plusSeconds(3600), 226));

    assertThat(lines()).hasSizeBetween(60, 80);
    assertThat(lines().get(16))
        .isEqualTo(
            "still no lasting connection after 6 attempts in 1 min 20 s, told once a minute; the"
                + " last ended after 0 ms: the connection failed: refused");
    assertThat(lines().get(lines().size() - 1))
        .isEqualTo("connected, after 225 attempts in 1 h 0 min");
  }

  @Test
  void isOverOnceAConnectionHadLasted() {
    for (int i = 0; i < 20; i++) {
      attempt(i + 1, START.plusSeconds(16L * i), Duration.ZERO);
    }
    attempt(21, START.plusSeconds(400), Duration.ofMinutes(2));
    int before = lines().size();

    attempt(22, START.plusSeconds(600), Duration.ZERO);

    assertThat(lines().subList(before, lines().size()))
        .containsExactly(
            "connecting (attempt 22)",
            "attempt 22 ended after 0 ms: the connection failed: refused",
            "next attempt in 16.0 s");
  }

  @Test
  void tellsEachEndOfConnectionsThatLast() {
    for (int i = 0; i < 20; i++) {
      attempt(i + 1, START.plusSeconds(100L * i), Duration.ofSeconds(61));
    }

    assertThat(lines()).hasSize(80);
  }
}
