package dev.ouzel.ingest;

import static dev.ouzel.ingest.Posting.post;
import static dev.ouzel.ingest.Posting.postAt;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ouzel.post.PostId;
import dev.ouzel.sink.Batch;
import dev.ouzel.sink.DeadLetter;
import dev.ouzel.sink.ReceivedPost;
import dev.ouzel.sink.SinkFailure;
import dev.ouzel.stream.EndCause;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Sinks that refuse: for a while, one post, or for good. */
class SinkTroubleTest {
  private final SinkFailure busy = SinkFailure.transientFailure("busy");

  @Test
  void putsOnePostThatTheSinkWillNeverTakeAmongTheDeadLettersAndOffersTheRest() {
    MachineDriver driver = filled();
    Batch whole = driver.batch();
    driver.commitFailed(rejecting(2));
    Batch rest = driver.batch();
    assertThat(driver.batches()).hasSize(2);
    assertThat(rest.posts()).extracting(ReceivedPost::id).containsExactly(id(1), id(3));
    assertThat(rest.deadLetters())
        .containsExactly(
            new DeadLetter(
                whole.posts().get(1).receivedAt(),
                "rejected by the sink: too odd",
                post(2).payload()));
    assertThat(rest.checkpoint()).isEqualTo(whole.checkpoint());
    assertThat(driver.events(IngestEvent.CommitFailed.class))
        .singleElement()
        .matches(failed -> failed.retryIn().filter(Duration::isZero).isPresent());
    assertThat(driver.events(IngestEvent.DeadLettered.class))
        .singleElement()
        .satisfies(
            buried -> {
              assertThat(buried.reason()).isEqualTo("rejected by the sink: too odd");
              assertThat(buried.size()).isEqualTo(post(2).payload().size());
            });
    assertThat(driver.tally()).matches(Tally::balances);
    driver.committed();
    assertThat(driver.tally().stored()).isEqualTo(2);
    assertThat(driver.tally().rejected()).isEqualTo(1);
    assertThat(driver.tally()).matches(Tally::balances);
  }

  @Test
  void rejectsOnePostAfterAnother() {
    MachineDriver driver = filled();
    driver.commitFailed(rejecting(1)).commitFailed(rejecting(2)).commitFailed(rejecting(3));
    assertThat(driver.batch().posts()).isEmpty();
    assertThat(driver.batch().deadLetters()).hasSize(3);
    driver.committed();
    assertThat(driver.tally().rejected()).isEqualTo(3);
    assertThat(driver.tally()).matches(Tally::balances);
    assertThat(driver.status().bufferedBytes()).isZero();
  }

  @Test
  void rejectsAnInventedIdAsOftenAsItCame() {
    long ahead = PostId.at(MachineDriver.START.plus(Duration.ofDays(365))).value();
    MachineDriver driver = MachineDriver.standard().opened();
    driver.frames(post(1), post(ahead, ""), post(ahead, "")).pass(Duration.ofSeconds(1));
    driver.commitFailed(SinkFailure.rejecting(ahead, "too odd", null));
    assertThat(driver.batch().posts()).hasSize(1);
    assertThat(driver.batch().deadLetters()).hasSize(2);
    driver.committed();
    assertThat(driver.tally()).matches(Tally::balances);
  }

  @Test
  void offersTheSameAgainWhenItIsUnknownWhatBecameOfTheRest() {
    MachineDriver driver = filled().commitFailed(rejecting(2));
    Batch rest = driver.batch();
    driver.commitFailed(busy).pass(Duration.ofSeconds(1));
    assertThat(driver.batch()).isEqualTo(rest);
    driver.committed(2);
    assertThat(driver.tally().sinkDuplicates()).isEqualTo(2);
    assertThat(driver.tally()).matches(Tally::balances);
  }

  @Test
  void stopsWhenTheSinkRejectsAPostThatWasNotOffered() {
    SinkFailure odd = rejecting(9);
    MachineDriver driver = filled().commitFailed(odd);
    assertThat(driver.report().end()).isEqualTo(new IngestEnd.SinkFailed(odd));
  }

