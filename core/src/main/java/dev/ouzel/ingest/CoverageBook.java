package dev.ouzel.ingest;

import dev.ouzel.coverage.CoverageLedger;
import dev.ouzel.coverage.Gap;
import dev.ouzel.coverage.TimeRange;
import dev.ouzel.loop.Moment;
import java.time.Instant;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** The ledger as it changes: tells of gaps that open and close, and what is still to be kept. */
final class CoverageBook {
  private final Consumer<IngestEvent> events;
  private CoverageLedger ledger = CoverageLedger.empty();
  private boolean changed;

  CoverageBook(Consumer<IngestEvent> events) {
    this.events = events;
  }

  CoverageLedger ledger() {
    return ledger;
  }

  /** Goes on from what was kept; recoveries under way then are under way no longer. */
  void resume(CoverageLedger kept) {
    ledger = kept;
    for (Gap gap : kept.gaps()) {
      if (gap.state() == Gap.State.REPAIRING) {
        ledger = ledger.mark(gap.range(), Gap.State.OPEN, gap.remedy());
      }
    }
  }

  /**
   * Every post of {@code time} was taken; time missed before it becomes a gap like {@code hole}.
   */
  void cover(Moment now, TimeRange time, Gap hole) {
    change(now, known -> known.cover(time, hole));
  }

  /** Coverage begins, unless it has. */
  void begin(Moment now, Instant at) {
    change(now, known -> known.begin(at));
  }

  void change(Moment now, UnaryOperator<CoverageLedger> step) {
    CoverageLedger before = ledger;
    ledger = step.apply(before);
    changed |= !ledger.equals(before);
    if (ledger.gaps() != before.gaps()) {
      tell(now, before);
    }
  }

  private void tell(Moment now, CoverageLedger before) {
    ledger.closed().stream()
        .skip(before.closed().size())
        .filter(Gap.class::isInstance)
        .map(Gap.class::cast)
        .forEach(gap -> events.accept(new IngestEvent.GapClosed(now.wall(), gap)));
    ledger.gaps().stream()
        .filter(gap -> before.gaps().stream().noneMatch(old -> old.range().overlaps(gap.range())))
        .forEach(gap -> events.accept(new IngestEvent.GapOpened(now.wall(), gap)));
  }

  /** True when something is to be kept that the last seal did not tell. */
  boolean hasChanged() {
    return changed;
  }

  /** The ledger as it is to be kept now; what it says is closed is said once. */
  CoverageLedger sealed() {
    CoverageLedger told = ledger;
    ledger = ledger.settled();
    changed = false;
    return told;
  }
}
