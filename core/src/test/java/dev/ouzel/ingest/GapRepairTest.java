package dev.ouzel.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ouzel.coverage.CoverageLedger;
import dev.ouzel.coverage.Gap;
import dev.ouzel.coverage.TimeRange;
import dev.ouzel.loop.Moment;
import dev.ouzel.post.PostId;
import dev.ouzel.post.Problem;
import dev.ouzel.stream.EndCause;
import dev.ouzel.stream.RateLimit;
import dev.ouzel.stream.Refusal;
import dev.ouzel.stream.StreamEndpoint;
import dev.ouzel.stream.StreamRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class GapRepairTest {
  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
  private static final Instant CLOCK = NOON.plus(Duration.ofHours(2));
  private static final EndCause CLOSED = new EndCause.Closed();
  private static final EndCause RESET = new EndCause.NetworkFailure("connection reset");

  private Moment now = new Moment(CLOCK.plusSeconds(1_000), 0);
  private int attempts;

  private final GapRepair repair = repair(StreamRequest.builder().backfillMinutes(3).build());

  private GapRepair repair(StreamRequest request) {
    return new GapRepair(new LiveStream(request, IngestSettings.standard(), new Answer(), now));
  }

  @Test
  void cutsAGapIntoSlicesThatEndAtFullQuartersOfAnHour() {
    CoverageLedger ledger = gaps(range(7, 50));
    assertThat(all(ledger, CLOCK)).containsExactly(range(7, 15), range(15, 30));
    repair.running().clear();
    assertThat(all(gaps(range(15, 30)), CLOCK)).containsExactly(range(15, 30));
  }

  @Test
  void asksForNoSliceTwiceAtATimeAndForTheOldestFirst() {
    CoverageLedger ledger = gaps(range(50, 52), range(60, 61), range(70, 80));
    assertThat(all(ledger, CLOCK)).containsExactly(range(50, 52), range(60, 61));
    assertThat(repair.isReady(now)).isFalse();
    Recovery first = repair.running().get(0);
    first.link().connect(1, now);
    first.link().opened(now);
    repair.ended(first, whole(first), now, 0);
    assertThat(repair.isReady(now)).isTrue();
    assertThat(next(gaps(range(60, 61), range(70, 80)), CLOCK)).contains(range(70, 75));
  }

  @Test
  void asksForWholeSecondsThatHoldTheSliceAndAMarginMore() {
    TimeRange odd = new TimeRange(NOON.plusMillis(1_500), NOON.plusMillis(60_001));
    repair.next(now, gaps(odd), CLOCK);
    StreamRequest asked = repair.running().get(0).link().request();
    assertThat(asked.startTime()).contains(NOON.plusSeconds(1));
    assertThat(asked.endTime()).contains(NOON.plusSeconds(91));
    assertThat(asked.backfillMinutes()).isZero();
    repair.running().clear();
    repair.next(now, gaps(range(1, 2)), CLOCK);
    StreamRequest even = repair.running().get(0).link().request();
    assertThat(even.startTime()).contains(at(1));
    assertThat(even.endTime()).contains(at(2).plusSeconds(30));
  }

  @Test
  void asksForASliceOnlyWhenItsEndIsAMarginOld() {
    assertThat(next(gaps(range(0, 1)), at(1).plusSeconds(30).minusNanos(1))).isEmpty();
    assertThat(next(gaps(range(0, 1)), at(1).plusSeconds(30))).contains(range(0, 1));
  }

  @Test
  void asksForNothingOfXsFuture() {
    TimeRange odd = new TimeRange(NOON, NOON.plusMillis(60_001));
    Instant clock = odd.to().plusSeconds(30);
    assertThat(next(gaps(odd), clock)).isEmpty();
    assertThat(next(gaps(odd), clock.plusMillis(999))).contains(odd);
    assertThat(repair.running().get(0).link().request().endTime()).contains(clock.plusMillis(999));
  }

  @Test
  void asksForNothingOlderThanADayLessAMinute() {
    Instant clock = NOON.plus(Duration.ofDays(1)).plusSeconds(20);
    assertThat(next(gaps(range(-30, 3)), clock)).contains(range(2, 3));
    repair.running().clear();
    Instant atMinute = NOON.plus(Duration.ofDays(1));
    assertThat(next(gaps(range(-30, 3)), atMinute)).contains(range(2, 3));
    assertThat(repair.running().get(0).slice().from())
        .isAfterOrEqualTo(atMinute.minus(Duration.ofHours(23).plusMinutes(59)));
    repair.running().clear();
    assertThat(next(gaps(range(-30, 1)), clock)).isEmpty();
  }

  @Test
  void isNeverReadyForAStreamWithoutRecoveries() {
    GapRepair sample = repair(StreamRequest.builder().endpoint(StreamEndpoint.SAMPLE).build());
    assertThat(sample.isReady(now)).isFalse();
    assertThat(repair.isReady(now)).isTrue();
  }

  @Test
  void repairsASliceBeyondWhichAPostCame() {
    Recovery recovery = recovery(range(0, 15));
    see(recovery, at(15));
    assertThat(repair.ended(recovery, whole(recovery), now, 0))
        .isEqualTo(GapRepair.Outcome.REPAIRED);
    assertThat(repair.running()).isEmpty();
  }

  @Test
  void takesNoPostOfTheSliceForItsEndNorAnInventedId() {
    Recovery recovery = recovery(range(0, 15));
    see(recovery, at(15).minusMillis(1));
    see(recovery, at(15).plusSeconds(30));
    assertThat(repair.ended(recovery, whole(recovery), now, 0)).isEqualTo(GapRepair.Outcome.AGAIN);
  }

  @Test
  void repairsASliceOfWhichTwoWholeRecoveriesBroughtTheSameInAnyOrder() {
    assertThat(replayed(range(0, 15), at(1), at(2))).isEqualTo(GapRepair.Outcome.AGAIN);
    assertThat(replayed(range(0, 15), at(2), at(1))).isEqualTo(GapRepair.Outcome.REPAIRED);
    assertThat(replayed(range(15, 30))).isEqualTo(GapRepair.Outcome.AGAIN);
    assertThat(replayed(range(15, 30))).isEqualTo(GapRepair.Outcome.REPAIRED);
  }

  @Test
  void wantsTwoInARowThatBroughtTheSame() {
    assertThat(replayed(range(0, 15), at(1), at(2))).isEqualTo(GapRepair.Outcome.AGAIN);
    assertThat(replayed(range(0, 15), at(1))).isEqualTo(GapRepair.Outcome.AGAIN);
    assertThat(replayed(range(0, 15), at(1), at(2))).isEqualTo(GapRepair.Outcome.AGAIN);
    assertThat(replayed(range(0, 15), at(1), at(1))).isEqualTo(GapRepair.Outcome.AGAIN);
    assertThat(replayed(range(0, 14), at(1), at(1))).isEqualTo(GapRepair.Outcome.AGAIN);
  }

  @Test
  void repeatsTwiceAtOnceWhatProvedNothingAndThenWaits() {
    replayed(range(0, 15), at(1));
    assertThat(repair.isReady(now)).isTrue();
    replayed(range(0, 15), at(2));
    assertThat(repair.isReady(now)).isTrue();
    replayed(range(0, 15), at(3));
    assertThat(repair.isReady(now)).isTrue();
    replayed(range(0, 15), at(4));
    assertThat(repair.isReady(now)).isFalse();
    assertThat(readyAfter()).isEqualTo(Duration.ofSeconds(5));
    replayed(range(0, 15), at(5));
    assertThat(readyAfter()).isEqualTo(Duration.ofSeconds(10));
  }

  @Test
  void makesAgainWhatWasNotWhole() {
    Recovery broken = recovery(range(0, 15));
    see(broken, at(15).plusSeconds(5));
    assertThat(repair.ended(broken, new AttemptEnd(broken.link().attempt(), RESET, 0), now, 0))
        .isEqualTo(GapRepair.Outcome.AGAIN);
    Recovery cut = recovery(range(0, 15));
    see(cut, at(15).plusSeconds(5));
    assertThat(repair.ended(cut, new AttemptEnd(cut.link().attempt(), CLOSED, 1), now, 0))
        .isEqualTo(GapRepair.Outcome.AGAIN);
    Recovery troubled = recovery(range(0, 15));
    see(troubled, at(15).plusSeconds(5));
    troubled.troubled();
    assertThat(repair.ended(troubled, whole(troubled), now, 0)).isEqualTo(GapRepair.Outcome.AGAIN);
    Recovery neverOpened = repair.next(now, gaps(range(0, 15)), CLOCK).orElseThrow();
    neverOpened.link().connect(9, now);
    see(neverOpened, at(15).plusSeconds(5));
    assertThat(repair.ended(neverOpened, new AttemptEnd(9, CLOSED, 0), now, 0))
        .isEqualTo(GapRepair.Outcome.AGAIN);
  }

  @Test
  void climbsALadderOfItsOwnAndStartsAnewOnceASliceIsRepaired() {
    breakOff();
    assertThat(repair.isReady(now)).isTrue();
    breakOff();
    assertThat(readyAfter()).isEqualTo(Duration.ofMillis(250));
    breakOff();
    assertThat(readyAfter()).isEqualTo(Duration.ofMillis(500));
    replayed(range(0, 15), at(15).plusSeconds(5));
    breakOff();
    assertThat(repair.isReady(now)).isTrue();
  }

  @Test
  void asksForNoneForAnHourOnceXRefuses() {
    Recovery recovery = repair.next(now, gaps(range(0, 15)), CLOCK).orElseThrow();
    recovery.link().connect(3, now);
    assertThat(repair.ended(recovery, new AttemptEnd(3, refused(403), 0), now, 0))
        .isEqualTo(GapRepair.Outcome.REFUSED);
    Instant until = now.wall().plus(Duration.ofHours(1));
    assertThat(repair.absentUntil()).contains(until);
    assertThat(repair.isReady(now)).isFalse();
    assertThat(repair.isReady(now.plus(Duration.ofHours(1).minusMillis(1)))).isFalse();
    assertThat(repair.isReady(now.plus(Duration.ofHours(1)))).isTrue();
    GapRepair restarted = repair(StreamRequest.builder().build());
    restarted.resume(repair.absentUntil());
    assertThat(restarted.isReady(now)).isFalse();
  }

  @Test
  void waitsWhenXIsInTrouble() {
    Recovery recovery = repair.next(now, gaps(range(0, 15)), CLOCK).orElseThrow();
    recovery.link().connect(3, now);
    assertThat(repair.ended(recovery, new AttemptEnd(3, refused(503), 0), now, 0))
        .isEqualTo(GapRepair.Outcome.AGAIN);
    assertThat(readyAfter()).isEqualTo(Duration.ofSeconds(5));
    assertThat(repair.absentUntil()).isEmpty();
  }

  @Test
  void knowsItsRecoveriesByTheirAttempts() {
    Recovery recovery = recovery(range(0, 15));
    assertThat(repair.recovery(recovery.link().attempt())).contains(recovery);
    assertThat(repair.recovery(99)).isEmpty();
    Recovery other = recovery(range(20, 30));
    repair.drop(recovery.link());
    assertThat(repair.running()).containsExactly(other);
  }

  private void breakOff() {
    Recovery recovery = recovery(range(0, 15));
    repair.ended(recovery, new AttemptEnd(recovery.link().attempt(), RESET, 0), now, 0);
  }

  /** How long it takes until a recovery may be made again; lets that time pass. */
  private Duration readyAfter() {
    Moment before = now;
    while (!repair.isReady(now)) {
      now = now.plus(Duration.ofMillis(250));
    }
    return now.since(before);
  }

  private GapRepair.Outcome replayed(TimeRange slice, Instant... posts) {
    Recovery recovery = recovery(slice);
    for (Instant post : posts) {
      see(recovery, post);
    }
    return repair.ended(recovery, whole(recovery), now, 0);
  }

  /** A recovery of the slice that X has accepted. */
  private Recovery recovery(TimeRange slice) {
    Recovery recovery = repair.next(now, gaps(slice), CLOCK).orElseThrow();
    assertThat(recovery.slice()).isEqualTo(slice);
    recovery.link().connect(++attempts, now);
    recovery.link().opened(now);
    return recovery;
  }

  private static void see(Recovery recovery, Instant created) {
    recovery.seen(PostId.at(created).value(), DuplicateWindow.Verdict.NEW);
  }

  private static AttemptEnd whole(Recovery recovery) {
    return new AttemptEnd(recovery.link().attempt(), CLOSED, 0);
  }

  private Optional<TimeRange> next(CoverageLedger ledger, Instant clock) {
    return repair.next(now, ledger, clock).map(Recovery::slice);
  }

  private List<TimeRange> all(CoverageLedger ledger, Instant clock) {
    List<TimeRange> slices = new ArrayList<>();
    Optional<TimeRange> next = next(ledger, clock);
    while (next.isPresent()) {
      slices.add(next.get());
      next = repair.isReady(now) ? next(ledger, clock) : Optional.empty();
    }
    return slices;
  }

  private static CoverageLedger gaps(TimeRange... ranges) {
    List<Gap> gaps = new ArrayList<>();
    for (TimeRange range : ranges) {
      gaps.add(Gap.open(range, "missed", OptionalLong.empty()));
    }
    return CoverageLedger.of(
        new CoverageLedger.Run(CLOCK.minusSeconds(30), CLOCK.minusSeconds(30)), "", gaps);
  }

  private static TimeRange range(int from, int to) {
    return new TimeRange(at(from), at(to));
  }

  private static Instant at(int minute) {
    return NOON.plus(Duration.ofMinutes(minute));
  }

  private static EndCause refused(int status) {
    return new EndCause.Refused(
        new Refusal(status, List.of(Problem.builder().build()), RateLimit.unknown(), ""));
  }
}