  @Test
  void makesUpForARejectedPostWhereALimitIsSet() {
    MachineDriver driver = new MachineDriver(IngestSettings.builder().limit(2).build()).opened();
    driver.frames(post(1), post(2), post(3)).commitFailed(rejecting(2));
    assertThat(driver.batch().posts()).hasSize(1);
    driver.committed();
    assertThat(driver.commands(Command.Finish.class)).isEmpty();
    driver.pass(Duration.ofSeconds(1)).committed().ended(new EndCause.Stopped());
    assertThat(driver.report().tally().stored()).isEqualTo(2);
    assertThat(driver.report().tally()).matches(Tally::balances);
  }

  @Test
  void countsABatchOfferedManyTimesOnce() {
    MachineDriver driver = filled();
    for (int i = 0; i < 5; i++) {
      driver.commitFailed(busy);
      assertThat(driver.tally()).matches(Tally::balances);
      assertThat(driver.tally().inMemory()).isEqualTo(3);
      driver.pass(Duration.ofSeconds(30));
    }
    driver.committed();
    assertThat(driver.tally().stored()).isEqualTo(3);
    assertThat(driver.tally()).matches(Tally::balances);
  }

  @Test
  void waitsLongerFromFailureToFailureButNeverOverHalfAMinute() {
    MachineDriver driver = filled();
    for (int i = 0; i < 7; i++) {
      driver.commitFailed(busy).pass(Duration.ofSeconds(30));
    }
    assertThat(driver.events(IngestEvent.CommitFailed.class))
        .extracting(failed -> failed.retryIn().orElseThrow().toSeconds())
        .containsExactly(1L, 2L, 4L, 8L, 16L, 30L, 30L);
    driver.committed().frames(postAt(driver.now().wall())).pass(Duration.ofSeconds(1));
    driver.commitFailed(busy);
    List<IngestEvent.CommitFailed> failed = driver.events(IngestEvent.CommitFailed.class);
    assertThat(failed.get(7).retryIn()).contains(Duration.ofSeconds(1));
  }

  @Test
  void pausesReadingWhileTheSinkIsDownAndNeverGrows() {
    IngestSettings tight =
        IngestSettings.builder().batchBytes(2_000).maxBufferedBytes(10_000).build();
    MachineDriver driver = new MachineDriver(tight).opened();
    int number = 0;
    long most = 0;
    for (int second = 0; second < 600; second++) {
      for (int left = 10; left > 0 && driver.events(IngestEvent.Paused.class).isEmpty(); left--) {
        driver.frames(post(++number));
        most = Math.max(most, driver.status().bufferedBytes());
      }
      driver.pass(Duration.ofSeconds(1));
      if (second % 30 == 5) {
        driver.commitFailed(busy);
      }
    }
    assertThat(most).isLessThan(11_000);
    assertThat(driver.status().bufferedBytes()).isEqualTo(most);
    assertThat(driver.commands(Command.Disconnect.class)).isEmpty();
    assertThat(driver.status().state()).isEqualTo(IngestStatus.State.STREAMING);
    while (driver.status().bufferedBytes() > 0) {
      driver.committed();
    }
    assertThat(driver.events(IngestEvent.Resumed.class)).hasSize(1);
    assertThat(driver.tally().stored()).isEqualTo(number);
    assertThat(driver.tally()).matches(Tally::balances);
  }

  @Test
  void reconnectsWithBackfillWhenXDroppedItMeanwhile() {
    IngestSettings tight =
        IngestSettings.builder().batchBytes(2_000).maxBufferedBytes(10_000).build();
    MachineDriver driver = Posting.flow(new MachineDriver(tight).keeping().opened(), 120);
    driver.stalling();
    while (driver.events(IngestEvent.Paused.class).isEmpty()) {
      Posting.flow(driver, 5);
    }
    driver.pass(Duration.ofSeconds(90)).ended(new EndCause.NetworkFailure("reset")).keeping();
    driver.committed().pass(Duration.ofSeconds(1));
    assertThat(driver.request().backfillMinutes()).isPositive();
    assertThat(driver.attempts()).hasSize(2);
    assertThat(driver.tally()).matches(Tally::balances);
  }

  private static MachineDriver filled() {
    MachineDriver driver = MachineDriver.standard().opened();
    return driver.frames(post(1), post(2), post(3)).pass(Duration.ofSeconds(1));
  }

  private static SinkFailure rejecting(int number) {
    return SinkFailure.rejecting(id(number), "too odd", new IllegalStateException());
  }

  private static long id(int number) {
    return post(number).id();
  }
}
