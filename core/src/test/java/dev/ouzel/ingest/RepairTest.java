package dev.ouzel.ingest;

import static dev.ouzel.ingest.MachineDriver.START;
import static dev.ouzel.ingest.Posting.post;
import static dev.ouzel.ingest.Posting.postAt;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ouzel.coverage.Gap;
import dev.ouzel.coverage.TimeRange;
import dev.ouzel.post.Payload;
import dev.ouzel.post.Problem;
import dev.ouzel.stream.EndCause;
import dev.ouzel.stream.Frame;
import dev.ouzel.stream.RateLimit;
import dev.ouzel.stream.Refusal;
import dev.ouzel.stream.StreamRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/**
 * Gaps are replayed beside the live connection. Each test but a few begins with the same gap, from
 * 45 seconds after the start to 41 minutes and 1 second after it, and a live connection.
 */
class RepairTest {
  private static final EndCause CLOSED = new EndCause.Closed();
  private static final EndCause RESET = new EndCause.NetworkFailure("connection reset");
  private static final TimeRange FIRST = slice(45, 900);
  private static final TimeRange SECOND = slice(900, 1_800);
  private static final TimeRange THIRD = slice(1_800, 2_461);

  private final MachineDriver driver = afterOutage(Duration.ofMinutes(40));

  private static MachineDriver afterOutage(Duration down) {
    return afterOutage(IngestSettings.builder().backfill(false), down);
  }

  private static MachineDriver afterOutage(IngestSettings.Builder settings, Duration down) {
    MachineDriver driver = new MachineDriver(settings.build()).keeping().opened();
    driver.stay(seconds(60)).pass(seconds(15)).keepAlive();
    driver = driver.restarted(down.minusSeconds(15)).accept();
    return driver.stay(seconds(60));
  }

  @Test
  void replaysTheTwoOldestSlicesBesideTheLiveConnection() {
    assertThat(driver.events(IngestEvent.Recovering.class))
        .extracting(IngestEvent.Recovering::slice)
        .containsExactly(FIRST, SECOND);
    StreamRequest asked = driver.recoveries().get(0).request();
    assertThat(asked.startTime()).contains(at(45));
    assertThat(asked.endTime()).contains(at(930));
    assertThat(driver.ledger().gaps())
        .singleElement()
        .matches(gap -> gap.state() == Gap.State.REPAIRING);
  }

  @Test
  void putsEachRecoveryOnRecordBeforeItIsMade() {
    List<Command> said = driver.commands(Command.class);
    Command.Connect recovery = driver.recoveries().get(1);
    Command.Commit record =
        driver.commands(Command.Commit.class).stream()
            .filter(commit -> commit.batch().checkpoint().budget().attempts().size() == 3)
            .findFirst()
            .orElseThrow();
    assertThat(said.indexOf(record)).isLessThan(said.indexOf(recovery));
    assertThat(driver.tally().attempts()).isEqualTo(3);
  }

  @Test
  void closesTheGapSliceBySliceOnceEachIsWhole() {
    replayed(0, FIRST);
    assertThat(driver.ledger().gaps())
        .extracting(Gap::range)
        .containsExactly(new TimeRange(at(900), at(2_461)));
    replayed(1, SECOND);
    replayed(2, THIRD);
    assertThat(driver.ledger().gaps()).isEmpty();
    assertThat(driver.events(IngestEvent.GapClosed.class))
        .extracting(closed -> closed.gap().state())
        .containsOnly(Gap.State.REPAIRED)
        .hasSize(3);
    assertThat(driver.timeline().gaps())
        .allMatch(gap -> gap.state() == Gap.State.REPAIRED && gap.remedy().equals("recovery"));
    assertThat(driver.events(IngestEvent.RecoveryEnded.class))
        .hasSize(3)
        .allMatch(IngestEvent.RecoveryEnded::repaired);
    assertThat(driver.tally()).matches(Tally::balances);
  }

