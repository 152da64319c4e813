package dev.ouzel.app.operations;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.ouzel.persistence.spool.SpoolEvent;
import dev.ouzel.sink.CommitReceipt;
import dev.ouzel.sink.SinkFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class SpoolLogTest {
  private final SinkFailure away = SinkFailure.transientFailure("nobody\nanswers");

  private final Logger logger = (Logger) LoggerFactory.getLogger("ouzel");
  private final ListAppender<ILoggingEvent> log = new ListAppender<>();
  private Instant now = Instant.parse("2026-01-01T00:00:00Z");
  private final SpoolLog spoolLog = new SpoolLog(() -> now);

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

  private List<String> lines() {
    return log.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
  }

  private void fails(String sink, long waiting) {
    spoolLog.accept(new SpoolEvent.Failing(sink, away, waiting, Duration.ofSeconds(30)));
  }

  @Test
  void saysOnceAMinuteThatASinkFailsAndOnceThatItTakesPostsAgain() {
    for (int i = 0; i < 4; i++) {
      fails("jsonl:a", 1 + i);
      now = now.plusSeconds(30);
    }
    spoolLog.accept(new SpoolEvent.Delivering("jsonl:a", 7));

    assertThat(lines())
        .containsExactly(
            "jsonl:a takes nothing, 1 batch waits in the spool: nobody answers; asking again in"
                + " 30.0 s",
            "jsonl:a takes nothing, 3 batches wait in the spool: nobody answers; asking again in"
                + " 30.0 s",
            "jsonl:a takes posts, 7 batches wait in the spool");
  }

  @Test
  void tellsSinksApartAndSaysNothingOfWhatGoesWell() {
    fails("jsonl:a", 1);
    fails("jsonl:b", 1);
    spoolLog.accept(new SpoolEvent.Delivering("jsonl:c", 0));
    spoolLog.accept(new SpoolEvent.Delivered("jsonl:c", new CommitReceipt(1, 2, 0), 0));

    assertThat(lines()).hasSize(2);
  }

  @Test
  void namesThePostThatASinkRejects() {
    spoolLog.accept(
        new SpoolEvent.Rejected("jsonl:a", 7, SinkFailure.rejecting(7, "too\nlong", null)));

    assertThat(lines())
        .containsExactly(
            "jsonl:a will never take post 7, which went to its dead letters: too long");
  }
}
