package dev.ouzel.ingest;

import static dev.ouzel.ingest.MachineDriver.START;
import static dev.ouzel.ingest.Posting.postAt;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ouzel.coverage.Gap;
import dev.ouzel.coverage.Stretch;
import dev.ouzel.coverage.TimeRange;
import dev.ouzel.post.Problem;
import dev.ouzel.stream.EndCause;
import dev.ouzel.stream.RateLimit;
import dev.ouzel.stream.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The sixth rule of coverage: backfill is asked for a minute wider than needed, credited on
 * evidence only, and over once one delivery margin is filled without it.
 */
class BackfillRulesTest {
  private static final EndCause CLOSED = new EndCause.Closed();

  private static final IngestSettings NO_RECOVERIES =
      IngestSettings.builder().recoveries(0).build();

  /** Posts have been flowing for ten minutes. */
  private static MachineDriver flowing() {
    return Posting.flow(new MachineDriver(NO_RECOVERIES).keeping().opened(), 600);
  }

  @Test
  void asksWideEnoughForTheOutageTheMarginAndAMinute() {
    MachineDriver driver = flowing();
    assertThat(driver.attempts().get(0).request().backfillMinutes()).isZero();
    assertThat(frontier(driver)).isEqualTo(at(569));
    driver.down(seconds(90));
    assertThat(driver.request().backfillMinutes()).isEqualTo(4);
  }

  @Test
  void leavesNoGapAfterAnOutageThatBackfillReaches() {
    MachineDriver driver = flowing().down(seconds(90)).accept();
    Instant opening = driver.date();
    driver.frames(Posting.between(opening.minusSeconds(240), opening));
    Posting.flow(driver, 35);
    assertThat(driver.ledger().gaps()).isEmpty();
    List<Stretch> line = driver.timeline().stretches();
    assertThat(line)
        .extracting(Stretch::range)
        .containsExactly(
            new TimeRange(at(1), at(569)),
            new TimeRange(at(569), opening.plusSeconds(1)),
            new TimeRange(opening.plusSeconds(1), frontier(driver)));
    assertThat(((Gap) line.get(1)).state()).isEqualTo(Gap.State.REPAIRED);
    assertThat(((Gap) line.get(1)).remedy()).isEqualTo("backfill");
    assertThat(frontier(driver)).isAfterOrEqualTo(opening);
    assertThat(driver.tally().windowDuplicates()).isPositive();
    assertThat(driver.tally()).matches(Tally::balances);
    assertThat(driver.events(IngestEvent.Late.class)).isEmpty();
  }

  @Test
  void callsNothingCoveredWhenXIgnoresTheRequestSilently() {
    MachineDriver driver = flowing().down(seconds(90)).accept();
    Instant opening = driver.date();
    Posting.flow(driver, 120);
    assertThat(driver.ledger().gaps())
        .singleElement()
        .satisfies(
            gap -> {
              assertThat(gap.range()).isEqualTo(new TimeRange(at(569), opening.plusSeconds(1)));
              assertThat(gap.state()).isEqualTo(Gap.State.OPEN);
              assertThat(gap.remedy()).contains("nothing shows that X delivered it");
              assertThat(gap.reason()).contains("connection reset");
              assertThat(gap.connection()).hasValue(1);
            });
    assertThat(driver.events(IngestEvent.GapOpened.class)).hasSize(1);
  }

  @Test
  void coversNothingWhileBackfillMayStillArrive() {
    MachineDriver driver = flowing().down(seconds(90)).accept();
    Instant opening = driver.date();
    Instant oldest = opening.minusSeconds(240);
    for (int part = 0; part < 8; part++) {
      driver.frames(
          Posting.between(oldest.plusSeconds(30L * part), oldest.plusSeconds(30L * part + 30)));
      driver.stay(seconds(25));
      assertThat(frontier(driver)).isEqualTo(at(569));
    }
    driver.stay(seconds(4));
    assertThat(frontier(driver)).isEqualTo(at(569));
    driver.stay(seconds(1));
    assertThat(frontier(driver)).isEqualTo(driver.date().minusSeconds(30));
    assertThat(driver.ledger().gaps()).isEmpty();
  }

  @Test
  void isNotTakenForOverWhileReadingIsPaused() {
    IngestSettings tight = IngestSettings.builder().batchBytes(100).maxBufferedBytes(600).build();
    MachineDriver driver = new MachineDriver(tight).opened();
    while (driver.now().wall().isBefore(at(600))) {
      Posting.flow(driver, 5);
      if (driver.status().bufferedBytes() > 0) {
        driver.pass(seconds(1)).committed().pass(seconds(4));
      }
    }
    driver.down(seconds(30)).accept();
    Instant opening = driver.date();
    driver.frames(Posting.between(opening.minusSeconds(120), opening.minusSeconds(60)));
    driver.keepAlive().keepAlive().keepAlive();
    assertThat(driver.events(IngestEvent.Paused.class)).hasSize(1);
    driver.pass(Duration.ofMinutes(3));
    while (driver.status().bufferedBytes() > 0) {
      driver.committed();
    }
    driver.keepAlive().stay(seconds(29));
    assertThat(frontier(driver)).isBefore(opening);
    driver.frames(Posting.between(opening.minusSeconds(60), opening));
    driver.committed();
    assertThat(frontier(driver)).isBefore(opening);
  }

