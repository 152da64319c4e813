package dev.ouzel.coverage;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class TimelineTest {
  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
  private static final CoverageLedger EMPTY = CoverageLedger.empty();

  @Test
  void isEmptyWhereNothingIsKnown() {
    assertThat(Timeline.of(List.of(), EMPTY).stretches()).isEmpty();
    assertThat(Timeline.of(List.of(), EMPTY.begin(at(0))).stretches()).isEmpty();
  }

  @Test
  void joinsNeighboursThatTellTheSame() {
    assertThat(lay(covered(0, 10, "a"), covered(10, 20, "a"), covered(20, 30, "b")))
        .containsExactly(covered(0, 20, "a"), covered(20, 30, "b"));
    assertThat(lay(gap(0, 10, "x"), gap(10, 20, "x"), gap(20, 30, "y")))
        .containsExactly(gap(0, 20, "x"), gap(20, 30, "y"));
  }

  @Test
  void leavesTimeOfWhichNothingIsKnownBetween() {
    assertThat(lay(covered(0, 10, "a"), covered(11, 20, "a")))
        .containsExactly(covered(0, 10, "a"), covered(11, 20, "a"));
  }

  @Test
  void putsInOrderWhatWasToldInAnother() {
    assertThat(lay(covered(20, 30, "a"), gap(0, 10, "x"), covered(10, 20, "b")))
        .containsExactly(gap(0, 10, "x"), covered(10, 20, "b"), covered(20, 30, "a"));
  }

  @Test
  void letsTheLaterTellingCountWhereTwoOverlap() {
    assertThat(lay(covered(0, 30, "a"), gap(10, 20, "x")))
        .containsExactly(covered(0, 10, "a"), gap(10, 20, "x"), covered(20, 30, "a"));
    assertThat(lay(covered(0, 10, "a"), covered(10, 20, "b"), gap(5, 15, "x")))
        .containsExactly(covered(0, 5, "a"), gap(5, 15, "x"), covered(15, 20, "b"));
    assertThat(lay(covered(5, 10, "a"), covered(12, 14, "b"), gap(0, 20, "x")))
        .containsExactly(gap(0, 20, "x"));
    assertThat(lay(covered(0, 10, "a"), gap(0, 10, "x"))).containsExactly(gap(0, 10, "x"));
    assertThat(lay(covered(5, 20, "a"), gap(0, 10, "x")))
        .containsExactly(gap(0, 10, "x"), covered(10, 20, "a"));
  }

  @Test
  void laysTheLedgersRunAndGapsOverWhatWasClosed() {
    CoverageLedger ledger =
        CoverageLedger.of(
            new CoverageLedger.Run(at(20), at(30)), "b", List.of(gap(5, 20, "still open")));
    assertThat(Timeline.of(List.of(covered(0, 20, "a")), ledger).stretches())
        .containsExactly(covered(0, 5, "a"), gap(5, 20, "still open"), covered(20, 30, "b"));
  }

  @Test
  void tellsWhatIsCoveredAndWhatIsNot() {
    Timeline timeline =
        Timeline.of(List.of(covered(0, 10, "a"), gap(10, 20, "x"), covered(20, 30, "a")), EMPTY);
    assertThat(timeline.covered()).containsExactly(covered(0, 10, "a"), covered(20, 30, "a"));
    assertThat(timeline.gaps()).containsExactly(gap(10, 20, "x"));
  }

  private static List<Stretch> lay(Stretch... closed) {
    return Timeline.of(List.of(closed), EMPTY).stretches();
  }

  private static Covered covered(int from, int to, String selection) {
    return new Covered(new TimeRange(at(from), at(to)), selection);
  }

  private static Gap gap(int from, int to, String reason) {
    return Gap.open(new TimeRange(at(from), at(to)), reason, OptionalLong.empty());
  }

  private static Instant at(int second) {
    return NOON.plusSeconds(second);
  }
}
