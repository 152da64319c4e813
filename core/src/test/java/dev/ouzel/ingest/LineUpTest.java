package dev.ouzel.ingest;

import static dev.ouzel.ingest.Posting.post;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ouzel.sink.Batch;
import dev.ouzel.sink.ReceivedPost;
import dev.ouzel.sink.SinkFailure;
import dev.ouzel.stream.EndCause;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The batch lined up behind the one in flight. */
class LineUpTest {
  private static final IngestSettings SMALL = IngestSettings.builder().batchPosts(2).build();
  private static final Duration LINGER = SMALL.linger();

  private final MachineDriver driver = new MachineDriver(SMALL).opened();

  @Test
  void linesUpOneFullBatchBehindTheOneInFlight() {
    driver.frames(post(1), post(2)).frames(post(3), post(4)).frames(post(5), post(6));
    assertThat(ids(lastLinedUp())).containsExactly(id(3), id(4));
    assertThat(linedUp()).hasSize(1);
    assertThat(driver.tally().inMemory()).isEqualTo(6);
    driver.committed();
    assertThat(ids(lastLinedUp())).containsExactly(id(5), id(6));
    driver.committed().committed();
    assertThat(driver.tally().stored()).isEqualTo(6);
    assertThat(driver.status().bufferedBytes()).isZero();
  }

  @Test
  void leavesABatchThatIsNotFullToFillWhileTheSinkWorks() {
    driver.frames(post(1), post(2)).frames(post(3)).pass(LINGER.multipliedBy(3));
    assertThat(linedUp()).isEmpty();
    driver.frames(post(4));
    assertThat(ids(lastLinedUp())).containsExactly(id(3), id(4));
  }

  @Test
  void offersTheOneThatFailedAgainAndTheOneLinedUpAfterIt() {
    driver.frames(post(1), post(2)).frames(post(3), post(4));
    driver.commitFailed(SinkFailure.transientFailure("busy")).pass(Duration.ofSeconds(1));
    assertThat(driver.batches()).hasSize(2);
    assertThat(ids(driver.batch())).containsExactly(id(1), id(2));
    driver.committed();
    assertThat(ids(driver.batch())).containsExactly(id(3), id(4));
    driver.committed();
    assertThat(driver.tally().stored()).isEqualTo(4);
    assertThat(driver.tally()).matches(Tally::balances);
  }

  @Test
  void takesARejectedPostFromTheBatchInFlightAlone() {
    driver.frames(post(1), post(2)).frames(post(3), post(4));
    driver.commitFailed(SinkFailure.rejecting(id(2), "too odd", null));
    assertThat(ids(driver.batch())).containsExactly(id(1));
    driver.committed();
    assertThat(ids(driver.batch())).containsExactly(id(3), id(4));
    driver.committed();
    assertThat(driver.tally().stored()).isEqualTo(3);
    assertThat(driver.tally().rejected()).isEqualTo(1);
    assertThat(driver.tally()).matches(Tally::balances);
  }

  @Test
  void countsBothBatchesAsMemoryInUse() {
    IngestSettings tight =
        IngestSettings.builder().batchBytes(bytes(1)).maxBufferedBytes(bytes(2)).build();
    MachineDriver full = new MachineDriver(tight).opened().frames(post(1)).frames(post(2));
    assertThat(full.status().bufferedBytes()).isEqualTo(bytes(2));
    assertThat(full.events(IngestEvent.Paused.class)).isEmpty();
    int demanded = full.demanded();
    full.frames(post(3));
    assertThat(full.demanded()).isEqualTo(demanded);
    full.committed().committed();
    assertThat(full.demanded()).isGreaterThan(demanded);
  }

  @Test
  void commitsBothBeforeItEnds() {
    driver.frames(post(1), post(2)).frames(post(3), post(4)).frames(post(5));
    driver.stop().ended(new EndCause.Stopped());
    assertThat(driver.commands(Command.Finish.class)).isEmpty();
    driver.committed().committed().committed();
    assertThat(driver.report().tally().stored()).isEqualTo(5);
  }

  @Test
  void puttingAnAttemptOnRecordDoesNotWaitBehindMoreThanTheOneLinedUp() {
    driver.frames(post(1), post(2)).frames(post(3), post(4)).frames(post(5), post(6));
    driver.ended(new EndCause.Closed()).pass(Duration.ofSeconds(30));
    assertThat(driver.attempts()).hasSize(1);
    driver.committed().pass(Duration.ofSeconds(1));
    assertThat(driver.attempts()).hasSize(1);
    driver.committed().committed();
    assertThat(driver.attempts()).hasSize(2);
  }

  @Test
  void numbersBatchesOnAfterARestartThatLostTheOneLinedUp() {
    driver.frames(post(1), post(2)).frames(post(3), post(4)).committed();
    long kept = driver.checkpoint().sequence();
    MachineDriver next = driver.restarted().accept().frames(post(3), post(4), post(5));
    assertThat(ids(next.batch())).containsExactly(id(3), id(4), id(5));
    assertThat(next.batch().checkpoint().sequence()).isGreaterThan(kept);
    next.committed();
    assertThat(next.tally().stored()).isEqualTo(3);
  }

  private List<Batch> linedUp() {
    return driver.commands(Command.LineUp.class).stream().map(Command.LineUp::batch).toList();
  }

  private Batch lastLinedUp() {
    return linedUp().get(linedUp().size() - 1);
  }

  private static List<Long> ids(Batch batch) {
    return batch.posts().stream().map(ReceivedPost::id).toList();
  }

  private static long id(int number) {
    return post(number).id();
  }

  private static long bytes(int posts) {
    int lineEnd = 2;
    return posts * (long) (post(1).payload().size() + lineEnd);
  }
}
