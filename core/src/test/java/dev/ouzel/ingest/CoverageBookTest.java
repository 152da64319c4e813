package dev.ouzel.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ouzel.coverage.CoverageLedger;
import dev.ouzel.coverage.Gap;
import dev.ouzel.coverage.TimeRange;
import dev.ouzel.loop.Moment;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class CoverageBookTest {
  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
  private static final Moment NOW = new Moment(NOON, 0);

  private final List<IngestEvent> events = new ArrayList<>();
  private final CoverageBook book = new CoverageBook(events::add);

  @Test
  void tellsOfEachGapOnceWhenItOpensAndOnceWhenItCloses() {
    book.begin(NOW, at(0));
    book.cover(NOW, range(0, 10), hole());
    assertThat(events).isEmpty();
    book.cover(NOW, range(20, 30), hole());
    book.cover(NOW, range(40, 50), hole());
    assertThat(told(IngestEvent.GapOpened.class)).containsExactly("10-20", "30-40");
    book.change(NOW, ledger -> ledger.mark(range(10, 20), Gap.State.REPAIRING, "asked"));
    book.change(NOW, ledger -> ledger.repair(range(10, 15), "recovery"));
    assertThat(told(IngestEvent.GapOpened.class)).hasSize(2);
    assertThat(told(IngestEvent.GapClosed.class)).containsExactly("10-15");
    book.change(NOW, ledger -> ledger.repair(range(0, 50), "recovery"));
    assertThat(told(IngestEvent.GapClosed.class)).containsExactly("10-15", "15-20", "30-40");
  }

  @Test
  void hasChangedUntilItIsSealed() {
    assertThat(book.hasChanged()).isFalse();
    book.begin(NOW, at(0));
    assertThat(book.hasChanged()).isTrue();
    assertThat(book.sealed().hasBegun()).isTrue();
    assertThat(book.hasChanged()).isFalse();
    book.change(NOW, ledger -> ledger);
    assertThat(book.hasChanged()).isFalse();
  }

  @Test
  void takesNoRecoveryForUnderWayAfterARestart() {
    Gap repairing = hole().over(range(10, 20)).now(Gap.State.REPAIRING, "asked");
    CoverageLedger.Run run = new CoverageLedger.Run(at(20), at(30));
    book.resume(CoverageLedger.of(run, "", List.of(repairing)));
    assertThat(book.ledger().gaps())
        .containsExactly(repairing.now(Gap.State.OPEN, repairing.remedy()));
  }

  private List<String> told(Class<? extends IngestEvent> type) {
    return events.stream()
        .filter(type::isInstance)
        .map(
            event ->
                event instanceof IngestEvent.GapOpened opened
                    ? opened.gap()
                    : ((IngestEvent.GapClosed) event).gap())
        .map(
            gap ->
                (gap.range().from().getEpochSecond() - NOON.getEpochSecond())
                    + "-"
                    + (gap.range().to().getEpochSecond() - NOON.getEpochSecond()))
        .toList();
  }

  private static Gap hole() {
    return Gap.open(range(0, 1), "the connection was lost", OptionalLong.of(1));
  }

  private static TimeRange range(long from, long to) {
    return new TimeRange(at(from), at(to));
  }

  private static Instant at(long seconds) {
    return NOON.plusSeconds(seconds);
  }
}