  @Test
  void makesABrokenASilentAndAnEarlyRecoveryAgain() {
    int broken = made(0);
    driver.accept(broken).frames(broken, postAt(at(910))).ended(broken, RESET);
    int early = made(1);
    driver.accept(early).frames(early, postAt(at(1_000))).ended(early, CLOSED);
    assertThat(driver.recoveries()).hasSize(4);
    int silent = made(2);
    driver.accept(silent).stay(seconds(26));
    assertThat(driver.commands(Command.Disconnect.class))
        .extracting(Command.Disconnect::attempt)
        .contains(silent);
    driver.ended(silent, new EndCause.Stopped()).stay(seconds(6));
    assertThat(driver.events(IngestEvent.RecoveryEnded.class))
        .hasSize(3)
        .noneMatch(IngestEvent.RecoveryEnded::repaired);
    assertThat(driver.events(IngestEvent.RecoveryEnded.class).get(2).cause())
        .isEqualTo(new EndCause.Stalled(seconds(25)));
    assertThat(driver.recoveries()).hasSize(5);
    assertThat(driver.ledger().gaps()).hasSize(1);
  }

  @Test
  void makesAReplayAgainInWhichXSpokeOfTrouble() {
    int recovery = made(0);
    Frame notice =
        new Frame.SystemFrame(
            List.of(Problem.builder().title("x").build()), Payload.ofText("{\"errors\":[]}"));
    driver.accept(recovery).frames(recovery, notice).frames(recovery, postAt(at(910)));
    driver.ended(recovery, CLOSED);
    assertThat(driver.ledger().gaps()).extracting(gap -> gap.range().from()).contains(at(45));
  }

  @Test
  void doesNotCreditPostsThatTheLimitHeldBack() {
    MachineDriver limited =
        afterOutage(IngestSettings.builder().backfill(false).limit(2), Duration.ofMinutes(20));
    int recovery = limited.recoveries().get(0).attempt();
    limited.stalling().accept(recovery);
    limited.frames(recovery, postAt(at(901)), postAt(at(50)), postAt(at(60)));
    limited.ended(recovery, CLOSED);
    assertThat(limited.timeline().gaps()).noneMatch(gap -> gap.state() == Gap.State.REPAIRED);
  }

  @Test
  void leavesTheGapOpenWithTheReasonForAnHourWhenXRefuses() {
    driver.ended(made(0), refused(403)).ended(made(1), refused(403));
    assertOpen("recovery refused: X answered 403");
    assertThat(driver.events(IngestEvent.RepairRefused.class))
        .first()
        .matches(IngestEvent.RepairRefused::recoveries);
    driver.stay(Duration.ofMinutes(59));
    assertThat(driver.recoveries()).hasSize(2);
    MachineDriver again = driver.restarted().accept().stay(seconds(55));
    assertThat(again.recoveries()).isEmpty();
    again.stay(seconds(20));
    assertThat(again.recoveries()).hasSize(2);
  }

  @Test
  void losesWhatIsOlderThanADayAndRecoversTheRest() {
    MachineDriver long30 = afterOutage(Duration.ofHours(30));
    List<Gap> gaps = long30.timeline().gaps();
    assertThat(gaps).extracting(Gap::state).containsExactly(Gap.State.LOST, Gap.State.REPAIRING);
    assertThat(gaps.get(0).range().from()).isEqualTo(at(45));
    Instant now = long30.now().wall();
    Instant oldest = long30.recoveries().get(0).request().startTime().orElseThrow();
    assertThat(oldest).isAfterOrEqualTo(now.minus(Duration.ofHours(23).plusMinutes(59)));
    assertThat(oldest).isBefore(now.minus(Duration.ofHours(23).plusMinutes(57)));
    assertThat(long30.events(IngestEvent.GapClosed.class))
        .extracting(closed -> closed.gap().state())
        .containsOnly(Gap.State.LOST);
  }

  @Test
  void isNotMadeForStreamsWithoutItOrWhenSwitchedOff() {
    MachineDriver off =
        afterOutage(IngestSettings.builder().backfill(false).recoveries(0), Duration.ofMinutes(40));
    off.stay(Duration.ofMinutes(10));
    assertThat(off.recoveries()).isEmpty();
    assertThat(off.ledger().gaps()).hasSize(1);
  }

