package dev.ouzel.ingest;

import static dev.ouzel.ingest.MachineDriver.START;
import static dev.ouzel.ingest.Posting.post;
import static dev.ouzel.ingest.Posting.postAt;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ouzel.post.Payload;
import dev.ouzel.post.Problem;
import dev.ouzel.rule.Rule;
import dev.ouzel.stream.EndCause;
import dev.ouzel.stream.Frame;
import dev.ouzel.stream.RateLimit;
import dev.ouzel.stream.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How attempts end, and when the next one is made. */
class EndsTest {
  private static final EndCause CLOSED = new EndCause.Closed();
  private static final EndCause STOPPED = new EndCause.Stopped();

  @Test
  void reconnectsAtOnceAfterAHealthyMinute() {
    MachineDriver driver = MachineDriver.standard().opened().stay(seconds(60)).ended(CLOSED);
    assertThat(driver.attemptTimes()).containsExactly(0d, 60d);
    driver.ended(refused(503));
    assertThat(driver.events(IngestEvent.Waiting.class))
        .extracting(IngestEvent.Waiting::pause)
        .containsExactly(seconds(5));
  }

  @Test
  void climbsWhenXSendsAFewPostsAndClosesForEver() {
    MachineDriver driver = MachineDriver.standard().keeping().start();
    for (int i = 0; i < 6; i++) {
      driver.accept().frames(post(5 * i), post(5 * i + 1)).ended(CLOSED);
      driver.pass(i == 0 ? Duration.ZERO : seconds(5L << (i - 1)));
    }
    assertThat(driver.attemptTimes()).containsExactly(0d, 0d, 5d, 15d, 35d, 75d, 155d);
    assertThat(driver.tally().stored()).isEqualTo(12);
  }

  @Test
  void doesNotCallAConnectionHealthyForTheTimeItWaitedAfterIt() {
    MachineDriver driver = MachineDriver.standard().opened().pass(seconds(5)).ended(CLOSED);
    for (int i = 0; i < 4; i++) {
      driver.ended(refused(429));
      driver.pass(seconds(Math.min(60L << i, 320)));
    }
    assertThat(driver.events(IngestEvent.Waiting.class))
        .extracting(IngestEvent.Waiting::pause)
        .containsExactly(seconds(60), seconds(120), seconds(240), seconds(320));
  }

  @Test
  void storesThePostsCountsTheHalfFrameAndReconnectsAfterAReset() {
    MachineDriver driver = MachineDriver.standard().keeping().opened();
    driver.frames(post(1), post(2), post(3), post(4), post(5));
    driver.ended(new EndCause.NetworkFailure("connection reset"), 312);
    assertThat(driver.tally().unfinishedBytes()).isEqualTo(312);
    assertThat(driver.tally().stored()).isEqualTo(5);
    assertThat(driver.attempts()).hasSize(2);
    IngestEvent.Ended ended = driver.events(IngestEvent.Ended.class).get(0);
    assertThat(ended.unfinishedBytes()).isEqualTo(312);
    assertThat(ended.served()).isZero();
  }

  @Test
  void countsNoUnfinishedBytesOfAnAttemptItDoesNotKnow() {
    MachineDriver driver = MachineDriver.standard().opened();
    driver.ended(77, CLOSED, 40);
    assertThat(driver.tally().unfinishedBytes()).isZero();
    assertThat(driver.attempts()).hasSize(1);
  }

  @Test
  void endsAConnectionThatIsAcceptedAndSilent() {
    MachineDriver driver = MachineDriver.standard().opened().pass(seconds(24));
    assertThat(driver.commands(Command.Disconnect.class)).isEmpty();
    driver.pass(seconds(1)).ended(STOPPED);
    assertThat(driver.events(IngestEvent.Ended.class).get(0).cause())
        .isEqualTo(new EndCause.Stalled(seconds(25)));
    assertThat(driver.attempts()).hasSize(2);
    assertThat(driver.status().lastEnd()).contains(new EndCause.Stalled(seconds(25)));
  }

  @Test
  void takesKeepAlivesNineteenSecondsApartForLife() {
    MachineDriver driver = MachineDriver.standard().opened();
    for (int i = 0; i < 20; i++) {
      driver.pass(seconds(19)).keepAlive();
    }
    assertThat(driver.commands(Command.Disconnect.class)).isEmpty();
  }