  @Test
  void reachesFiveMinutesBackAfterALongOutageAndLeavesTheRest() {
    MachineDriver driver = flowing().restarted(Duration.ofMinutes(12));
    assertThat(driver.request().backfillMinutes()).isEqualTo(5);
    driver.accept();
    Instant opening = driver.date();
    driver.frames(Posting.between(opening.minusSeconds(300), opening));
    Posting.flow(driver, 35);
    assertThat(driver.ledger().gaps())
        .singleElement()
        .satisfies(
            gap -> {
              assertThat(gap.range()).isEqualTo(new TimeRange(at(564), opening.minusSeconds(291)));
              assertThat(gap.reason()).isEqualTo("Ouzel was not running");
              assertThat(gap.connection()).hasValue(1);
            });
  }

  @Test
  void closesAnOlderGapThatItReachesAsWell() {
    MachineDriver driver = flowing().down(seconds(20)).accept();
    Instant first = driver.date();
    Posting.flow(driver, 60);
    assertThat(driver.ledger().gaps()).hasSize(1);
    driver.down(seconds(10)).accept();
    assertThat(driver.request().backfillMinutes()).isEqualTo(4);
    Instant opening = driver.date();
    driver.frames(Posting.between(opening.minusSeconds(240), opening));
    Posting.flow(driver, 35);
    assertThat(driver.ledger().gaps()).isEmpty();
    assertThat(driver.events(IngestEvent.GapClosed.class))
        .hasSize(2)
        .first()
        .satisfies(
            closed -> {
              assertThat(closed.gap().range())
                  .isEqualTo(new TimeRange(at(569), first.plusSeconds(1)));
              assertThat(closed.gap().state()).isEqualTo(Gap.State.REPAIRED);
              assertThat(closed.gap().remedy()).isEqualTo("backfill");
            });
  }

  @Test
  void isNotTakenForGrantedOnAQuietStreamThoughItCameBefore() {
    MachineDriver driver = flowing().down(seconds(30)).accept();
    driver.frames(Posting.between(driver.date().minusSeconds(180), driver.date()));
    driver.stay(Duration.ofMinutes(20));
    assertThat(driver.ledger().gaps()).isEmpty();
    driver.down(seconds(30));
    assertThat(driver.request().backfillMinutes()).isEqualTo(5);
    driver.accept().stay(seconds(60));
    assertThat(driver.ledger().gaps())
        .singleElement()
        .matches(gap -> gap.remedy().contains("nothing shows that X delivered it"));
    assertThat(frontier(driver)).isEqualTo(driver.date().minusSeconds(30));
  }

  @Test
  void isAskedForOnceAgainWithoutWhenXRefusesAndThenNotForADay() {
    MachineDriver driver = flowing().ended(CLOSED).forget();
    assertThat(driver.request().backfillMinutes()).isPositive();
    driver.ended(refused(403));
    assertThat(driver.request().backfillMinutes()).isZero();
    assertThat(driver.attempts()).hasSize(1);
    assertThat(driver.events(IngestEvent.RepairRefused.class)).isEmpty();
    driver.accept();
    assertThat(driver.events(IngestEvent.RepairRefused.class))
        .singleElement()
        .satisfies(
            refused -> {
              assertThat(refused.recoveries()).isFalse();
              assertThat(refused.until()).isEqualTo(driver.now().wall().plus(Duration.ofDays(1)));
            });
    Posting.flow(driver, 60);
    assertThat(driver.ledger().gaps())
        .singleElement()
        .matches(gap -> gap.remedy().equals("backfill was not asked for"));
    MachineDriver later = driver.restarted(Duration.ofHours(23));
    assertThat(later.request().backfillMinutes()).isZero();
    later = later.restarted(Duration.ofHours(1));
    assertThat(later.request().backfillMinutes()).isEqualTo(5);
  }

  @Test
  void isNoReasonToGoOnWhenXRefusesTheRequestWithoutItToo() {
    MachineDriver driver = flowing().ended(CLOSED).ended(refused(400)).ended(refused(400));
    assertThat(driver.report().end()).isEqualTo(new IngestEnd.Refused(refused(400)));
    assertThat(driver.attempts()).hasSize(3);
  }

  @Test
  void isNotAskedForWhenItIsSwitchedOff() {
    IngestSettings without = IngestSettings.builder().backfill(false).build();
    MachineDriver driver = Posting.flow(new MachineDriver(without).keeping().opened(), 60);
    driver.ended(CLOSED);
    assertThat(driver.request().backfillMinutes()).isZero();
  }

  @Test
  void tellsNothingOfHowLatePostsAre() {
    MachineDriver driver = flowing().down(seconds(90)).accept();
    for (int turn = 0; turn < 20; turn++) {
      driver.pass(seconds(1));
      driver.frames(postAt(driver.now().wall().minusSeconds(200).plusMillis(turn)));
    }
    assertThat(driver.events(IngestEvent.Lagging.class)).isEmpty();
  }

  private static EndCause refused(int status) {
    return new EndCause.Refused(
        new Refusal(status, List.of(Problem.builder().build()), RateLimit.unknown(), ""));
  }

  private static Instant frontier(MachineDriver driver) {
    return driver.ledger().frontier().orElseThrow();
  }

  private static Instant at(long second) {
    return START.plusSeconds(second);
  }

  private static Duration seconds(long seconds) {
    return Duration.ofSeconds(seconds);
  }
}
