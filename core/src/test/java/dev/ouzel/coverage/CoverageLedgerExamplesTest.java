package dev.ouzel.coverage;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class CoverageLedgerExamplesTest {
  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
  private static final Gap HOLE = gap(0, 1, Gap.State.OPEN, "");

  private final CoverageLedger hour = CoverageLedger.empty().begin(at(0)).cover(range(0, 60), HOLE);

  @Test
  void knowsNothingBeforeItHasBegun() {
    CoverageLedger empty = CoverageLedger.empty();
    assertThat(empty.hasBegun()).isFalse();
    assertThat(empty.frontier()).isEmpty();
    assertThat(empty.doubt(HOLE)).isSameAs(empty);
    assertThat(empty.select("a").hasBegun()).isFalse();
    assertThat(empty.select("a").closed()).isEmpty();
  }

  @Test
  void beginsOnce() {
    CoverageLedger begun = CoverageLedger.empty().begin(at(5));
    assertThat(begun.frontier()).contains(at(5));
    assertThat(begun.begin(at(9))).isSameAs(begun);
  }

  @Test
  void growsWithoutSayingAnythingClosed() {
    assertThat(hour.frontier()).contains(at(60));
    assertThat(hour.cover(range(60, 70), HOLE).closed()).isEmpty();
    assertThat(hour.cover(range(30, 40), HOLE)).isEqualTo(hour);
  }

  @Test
  void opensAGapWhereTimeWasMissedAndClosesWhatWasCoveredBefore() {
    CoverageLedger ledger = hour.cover(range(70, 80), HOLE);
    assertThat(ledger.gaps()).containsExactly(gap(60, 70, Gap.State.OPEN, ""));
    assertThat(ledger.closed()).containsExactly(new Covered(range(0, 60), ""));
    assertThat(ledger.run()).isEqualTo(new CoverageLedger.Run(at(70), at(80)));
  }

  @Test
  void closesAGapThatBackfillReached() {
    CoverageLedger ledger = hour.cover(range(70, 80), HOLE).settled().cover(range(65, 90), HOLE);
    assertThat(ledger.gaps()).containsExactly(gap(60, 65, Gap.State.OPEN, ""));
    assertThat(ledger.closed()).containsExactly(gap(65, 70, Gap.State.REPAIRED, "backfill"));
    assertThat(ledger.run()).isEqualTo(new CoverageLedger.Run(at(70), at(90)));
  }

  @Test
  void repairsTheMiddleOfAGap() {
    CoverageLedger ledger =
        hour.cover(range(70, 80), HOLE).settled().repair(range(63, 66), "recovery");
    assertThat(ledger.gaps())
        .containsExactly(gap(60, 63, Gap.State.OPEN, ""), gap(66, 70, Gap.State.OPEN, ""));
    assertThat(ledger.closed()).containsExactly(gap(63, 66, Gap.State.REPAIRED, "recovery"));
    assertThat(ledger.repair(range(0, 60), "recovery")).isSameAs(ledger);
  }

  @Test
  void marksWhatOverlaps() {
    CoverageLedger ledger = hour.cover(range(70, 80), HOLE);
    assertThat(ledger.mark(range(65, 66), Gap.State.REPAIRING, "asked").gaps())
        .containsExactly(gap(60, 70, Gap.State.REPAIRING, "asked"));
    assertThat(ledger.mark(range(70, 80), Gap.State.REPAIRING, "asked")).isSameAs(ledger);
    CoverageLedger marked = ledger.mark(range(65, 66), Gap.State.REPAIRING, "asked");
    assertThat(marked.mark(range(65, 66), Gap.State.REPAIRING, "asked")).isSameAs(marked);
    assertThat(marked.closed()).isEqualTo(ledger.closed());
    assertThat(marked.selection()).isEqualTo(ledger.selection());
  }

  @Test
  void losesAGapWholeOrAGoodPieceAtATime() {
    CoverageLedger ledger = hour.cover(range(100, 110), HOLE).settled();
    assertThat(ledger.lose(at(74))).isSameAs(ledger);
    CoverageLedger piece = ledger.lose(at(75));
    assertThat(piece.closed()).containsExactly(gap(60, 75, Gap.State.LOST, ""));
    assertThat(piece.gaps()).containsExactly(gap(75, 100, Gap.State.OPEN, ""));
    assertThat(ledger.lose(at(100)).gaps()).isEmpty();
    assertThat(ledger.lose(at(99)).gaps()).containsExactly(gap(99, 100, Gap.State.OPEN, ""));
    assertThat(piece.lose(at(60)).gaps()).isEqualTo(piece.gaps());
  }

  @Test
  void losesASmallGapOnlyWhenAllOfItIsTooOld() {
    CoverageLedger ledger = hour.cover(range(62, 80), HOLE).settled();
    assertThat(ledger.lose(at(61))).isSameAs(ledger);
    assertThat(ledger.lose(at(62)).gaps()).isEmpty();
  }

  @Test
  void keepsWhatWasTriedWhenAGapIsLost() {
    CoverageLedger ledger =
        hour.cover(range(62, 80), HOLE).mark(range(60, 62), Gap.State.OPEN, "refused").settled();
    assertThat(ledger.lose(at(90)).closed())
        .containsExactly(gap(60, 62, Gap.State.LOST, "refused"));
  }

  @Test
  void makesAGapOfWhatIsDoubted() {
    CoverageLedger ledger = hour.doubt(gap(50, 90, Gap.State.OPEN, ""));
    assertThat(ledger.gaps()).containsExactly(gap(50, 60, Gap.State.OPEN, ""));
    assertThat(Timeline.of(ledger.closed(), ledger).stretches())
        .containsExactly(new Covered(range(0, 50), ""), gap(50, 60, Gap.State.OPEN, ""));
    assertThat(hour.doubt(gap(60, 90, Gap.State.OPEN, ""))).isSameAs(hour);
  }

  @Test
  void doubtsOnlyWhatIsNotAGapAlready() {
    CoverageLedger ledger = hour.cover(range(70, 80), HOLE).settled();
    assertThat(ledger.doubt(gap(55, 75, Gap.State.OPEN, "")).gaps())
        .containsExactly(
            gap(55, 60, Gap.State.OPEN, ""),
            gap(60, 70, Gap.State.OPEN, ""),
            gap(70, 75, Gap.State.OPEN, ""));
  }

  @Test
  void tellsTimeOfOtherSelectionsApart() {
    CoverageLedger ledger = hour.select("new").cover(range(60, 90), HOLE);
    assertThat(ledger.closed()).containsExactly(new Covered(range(0, 60), ""));
    assertThat(ledger.run()).isEqualTo(new CoverageLedger.Run(at(60), at(90)));
    assertThat(ledger.selection()).isEqualTo("new");
    assertThat(ledger.select("new")).isSameAs(ledger);
  }

  @Test
  void tellsOnceWhatIsClosed() {
    CoverageLedger ledger = hour.cover(range(70, 80), HOLE);
    CoverageLedger settled = ledger.settled();
    assertThat(settled.closed()).isEmpty();
    assertThat(settled.gaps()).isEqualTo(ledger.gaps());
    assertThat(settled.run()).isEqualTo(ledger.run());
    assertThat(settled.settled()).isSameAs(settled);
  }

  @Test
  void goesOnFromWhatWasKept() {
    CoverageLedger ledger = hour.select("a").cover(range(70, 80), HOLE);
    assertThat(CoverageLedger.of(ledger.run(), ledger.selection(), ledger.gaps()))
        .isEqualTo(ledger.settled());
  }

  @Test
  void joinsTheTwoNearestGapsWhenThereAreTooMany() {
    CoverageLedger ledger = CoverageLedger.empty().begin(at(0));
    for (int i = 1; i <= CoverageLedger.MOST_GAPS; i++) {
      ledger = ledger.cover(range(10 * i, 10 * i + 5), HOLE);
    }
    assertThat(ledger.gaps()).hasSize(CoverageLedger.MOST_GAPS);
    ledger = ledger.doubt(gap(301, 303, Gap.State.OPEN, ""));
    assertThat(ledger.gaps()).hasSize(CoverageLedger.MOST_GAPS);
    assertThat(ledger.gaps()).extracting(Gap::range).contains(range(295, 303), range(305, 310));
    int end = 10 * CoverageLedger.MOST_GAPS + 5;
    ledger = ledger.cover(range(end + 4, end + 9), HOLE);
    assertThat(ledger.gaps()).hasSize(CoverageLedger.MOST_GAPS);
    assertThat(ledger.gaps()).extracting(Gap::range).contains(range(295, 310), range(end, end + 4));
  }

  private static Gap gap(int from, int to, Gap.State state, String remedy) {
    return new Gap(range(from, to), state, "because", remedy, OptionalLong.of(1));
  }

  private static TimeRange range(int from, int to) {
    return new TimeRange(at(from), at(to));
  }

  private static Instant at(int minute) {
    return NOON.plus(Duration.ofMinutes(minute));
  }
}