  @Test
  void reconnectsAtOnceAfterAnInBandDisconnectWithXsWordsInTheRecord() {
    Problem problem =
        Problem.builder()
            .type("https://api.x.com/2/problems/operational-disconnect")
            .detail("for operational reasons")
            .disconnectType("OperationalDisconnect")
            .build();
    MachineDriver driver = MachineDriver.withHistory().keeping().opened();
    driver.frames(new Frame.SystemFrame(List.of(problem), Payload.ofText("{}")));
    assertThat(driver.commands(Command.Disconnect.class)).hasSize(1);
    driver.ended(STOPPED);
    assertThat(driver.attemptTimes()).containsExactly(0d, 0d);
    assertThat(driver.checkpoint().unsettledConnections().get(0).detail())
        .contains("X ended the connection: for operational reasons (OperationalDisconnect)");
  }

  @Test
  void goesOnAfterANoticeThatEndsNothing() {
    MachineDriver driver = MachineDriver.standard().opened();
    driver.frames(
        new Frame.SystemFrame(
            List.of(Problem.builder().title("operational trouble").build()), Payload.ofText("{}")));
    assertThat(driver.commands(Command.Disconnect.class)).isEmpty();
    assertThat(driver.tally().systemMessages()).isEqualTo(1);
  }

  @Test
  void climbsFromFiveSecondsWhileXIsInTrouble() {
    MachineDriver driver = MachineDriver.standard().start();
    for (int i = 0; i < 3; i++) {
      driver.ended(refused(503)).pass(seconds(5L << i));
    }
    driver.accept();
    assertThat(driver.attemptTimes()).containsExactly(0d, 5d, 15d, 35d);
    assertThat(driver.status().state()).isEqualTo(IngestStatus.State.STREAMING);
  }

  @Test
  void makesNotOneAttemptBeforeTheResetWhoeverMetTheLimit() {
    Instant reset = START.plusSeconds(600);
    MachineDriver driver = MachineDriver.standard().opened().stay(seconds(90));
    driver.ended(limited(reset)).pass(seconds(509));
    assertThat(driver.attempts()).hasSize(1);
    driver.pass(seconds(1));
    assertThat(driver.attempts()).hasSize(2);
  }

  @Test
  void holdsALiveAttemptBackForAReplaysRateLimit() {
    IngestSettings settings = IngestSettings.builder().backfill(false).build();
    MachineDriver driver = new MachineDriver(settings).keeping().opened().stay(seconds(60));
    driver = driver.restarted(Duration.ofMinutes(20)).accept().stay(seconds(60));
    Instant reset = driver.now().wall().plusSeconds(300);
    int recovery = driver.recoveries().get(0).attempt();
    int other = driver.recoveries().get(1).attempt();
    driver.ended(recovery, limited(reset)).ended(other, refused(503)).ended(CLOSED).forget();
    driver.pass(Duration.between(driver.now().wall(), reset).minusMillis(1));
    assertThat(driver.attempts()).isEmpty();
    driver.pass(Duration.ofMillis(1));
    assertThat(driver.attempts()).hasSize(1);
  }

  @Test
  void checksTheHoldOnceMoreWhenTheAttemptIsOnRecord() {
    IngestSettings settings = IngestSettings.builder().backfill(false).build();
    MachineDriver driver = new MachineDriver(settings).keeping().opened().stay(seconds(60));
    driver = driver.restarted(Duration.ofMinutes(20)).accept().stay(seconds(60));
    driver.stalling().frames(post(1)).pass(seconds(1)).ended(CLOSED);
    Instant reset = driver.now().wall().plusSeconds(100);
    assertThat(driver.attempts()).hasSize(1);
    driver.ended(driver.recoveries().get(0).attempt(), limited(reset)).committed();
    assertThat(driver.attempts()).hasSize(1);
    driver.pass(seconds(100));
    assertThat(driver.attempts()).hasSize(2);
  }

