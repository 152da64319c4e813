package dev.ouzel.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ouzel.coverage.CoverageLedger;
import dev.ouzel.coverage.Gap;
import dev.ouzel.coverage.TimeRange;
import dev.ouzel.loop.Moment;
import dev.ouzel.post.Problem;
import dev.ouzel.sink.Checkpoint;
import dev.ouzel.stream.EndCause;
import dev.ouzel.stream.RateLimit;
import dev.ouzel.stream.Refusal;
import dev.ouzel.stream.StreamName;
import dev.ouzel.stream.StreamRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class BackfillTest {
  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
  private static final Moment MOMENT = new Moment(NOW, 0);
  private static final Instant LONG_AGO = NOW.minusSeconds(900);
  private static final StreamRequest PLAIN = StreamRequest.builder().build();

  private final Backfill backfill = new Backfill(true, PLAIN);

  /** A memory of one post per second from one moment on, whole as far back as another. */
  private record Memory(Instant now, Instant keptFrom, Instant keptTo, Instant knownSince)
      implements Backfill.Recall {
    @Override
    public boolean keeps(TimeRange time) {
      return TimeRange.between(keptFrom, keptTo).filter(time::overlaps).isPresent();
    }
  }

  @Test
  void asksForNothingWhenNothingWasEverCovered() {
    assertThat(backfill.request(MOMENT, Optional.empty(), busy())).isEqualTo(PLAIN);
  }

  @Test
  void reachesAMinuteBeyondWhatWasMissed() {
    assertThat(minutes(30, busy())).isEqualTo(2);
    assertThat(minutes(55, busy())).isEqualTo(2);
    assertThat(minutes(56, busy())).isEqualTo(3);
    assertThat(minutes(120, busy())).isEqualTo(4);
    assertThat(minutes(175, busy())).isEqualTo(4);
    assertThat(minutes(176, busy())).isEqualTo(5);
    assertThat(minutes(300, busy())).isEqualTo(5);
    assertThat(minutes(86_400, busy())).isEqualTo(5);
  }

  @Test
  void reachesBackToAPostThatWasKept() {
    assertThat(minutes(30, new Memory(NOW, LONG_AGO, NOW.minusSeconds(200), LONG_AGO)))
        .isEqualTo(4);
    assertThat(minutes(30, nothing())).isEqualTo(5);
  }

  @Test
  void asksForAsMuchAsItIsToldToAtLeast() {
    StreamRequest wide = StreamRequest.builder().backfillMinutes(3).build();
    Backfill told = new Backfill(true, wide);
    assertThat(told.request(MOMENT, Optional.empty(), busy())).isEqualTo(wide);
    assertThat(told.request(MOMENT, ago(30), busy()).backfillMinutes()).isEqualTo(3);
    assertThat(told.request(MOMENT, ago(180), busy()).backfillMinutes()).isEqualTo(5);
  }

  @Test
  void asksForNoneWhenItIsSwitchedOff() {
    Backfill off = new Backfill(false, PLAIN);
    assertThat(off.request(MOMENT, ago(30), busy())).isEqualTo(PLAIN);
  }

  @Test
  void asksOnceAgainWithoutAndThenNotForADay() {
    StreamRequest asked = backfill.request(MOMENT, ago(30), busy());
    assertThat(backfill.mayBeBlamedFor(refused(403), asked)).isTrue();
    StreamRequest again = backfill.request(MOMENT, ago(30), busy());
    assertThat(again).isEqualTo(PLAIN);
    Instant until = NOW.plus(Duration.ofDays(1));
    assertThat(backfill.opened(MOMENT)).contains(until);
    assertThat(backfill.opened(MOMENT)).isEmpty();
    assertThat(at(until.minusMillis(1))).isZero();
    assertThat(at(until)).isEqualTo(2);
  }

  @Test
  void neverAsksTwiceWithAfterARefusalHoweverItWasTold() {
    StreamRequest wide = StreamRequest.builder().backfillMinutes(3).build();
    for (Backfill told : List.of(new Backfill(true, wide), new Backfill(false, wide))) {
      assertThat(told.mayBeBlamedFor(refused(400), wide)).isTrue();
      StreamRequest again = told.request(MOMENT, ago(30), busy());
      assertThat(again.backfillMinutes()).isZero();
      told.opened(MOMENT);
      assertThat(told.request(MOMENT, ago(30), busy()).backfillMinutes()).isZero();
    }
  }

  @Test
  void isNotBlamedOnceThePlainRequestIsRefusedAsWell() {
    StreamRequest asked = backfill.request(MOMENT, ago(30), busy());
    backfill.mayBeBlamedFor(refused(403), asked);
    assertThat(backfill.mayBeBlamedFor(refused(403), PLAIN)).isFalse();
    assertThat(backfill.request(MOMENT, ago(30), busy())).isEqualTo(asked);
    assertThat(backfill.opened(MOMENT)).isEmpty();
  }

  @Test
  void isBlamedForNothingElse() {
    StreamRequest asked = backfill.request(MOMENT, ago(30), busy());
    for (int status : new int[] {401, 402, 409, 429, 503}) {
      assertThat(backfill.mayBeBlamedFor(refused(status), asked)).isFalse();
    }
    assertThat(backfill.mayBeBlamedFor(new EndCause.Closed(), asked)).isFalse();
    assertThat(backfill.mayBeBlamedFor(refused(400), PLAIN)).isFalse();
    assertThat(backfill.request(MOMENT, ago(30), busy())).isEqualTo(asked);
  }

  @Test
  void remembersARefusalAcrossARestart() {
    backfill.mayBeBlamedFor(refused(400), backfill.request(MOMENT, ago(30), busy()));
    backfill.opened(MOMENT);
    Backfill next = new Backfill(true, PLAIN);
    next.resume(remembered(backfill));
    assertThat(next.request(MOMENT, ago(30), busy())).isEqualTo(PLAIN);
    assertThat(remembered(next)).isEqualTo(remembered(backfill));
  }

  @Test
  void watchesNothingWhenNothingWasAskedForOrMissed() {
    assertThat(backfill.watch(PLAIN, ago(60), busy(), opening())).isEmpty();
    StreamRequest asked = StreamRequest.builder().backfillMinutes(2).build();
    assertThat(backfill.watch(asked, Optional.empty(), busy(), opening())).isEmpty();
  }

  @Test
  void wantsAKeptPostAgainWhereThereIsOne() {
    BackfillWatch watch = watch(backfill, 60, busy()).orElseThrow();
    assertThat(watch.from()).isEqualTo(NOW.minusSeconds(235));
    old(watch, 40, 50);
    assertThat(watch.isProven()).isFalse();
    watch.seen(millis(61), DuplicateWindow.Verdict.DUPLICATE, MOMENT);
    assertThat(watch.isProven()).isTrue();
  }

  @Test
  void wantsOldPostsWhereNoneWasKept() {
    BackfillWatch watch = watch(backfill, 60, nothing()).orElseThrow();
    assertThat(watch.isProven()).isFalse();
    old(watch, 40, 50);
    assertThat(watch.isProven()).isTrue();
  }

  @Test
  void wantsAPostAgainThatWasKeptSinceWhereNoneWasKeptBefore() {
    Memory since = new Memory(NOW, NOW.minusSeconds(50), NOW.minusSeconds(45), LONG_AGO);
    BackfillWatch watch = watch(backfill, 60, since).orElseThrow();
    old(watch, 40, 50);
    assertThat(watch.isProven()).isFalse();
    watch.seen(millis(47), DuplicateWindow.Verdict.DUPLICATE, MOMENT);
    assertThat(watch.isProven()).isTrue();
  }

  @Test
  void wantsOldPostsOfAnEmptyMinuteToo() {
    for (Memory memory : List.of(nothing(), forgetful())) {
      BackfillWatch watch = watch(backfill, 175, memory).orElseThrow();
      old(watch, 180);
      assertThat(watch.isProven()).isFalse();
      old(watch, 185);
      assertThat(watch.isProven()).isTrue();
    }
  }

  @Test
  void wantsWhatLiesSinceTheFrontierOrSinceAGapWithinReach() {
    CoverageLedger run = CoverageLedger.of(run(600, 30), "", List.of());
    assertThat(Backfill.wanted(CoverageLedger.empty(), NOW)).isEmpty();
    assertThat(Backfill.wanted(run, NOW)).contains(NOW.minusSeconds(30));
    CoverageLedger gaps =
        CoverageLedger.of(run(100, 30), "", List.of(gap(400, 350), gap(294, 250), gap(200, 150)));
    assertThat(Backfill.wanted(gaps, NOW)).contains(NOW.minusSeconds(294));
    CoverageLedger edge = CoverageLedger.of(run(100, 30), "", List.of(gap(295, 150)));
    assertThat(Backfill.wanted(edge, NOW)).contains(NOW.minusSeconds(30));
  }

  private int minutes(long missedSince, Backfill.Recall recall) {
    return backfill.request(MOMENT, ago(missedSince), recall).backfillMinutes();
  }

  private int at(Instant wall) {
    return backfill.request(new Moment(wall, 0), ago(30), busy()).backfillMinutes();
  }

  private static void old(BackfillWatch watch, long... secondsAgo) {
    for (long ago : secondsAgo) {
      watch.seen(millis(ago), DuplicateWindow.Verdict.NEW, MOMENT);
    }
  }

  private static Optional<BackfillWatch> watch(
      Backfill made, long missedSince, Backfill.Recall recall) {
    StreamRequest asked = StreamRequest.builder().backfillMinutes(4).build();
    return made.watch(asked, ago(missedSince), recall, opening());
  }

  private static Watermark.Opening opening() {
    return new Watermark.Opening(MOMENT, NOW, Duration.ofSeconds(30), Duration.ofSeconds(25));
  }

  private static Checkpoint remembered(Backfill made) {
    Checkpoint.Builder checkpoint =
        Checkpoint.builder().stream(new StreamName("filtered_stream")).sequence(1).takenAt(NOW);
    made.remember(checkpoint);
    return checkpoint.build();
  }

  private static Memory busy() {
    return new Memory(NOW, LONG_AGO, NOW, LONG_AGO);
  }

  private static Memory nothing() {
    return new Memory(NOW, NOW, NOW, LONG_AGO);
  }

  private static Memory forgetful() {
    return new Memory(NOW, NOW, NOW, NOW.minusSeconds(234));
  }

  private static CoverageLedger.Run run(long from, long to) {
    return new CoverageLedger.Run(NOW.minusSeconds(from), NOW.minusSeconds(to));
  }

  private static Gap gap(long from, long to) {
    TimeRange range = new TimeRange(NOW.minusSeconds(from), NOW.minusSeconds(to));
    return Gap.open(range, "missed", OptionalLong.empty());
  }

  private static long millis(long secondsAgo) {
    return NOW.minusSeconds(secondsAgo).toEpochMilli();
  }

  private static Optional<Instant> ago(long seconds) {
    return Optional.of(NOW.minusSeconds(seconds));
  }

  private static EndCause refused(int status) {
    return new EndCause.Refused(
        new Refusal(status, List.of(Problem.builder().build()), RateLimit.unknown(), ""));
  }
}