  @Test
  void takesNoMoreThanHalfOfTheBudget() {
    for (int i = 0; i < 60; i++) {
      driver.ended(made(driver.recoveries().size() - 1), RESET).stay(seconds(16));
      driver.ended(made(driver.recoveries().size() - 2), RESET);
    }
    List<Instant> made =
        driver.commands(Command.Announce.class).stream()
            .map(Command.Announce::event)
            .filter(
                event ->
                    event instanceof IngestEvent.Recovering
                        || event instanceof IngestEvent.Connecting)
            .map(IngestEvent::at)
            .toList();
    assertThat(made).hasSizeGreaterThan(25);
    for (int i = 25; i < made.size(); i++) {
      assertThat(Duration.between(made.get(i - 25), made.get(i)))
          .isGreaterThanOrEqualTo(Duration.ofMinutes(15));
    }
  }

  @Test
  void waitsWhileXSaysThatLittleIsLeft() {
    RateLimit half =
        new RateLimit(
            OptionalInt.of(50),
            OptionalInt.of(25),
            Optional.of(driver.now().wall().plusSeconds(600)));
    driver.accept(made(0), Optional.of(driver.date()), half);
    driver.ended(made(0), RESET).ended(made(1), RESET).stay(seconds(595));
    assertThat(driver.recoveries()).hasSize(2);
    driver.stay(seconds(25));
    assertThat(driver.recoveries()).hasSize(4);
  }

  @Test
  void waitsForAReplayInFlightNeverLongerThanTheLiveConnectionAllows() {
    driver.ended(CLOSED);
    int before = driver.recoveries().size();
    driver.ended(made(0), RESET).ended(made(1), RESET).pass(seconds(20));
    assertThat(driver.recoveries()).hasSize(before);
    driver.accept().stay(seconds(1));
    assertThat(driver.recoveries()).hasSize(before + 2);
  }

  @Test
  void neverTouchesTheLiveConnectionsSilenceLagFrontierOrBackoff() {
    Instant frontier = driver.ledger().frontier().orElseThrow();
    int recovery = made(0);
    driver.accept(recovery);
    for (int i = 0; i < 24; i++) {
      driver.pass(seconds(1)).frames(recovery, postAt(at(40 + i)), postAt(driver.now().wall()));
    }
    assertThat(driver.ledger().frontier()).contains(frontier);
    driver.pass(seconds(1));
    assertThat(driver.commands(Command.Disconnect.class))
        .extracting(Command.Disconnect::attempt)
        .contains(driver.attempt());
    assertThat(driver.events(IngestEvent.Lagging.class)).isEmpty();
    assertThat(driver.events(IngestEvent.Late.class)).isEmpty();
    driver.ended(recovery, refused(503)).ended(new EndCause.Stopped());
    assertThat(driver.checkpoint().backoff().failures()).isZero();
    assertThat(driver.status().state()).isEqualTo(IngestStatus.State.CONNECTING);
  }

  @Test
  void countsWhatAReplayBringsAndRecognisesItLater() {
    int recovery = made(0);
    driver.accept(recovery).frames(recovery, post(1_500_000_000L, ""), postAt(at(40)));
    driver.frames(recovery, postAt(at(40)));
    driver.pass(seconds(1));
    assertThat(driver.tally().posts()).isEqualTo(3);
    assertThat(driver.tally()).matches(Tally::balances);
    assertThat(driver.tally().openings()).isEqualTo(2);
  }

  @Test
  void beginsAgainAfterARestartInAReplay() {
    int recovery = made(0);
    driver.accept(recovery).frames(recovery, postAt(at(40))).pass(seconds(1));
    MachineDriver again = driver.restarted(seconds(5));
    assertThat(again.ledger().gaps()).allMatch(gap -> gap.state() == Gap.State.OPEN);
    again.accept().stay(seconds(60));
    assertThat(again.events(IngestEvent.Recovering.class))
        .extracting(IngestEvent.Recovering::slice)
        .startsWith(FIRST, SECOND);
  }