  @Test
  void waitsForTheNextUtcDayWhenTheDailyQuotaIsUsedUp() {
    Problem cap =
        Problem.builder()
            .type("https://api.twitter.com/2/problems/usage-capped")
            .period("Daily")
            .build();
    MachineDriver driver = MachineDriver.standard().start();
    driver.ended(new EndCause.Refused(new Refusal(429, List.of(cap), RateLimit.unknown(), "")));
    driver.pass(Duration.ofHours(12).minusMillis(1));
    assertThat(driver.attempts()).hasSize(1);
    driver.pass(Duration.ofMillis(1));
    assertThat(driver.attempts()).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 401, 402, 403, 409})
  void stopsWithOneSentenceOrTriesOnSlowlyWhereASettingSaysSo(int status) {
    MachineDriver driver = MachineDriver.standard().start().ended(refused(status));
    assertThat(driver.report().end().sentence()).contains("X answered " + status);
    IngestSettings patient = IngestSettings.builder().keepTrying(true).build();
    MachineDriver trying = new MachineDriver(patient).start().ended(refused(status));
    assertThat(trying.commands(Command.Finish.class)).isEmpty();
    assertThat(trying.events(IngestEvent.Waiting.class))
        .extracting(IngestEvent.Waiting::pause)
        .containsExactly(Duration.ofMinutes(15));
    trying.pass(Duration.ofMinutes(15));
    assertThat(trying.attempts()).hasSize(2);
  }

  @Test
  void asksWithBackfillAgainWhileItTriesOnSlowly() {
    IngestSettings patient = IngestSettings.builder().keepTrying(true).build();
    MachineDriver driver = new MachineDriver(patient).keeping().opened().stay(seconds(60));
    driver.ended(CLOSED).ended(refused(403)).ended(refused(403));
    driver.pass(Duration.ofMinutes(15));
    assertThat(driver.request().backfillMinutes()).isEqualTo(5);
    assertThat(driver.attempts()).hasSize(4);
    driver.accept();
    assertThat(driver.events(IngestEvent.RepairRefused.class)).isEmpty();
  }

  @Test
  void remembersHowItEndedOnlyOfItsLiveConnection() {
    MachineDriver driver = MachineDriver.standard().start();
    assertThat(driver.status().lastEnd()).isEmpty();
    assertThat(driver.status().state()).isEqualTo(IngestStatus.State.CONNECTING);
    driver.ended(refused(503));
    assertThat(driver.status().state()).isEqualTo(IngestStatus.State.WAITING);
    assertThat(driver.status().lastEnd()).contains(refused(503));
    assertThat(driver.status().since()).isEqualTo(START);
  }

  @Test
  void forgivesAtTheEndOfAConnectionThatServedLongEnough() {
    IngestSettings settings = IngestSettings.builder().healthyAfter(seconds(30)).build();
    MachineDriver driver = new MachineDriver(settings).opened().ended(CLOSED).accept();
    driver.pass(seconds(20)).keepAlive().pass(seconds(10)).ended(CLOSED);
    assertThat(driver.attemptTimes()).containsExactly(0d, 0d, 30d);
  }

  @Test
  void tellsHowLongItWaitsForRoomInTheBudgetAndForAHold() {
    Instant reset = START.plusSeconds(600);
    MachineDriver driver = MachineDriver.standard().opened().stay(seconds(90));
    RateLimit exhausted = new RateLimit(OptionalInt.of(50), OptionalInt.of(0), Optional.of(reset));
    driver.ended(CLOSED).accept(driver.attempt(), Optional.of(driver.date()), exhausted);
    driver.stay(seconds(70)).forget().ended(CLOSED);
    assertThat(driver.events(IngestEvent.Waiting.class))
        .extracting(IngestEvent.Waiting::pause)
        .containsExactly(seconds(600 - 160));
  }

  @Test
  void recognisesDuplicatesByXsClockThoughItsOwnIsWrong() {
    MachineDriver driver = MachineDriver.standard().start();
    Instant there = START.plus(Duration.ofHours(1));
    driver.accept(1, Optional.of(there), RateLimit.unknown());
    driver.frames(postAt(there), postAt(there));
    assertThat(driver.tally().windowDuplicates()).isEqualTo(1);
    driver.hum(seconds(40)).frames(postAt(there.plusSeconds(40)));
    assertThat(driver.ledger().frontier()).contains(there.plusSeconds(10));
    assertThat(driver.events(IngestEvent.Lagging.class)).isEmpty();
  }

  @Test
  void keepsWhatWasAskedForSoonAfterTheRulesWereRead() {
    MachineDriver driver = MachineDriver.standard().opened();
    String before = driver.checkpoint().coverage().selection();
    driver.rulesRead(new Rule("1", "cats", Optional.empty())).pass(seconds(15));
    assertThat(driver.checkpoint().coverage().selection()).startsWith(before).isNotEqualTo(before);
    String cats = driver.ledger().selection();
    driver.rulesRead(new Rule("1", "cats", Optional.of("tag")));
    assertThat(driver.ledger().selection()).isNotEqualTo(cats);
    driver.rulesRead(new Rule("1", "cats", Optional.empty()));
    assertThat(driver.ledger().selection()).isEqualTo(cats);
  }

  private static EndCause limited(Instant reset) {
    RateLimit exhausted = new RateLimit(OptionalInt.of(50), OptionalInt.of(0), Optional.of(reset));
    return new EndCause.Refused(
        new Refusal(429, List.of(Problem.builder().build()), exhausted, ""));
  }

  private static EndCause refused(int status) {
    return new EndCause.Refused(
        new Refusal(status, List.of(Problem.builder().build()), RateLimit.unknown(), ""));
  }

  private static Duration seconds(long seconds) {
    return Duration.ofSeconds(seconds);
  }
}
