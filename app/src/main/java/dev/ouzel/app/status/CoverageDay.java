package dev.ouzel.app.status;

import dev.ouzel.coverage.CoverageLedger;
import dev.ouzel.coverage.Stretch;
import dev.ouzel.coverage.TimeRange;
import dev.ouzel.coverage.Timeline;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * What became of the time of the last 24 h, as far as that is settled. Holds at most 2,000
 * stretches, the latest. Not safe for use by several threads.
 */
final class CoverageDay {
  private static final Duration DAY = Duration.ofDays(1);
  private static final int MOST_STRETCHES = 2_000;

  private List<Stretch> settled = List.of();

  /** Stretches that were closed, in the order of their closing. */
  void closed(List<Stretch> stretches, Instant now) {
    if (!stretches.isEmpty()) {
      lay(Stream.concat(settled.stream(), stretches.stream()), now);
    }
  }

  /** Stretches that were closed before all that was told so far. */
  void before(List<Stretch> stretches, Instant now) {
    lay(Stream.concat(stretches.stream(), settled.stream()), now);
  }

  private void lay(Stream<Stretch> stretches, Instant now) {
    Timeline laid = Timeline.of(since(stretches, now), CoverageLedger.empty());
    int surplus = Math.max(0, laid.stretches().size() - MOST_STRETCHES);
    settled = List.copyOf(laid.stretches().subList(surplus, laid.stretches().size()));
  }

  /** The last 24 h, with what may still change as {@code ledger} has it. */
  Timeline timeline(CoverageLedger ledger, Instant now) {
    Timeline whole = Timeline.of(settled, ledger);
    return new Timeline(since(whole.stretches().stream(), now));
  }

  private static List<Stretch> since(Stream<Stretch> stretches, Instant now) {
    Instant from = now.minus(DAY);
    return stretches.flatMap(stretch -> since(stretch, from)).toList();
  }

  private static Stream<Stretch> since(Stretch stretch, Instant from) {
    return stretch.range().since(from).map((TimeRange late) -> stretch.over(late)).stream();
  }
}