  @Test
  void leavesTheGapOpenWhenItIsToldToStop() {
    driver.accept(made(0)).stop();
    assertThat(driver.commands(Command.Disconnect.class)).hasSize(3);
    driver.ended(new EndCause.Stopped());
    driver.ended(made(0), new EndCause.Stopped()).ended(made(1), new EndCause.Stopped());
    assertThat(driver.report().end().sentence()).isEqualTo("stopped as asked");
    assertThat(driver.checkpoint().coverage().gaps())
        .singleElement()
        .satisfies(
            gap -> {
              assertThat(gap.state()).isEqualTo(Gap.State.OPEN);
              assertThat(gap.reason()).isEqualTo("Ouzel was not running");
            });
    assertThat(driver.events(IngestEvent.RecoveryEnded.class)).isEmpty();
  }

  @Test
  void keepsAReplayThatLivesAndEndsOneThatIsSilentOnTheSecond() {
    int living = made(0);
    int silent = made(1);
    driver.accept(living).accept(silent);
    for (int second = 5; second < 25; second += 5) {
      driver.pass(seconds(5)).keepAlive().turn(living, 1);
    }
    driver.pass(seconds(5).minusMillis(1));
    assertThat(driver.commands(Command.Disconnect.class)).isEmpty();
    driver.pass(Duration.ofMillis(1));
    assertThat(driver.commands(Command.Disconnect.class))
        .extracting(Command.Disconnect::attempt)
        .containsExactly(silent);
    assertThat(driver.commands(Command.Demand.class))
        .filteredOn(demand -> demand.attempt() == living)
        .hasSize(6);
  }

  @Test
  void looksAgainSoonThoughNothingElseHappens() {
    driver.ended(made(0), refused(503)).pass(seconds(10));
    assertThat(driver.recoveries()).hasSize(3);
  }

  @Test
  void givesUpAReplayThatAHoldOvertookAndMakesItAfterTheReset() {
    driver.ended(made(1), refused(503)).stalling();
    driver.frames(postAt(driver.now().wall())).pass(seconds(1));
    driver.pass(seconds(9)).keepAlive();
    assertThat(driver.recoveries()).hasSize(2);
    RateLimit low =
        new RateLimit(
            OptionalInt.of(50),
            OptionalInt.of(0),
            Optional.of(driver.now().wall().plusSeconds(100)));
    driver.accept(made(0), Optional.of(driver.date()), low).ended(made(0), CLOSED).keeping();
    driver.committed();
    assertThat(driver.recoveries()).hasSize(2);
    assertThat(driver.ledger().gaps()).allMatch(gap -> gap.state() == Gap.State.OPEN);
    driver.stay(seconds(95));
    assertThat(driver.recoveries()).hasSize(2);
    driver.stay(seconds(30));
    assertThat(driver.recoveries()).hasSize(4);
  }

  @Test
  void makesNoRecoveryThatWasBeingPutOnRecordWhenItIsToldToStop() {
    driver.ended(made(1), refused(503)).stalling();
    driver.frames(postAt(driver.now().wall())).pass(seconds(10)).keepAlive();
    driver.stop().committed();
    driver.keeping().ended(new EndCause.Stopped()).ended(made(0), new EndCause.Stopped());
    assertThat(driver.recoveries()).hasSize(2);
    assertThat(driver.report().end().sentence()).isEqualTo("stopped as asked");
    assertThat(driver.ledger().gaps()).allMatch(gap -> gap.state() == Gap.State.OPEN);
  }

  private void replayed(int index, TimeRange slice) {
    int recovery = made(index);
    driver.accept(recovery);
    driver.frames(recovery, Posting.between(slice.from(), slice.to().plusSeconds(10)));
    driver.ended(recovery, CLOSED);
  }

  private int made(int index) {
    return driver.recoveries().get(index).attempt();
  }

  private void assertOpen(String remedy) {
    assertThat(driver.timeline().gaps())
        .anyMatch(gap -> gap.state() != Gap.State.REPAIRED)
        .anyMatch(gap -> gap.remedy().startsWith(remedy));
  }

  private static EndCause refused(int status) {
    return new EndCause.Refused(
        new Refusal(status, List.of(Problem.builder().build()), RateLimit.unknown(), ""));
  }

  private static TimeRange slice(long from, long to) {
    return new TimeRange(at(from), at(to));
  }

  private static Instant at(long second) {
    return START.plusSeconds(second);
  }

  private static Duration seconds(long seconds) {
    return Duration.ofSeconds(seconds);
  }
}
