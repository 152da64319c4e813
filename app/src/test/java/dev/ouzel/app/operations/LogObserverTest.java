package dev.ouzel.app.operations;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.ouzel.ingest.IngestEnd;
import dev.ouzel.ingest.IngestEvent;
import dev.ouzel.ingest.Tally;
import dev.ouzel.sink.CommitReceipt;
import dev.ouzel.sink.SinkFailure;
import dev.ouzel.stream.EndCause;
import dev.ouzel.stream.RateLimit;
import dev.ouzel.stream.Refusal;
import dev.ouzel.stream.StreamRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class LogObserverTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

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

  @Test
  void saysWhyAConnectionEndedInOneLine() {
    observer.on(
        new IngestEvent.Ended(
            START, 3, new EndCause.NetworkFailure("reset\r\nby peer"), Duration.ofMinutes(12), 0));
    observer.on(new IngestEvent.Waiting(START, Duration.ofMillis(250)));

    assertThat(lines())
        .containsExactly(
            "attempt 3 ended after 12 min 0 s: the connection failed: reset by peer",
            "next attempt in 250 ms");
  }

  @Test
  void leavesAFinalRefusalToTheProgramsLastWord() {
    Refusal refusal = new Refusal(401, List.of(), RateLimit.unknown(), "Unauthorized");
    EndCause cause = new EndCause.Refused(refusal);

    observer.on(new IngestEvent.Ended(START, 1, cause, Duration.ZERO, 0));
    observer.on(new IngestEvent.Stopping(START, new IngestEnd.Refused(cause)));

    assertThat(lines()).isEmpty();
  }

  @Test
  void saysOnceAMinuteThatReadingPausesHoweverOftenItDoes() {
    for (int tenth = 0; tenth <= 600; tenth++) {
      observer.on(new IngestEvent.Paused(START.plusMillis(100L * tenth)));
      observer.on(new IngestEvent.Resumed(START.plusMillis(100L * tenth + 50)));
    }

    assertThat(lines())
        .containsExactly(
            "reading paused: the sink is slower than the stream",
            "reading goes on",
            "reading paused (600 times since this was said last): the sink is slower than the"
                + " stream",
            "reading goes on");
  }

  @Test
  void saysOnceForEachReasonThatFramesAreNoPosts() {
    for (int i = 0; i < 1_000; i++) {
      observer.on(new IngestEvent.DeadLettered(START, "no JSON", 7));
      observer.on(new IngestEvent.DeadLettered(START, "system", 9));
    }

    assertThat(lines()).hasSize(2);
    assertThat(lines().get(0)).contains("7 bytes", "no JSON");
  }

  @Test
  void countsEveryTenSecondsWhileSomethingIsStored() {
    for (int second = 0; second <= 30; second++) {
      observer.on(committed(START.plusSeconds(second), second * 100L));
    }
    for (int second = 31; second <= 90; second++) {
      observer.on(committed(START.plusSeconds(second), 3_000));
    }

    assertThat(lines())
        .hasSize(3)
        .contains("1100 posts stored, 100 posts/s, lag 40 ms, 0 duplicates, 0 dead letters");
  }

  @Test
  void saysThatABatchIsOfferedAgain() {
    SinkFailure failure = SinkFailure.transientFailure("the store is busy", null);

    observer.on(new IngestEvent.CommitFailed(START, failure, Optional.of(Duration.ofSeconds(2))));
    observer.on(new IngestEvent.CommitFailed(START, failure, Optional.empty()));

    assertThat(lines())
        .containsExactly(
            "the sink did not take a batch: the store is busy; offering it again in 2.0 s");
  }

  @Test
  void saysHowMuchBackfillItAsksFor() {
    StreamRequest plain = StreamRequest.builder().build();
    StreamRequest wide = StreamRequest.builder().backfillMinutes(2).build();

    observer.on(new IngestEvent.Connecting(START, 1, plain));
    observer.on(new IngestEvent.Connecting(START, 2, wide));

    assertThat(lines())
        .containsExactly(
            "connecting (attempt 1)", "connecting (attempt 2), asking for 2 minutes of backfill");
  }

  @Test
  void saysOnceAMinuteThatPostsCameLate() {
    for (int second = 0; second < 120; second++) {
      observer.on(new IngestEvent.Late(START.plusSeconds(second), 5, Duration.ofSeconds(40)));
    }

    assertThat(lines()).hasSize(2);
    assertThat(lines().get(0)).startsWith("1 post came after");
    assertThat(lines().get(1)).startsWith("60 posts came after").contains("--delivery-margin");
  }

  @Test
  void saysTheSameOnlyOnce() {
    for (int i = 0; i < 10; i++) {
      observer.on(new IngestEvent.AuditFailed(START.plusSeconds(i), "X answered {} 503"));
    }

    assertThat(lines())
        .containsExactly("X's record of connections is of no help now: X answered {} 503");
  }

  private List<String> lines() {
    return log.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
  }

  private static IngestEvent committed(Instant at, long stored) {
    Tally tally = Tally.builder().frames(stored).posts(stored).stored(stored).build();
    return new IngestEvent.Committed(
        at,
        Batches.empty(at),
        new CommitReceipt(1, 100, 0),
        Optional.of(Duration.ofMillis(40)),
        tally);
  }
}
