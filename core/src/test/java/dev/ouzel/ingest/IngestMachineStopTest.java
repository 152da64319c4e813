package dev.ouzel.ingest;

import static dev.ouzel.ingest.Posting.post;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ouzel.ingest.IngestEnd.Stopped.Reason;
import dev.ouzel.post.Problem;
import dev.ouzel.sink.SinkFailure;
import dev.ouzel.stream.EndCause;
import dev.ouzel.stream.RateLimit;
import dev.ouzel.stream.Refusal;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IngestMachineStopTest {
  private static final EndCause STOPPED = new EndCause.Stopped();
  private static final EndCause CLOSED = new EndCause.Closed();

  @Test
  void commitsWhatWasReceivedBeforeItEnds() {
    MachineDriver driver = MachineDriver.standard().opened().frames(post(1)).stop();
    assertThat(driver.commands(Command.Disconnect.class)).hasSize(1);
    driver.frames(post(2)).ended(STOPPED);
    assertThat(driver.batch().posts()).hasSize(2);
    assertThat(driver.commands(Command.Finish.class)).isEmpty();
    driver.committed();
    assertThat(driver.report().end()).isEqualTo(new IngestEnd.Stopped(Reason.ASKED));
    assertThat(driver.report().tally().stored()).isEqualTo(2);
  }

  @Test
  void waitsForTheBatchInFlightAndSendsTheRest() {
    MachineDriver driver = MachineDriver.standard().opened().frames(post(1));
    driver.pass(Duration.ofSeconds(1)).frames(post(2)).stop().ended(STOPPED).committed();
    assertThat(driver.commands(Command.Finish.class)).isEmpty();
    driver.committed();
    assertThat(driver.report().tally().stored()).isEqualTo(2);
  }

  @Test
  void stopsAtOnceWhileItWaitsToReconnect() {
    MachineDriver driver = MachineDriver.standard().start();
    driver.ended(new EndCause.NetworkFailure("refused")).stop();
    assertThat(driver.report().end()).isEqualTo(new IngestEnd.Stopped(Reason.ASKED));
    driver.pass(Duration.ofHours(1));
    assertThat(driver.commands(Command.Connect.class)).hasSize(1);
  }

  @Test
  void stopsBeforeItHasStarted() {
    MachineDriver driver = MachineDriver.standard().stop().start();
    assertThat(driver.report().end()).isEqualTo(new IngestEnd.Stopped(Reason.ASKED));
    assertThat(driver.commands(Command.Connect.class)).isEmpty();
  }

  @Test
  void storesExactlyAsManyPostsAsAskedFor() {
    MachineDriver driver = new MachineDriver(IngestSettings.builder().limit(3).build()).opened();
    driver.frames(post(1), post(1), post(2), post(3), post(4), post(5));
    assertThat(driver.batch().posts()).hasSize(3);
    driver.committed().ended(STOPPED);
    assertThat(driver.report().end()).isEqualTo(new IngestEnd.Stopped(Reason.LIMIT_REACHED));
    assertThat(driver.report().tally().stored()).isEqualTo(3);
    assertThat(driver.report().tally()).matches(Tally::balances);
  }

  @Test
  void storesAsManyThoughTheSinkHeldSomeAlready() {
    MachineDriver driver = new MachineDriver(IngestSettings.builder().limit(3).build()).opened();
    driver.frames(post(1), post(2), post(3), post(4)).committed(2);
    assertThat(driver.commands(Command.Finish.class)).isEmpty();
    driver.frames(post(5), post(6));
    driver.pass(Duration.ofSeconds(1)).committed().ended(STOPPED);
    assertThat(driver.report().tally().stored()).isEqualTo(3);
    assertThat(driver.report().tally().sinkDuplicates()).isEqualTo(2);
  }

  @Test
  void runsForTheTimeAskedForFromTheFirstOpening() {
    IngestSettings brief = IngestSettings.builder().runFor(Duration.ofSeconds(20)).build();
    MachineDriver driver = new MachineDriver(brief).start().pass(Duration.ofSeconds(10)).accept();
    driver.pass(Duration.ofMillis(19_999));
    assertThat(driver.commands(Command.Disconnect.class)).isEmpty();
    driver.pass(Duration.ofMillis(1)).ended(STOPPED);
    assertThat(driver.report().end()).isEqualTo(new IngestEnd.Stopped(Reason.TIME_OVER));
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 401, 402, 403, 409})
  void endsWhenXRefusesForGood(int status) {
    EndCause refused =
        new EndCause.Refused(
            new Refusal(status, List.of(Problem.builder().build()), RateLimit.unknown(), ""));
    MachineDriver driver = MachineDriver.standard().start().ended(refused);
    assertThat(driver.report().end()).isEqualTo(new IngestEnd.Refused(refused));
  }

  @Test
  void endsWhenTheSinkFailsForGood() {
    SinkFailure full = SinkFailure.permanent("the disk is full");
    MachineDriver driver = MachineDriver.standard().opened().frames(post(1));
    driver.pass(Duration.ofSeconds(1)).commitFailed(full);
    assertThat(driver.report().end()).isEqualTo(new IngestEnd.SinkFailed(full));
    assertThat(driver.report().tally().stored()).isZero();
    assertThat(driver.report().tally().inMemory()).isEqualTo(1);
  }

  @Test
  void doesNotWaitForEverForASinkThatDoesNotAnswer() {
    MachineDriver driver = MachineDriver.standard().opened().frames(post(1)).stop().ended(STOPPED);
    driver.pass(Duration.ofSeconds(9));
    assertThat(driver.commands(Command.Finish.class)).isEmpty();
    driver.pass(Duration.ofSeconds(1));
    assertThat(driver.report().end()).isInstanceOf(IngestEnd.SinkFailed.class);
    assertThat(driver.report().end().sentence()).contains("did not acknowledge");
  }

  @Test
  void triesABusySinkAgainWhileItStops() {
    MachineDriver driver = MachineDriver.standard().opened().frames(post(1)).stop().ended(STOPPED);
    driver.commitFailed(SinkFailure.transientFailure("busy"));
    driver.pass(Duration.ofSeconds(1)).committed();
    assertThat(driver.report().end()).isEqualTo(new IngestEnd.Stopped(Reason.ASKED));
  }

  @Test
  void saysNothingMoreOnceItIsOver() {
    MachineDriver driver = MachineDriver.standard().opened().frames(post(1)).stop();
    driver.pass(Duration.ofSeconds(10));
    assertThat(driver.report().end()).isInstanceOf(IngestEnd.SinkFailed.class);
    int said = driver.commands(Command.class).size();
    driver.ended(STOPPED).frames(1, post(2)).pass(Duration.ofHours(1)).stop();
    assertThat(driver.commands(Command.class)).hasSize(said);
  }

  @Test
  void saysNothingMoreWhenTheSinkAnswersTooLate() {
    MachineDriver driver = MachineDriver.standard().opened().frames(post(1)).stop().ended(STOPPED);
    driver.pass(Duration.ofSeconds(10));
    int said = driver.commands(Command.class).size();
    driver.committed();
    assertThat(driver.commands(Command.class)).hasSize(said);
  }

  @Test
  void makesNoAttemptThatWasBeingPutOnRecord() {
    MachineDriver driver = MachineDriver.standard().opened().frames(post(1)).ended(CLOSED);
    assertThat(driver.batch().checkpoint().budget().attempts()).hasSize(2);
    driver.stop().committed();
    assertThat(driver.commands(Command.Connect.class)).hasSize(1);
    assertThat(driver.report().end()).isEqualTo(new IngestEnd.Stopped(Reason.ASKED));
  }

  @Test
  void tellsThatItStopsAndThatItIsOver() {
    MachineDriver driver = MachineDriver.standard().opened().stop().ended(STOPPED);
    IngestEnd asked = new IngestEnd.Stopped(Reason.ASKED);
    assertThat(driver.events(IngestEvent.Stopping.class))
        .extracting(IngestEvent.Stopping::end)
        .containsExactly(asked);
    assertThat(driver.events(IngestEvent.Finished.class))
        .singleElement()
        .satisfies(over -> assertThat(over.report()).isEqualTo(driver.report()));
    assertThat(driver.status().state()).isEqualTo(IngestStatus.State.FINISHED);
    driver.stop();
    assertThat(driver.events(IngestEvent.Stopping.class)).hasSize(1);
  }

  @Test
  void endsItsConnectionWhenTheSinkFailsForGood() {
    MachineDriver driver = MachineDriver.standard().opened().frames(post(1));
    driver.pass(Duration.ofSeconds(1)).commitFailed(SinkFailure.permanent("full"));
    assertThat(driver.commands(Command.Disconnect.class)).hasSize(1);
    assertThat(driver.events(IngestEvent.Stopping.class)).hasSize(1);
  }

  @Test
  void givesUpOnASinkThatStaysBusyUntilAStopMustBeOver() {
    MachineDriver driver = MachineDriver.standard().opened().frames(post(1)).stop().ended(STOPPED);
    driver.pass(Duration.ofSeconds(9)).commitFailed(SinkFailure.transientFailure("busy"));
    assertThat(driver.commands(Command.Finish.class)).isEmpty();
    driver.pass(Duration.ofSeconds(1));
    assertThat(driver.report().end()).isInstanceOf(IngestEnd.SinkFailed.class);
    assertThat(driver.status().state()).isEqualTo(IngestStatus.State.FINISHED);
  }

  @Test
  void doesNotCountTheOpeningOfAnAttemptThatIsOver() {
    IngestSettings brief = IngestSettings.builder().runFor(Duration.ofSeconds(20)).build();
    MachineDriver driver = new MachineDriver(brief).start();
    driver.ended(new EndCause.NetworkFailure("reset")).accept(1).pass(Duration.ofSeconds(22));
    assertThat(driver.events(IngestEvent.Stopping.class)).isEmpty();
    assertThat(driver.tally().openings()).isZero();
  }
}
