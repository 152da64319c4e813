package dev.ouzel.app.status;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ouzel.coverage.CoverageLedger;
import dev.ouzel.coverage.Covered;
import dev.ouzel.coverage.Gap;
import dev.ouzel.coverage.Stretch;
import dev.ouzel.coverage.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class CoverageDayTest {
  private static final Instant NOW = Instant.parse("2026-05-04T12:00:00Z");

  private final CoverageDay day = new CoverageDay();

  @Test
  void laysWhatTheStoreHadBelowWhatWasSettledSince() {
    Gap repaired = lost(60, 50).now(Gap.State.REPAIRED, "a recovery");
    day.closed(List.of(repaired), NOW);
    day.before(List.of(covered(120, 60), lost(60, 50), covered(50, 40)), NOW);

    assertThat(stretches(NOW)).containsExactly(covered(120, 60), repaired, covered(50, 40));
  }

  @Test
  void laysWhatMayStillChangeOverAll() {
    day.closed(List.of(covered(120, 60)), NOW);
    Gap open = Gap.open(range(60, 50), "X closed the connection", OptionalLong.empty());
    CoverageLedger ledger =
        CoverageLedger.of(
            new CoverageLedger.Run(range(50, 1).from(), range(50, 1).to()), "", List.of(open));

    assertThat(day.timeline(ledger, NOW).stretches())
        .containsExactly(covered(120, 60), open, covered(50, 1));
  }

  @Test
  void forgetsWhatIsOlderThanADay() {
    day.closed(List.of(lost(30 * 60, 25 * 60), covered(25 * 60, 23 * 60)), NOW);

    assertThat(stretches(NOW)).containsExactly(covered(24 * 60, 23 * 60));
    assertThat(stretches(NOW.plus(Duration.ofDays(1)))).isEmpty();
  }

  @Test
  void holdsTheLatestOfVeryManyStretches() {
    for (int i = 0; i < 3_000; i++) {
      Instant from = NOW.minusSeconds(20_000).plusSeconds(2L * i);
      TimeRange range = new TimeRange(from, from.plusSeconds(1));
      day.closed(List.of(Gap.open(range, "reason " + i, OptionalLong.empty())), NOW);
    }

    assertThat(stretches(NOW)).hasSize(2_000);
    assertThat(((Gap) stretches(NOW).get(1_999)).reason()).isEqualTo("reason 2999");
  }

  private List<Stretch> stretches(Instant now) {
    return day.timeline(CoverageLedger.empty(), now).stretches();
  }

  private static Covered covered(int from, int to) {
    return new Covered(range(from, to), "");
  }

  private static Gap lost(int from, int to) {
    return new Gap(range(from, to), Gap.State.LOST, "a reason", "", OptionalLong.of(1));
  }

  /** So many minutes ago. */
  private static TimeRange range(int from, int to) {
    return new TimeRange(NOW.minus(Duration.ofMinutes(from)), NOW.minus(Duration.ofMinutes(to)));
  }
}
