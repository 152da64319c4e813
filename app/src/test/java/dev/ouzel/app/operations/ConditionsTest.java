package dev.ouzel.app.operations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ouzel.app.operations.Condition.Kind;
import dev.ouzel.coverage.CoverageLedger;
import dev.ouzel.coverage.Gap;
import dev.ouzel.coverage.TimeRange;
import dev.ouzel.ingest.IngestEvent;
import dev.ouzel.ingest.IngestStatus;
import dev.ouzel.ingest.IngestStatus.State;
import dev.ouzel.ingest.Tally;
import dev.ouzel.persistence.spool.SpoolEvent;
import dev.ouzel.reconnect.ConnectBudget;
import dev.ouzel.sink.CommitReceipt;
import dev.ouzel.sink.SinkFailure;
import dev.ouzel.sink.Usage;
import dev.ouzel.stream.EndCause;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class ConditionsTest {
  private static final Instant START = Instant.parse("2026-11-22T12:00:00Z");

  private final SpoolWatch spool = new SpoolWatch();
  private final Conditions conditions = new Conditions(spool);

  @Test
  void findsNothingWrongWithAStreamThatFlows() {
    assertThat(conditions.active(streaming(START), START)).isEmpty();
  }

  @Test
  void tellsWhyNoConnectionIsOpen() {
    IngestStatus waiting =
        status(State.WAITING, Optional.empty(), CoverageLedger.empty(), ConnectBudget.fresh());
    assertThat(conditions.active(waiting, START.plusSeconds(9)))
        .containsExactly(
            new Condition(
                Kind.DISCONNECTED, START, "no connection is open: X closed the connection"));
  }

  @Test
  void restingAtTheAllowanceIsNoProblem() {
    EndCause spent = new EndCause.AllowanceSpent("day");
    conditions.on(new IngestEvent.AllowanceUsed(START, Usage.Period.DAY, 100, 100));
    conditions.on(new IngestEvent.Ended(START, 1, spent, Duration.ofHours(1), 0));
    IngestStatus resting =
        new IngestStatus(
            State.WAITING,
            START,
            0,
            Optional.empty(),
            Optional.of(spent),
            CoverageLedger.empty(),
            ConnectBudget.fresh(),
            Usage.none(),
            Tally.builder().build());
    assertThat(conditions.active(resting, START.plusSeconds(60)))
        .containsExactly(
            new Condition(
                Kind.USAGE_HIGH,
                START,
                "resting: as many posts as allowed in a day were delivered"));
  }

  @Test
  void callsAStreamSilentOnceXLeavesOutAKeepAlive() {
    assertThat(kinds(streaming(START), START.plusSeconds(21))).isEmpty();
    assertThat(kinds(streaming(START), START.plusSeconds(22))).containsExactly(Kind.SILENT);
  }

  @Test
  void aSilenceLastsOverReconnectsUntilSomethingArrives() {
    conditions.on(stalled(START, Duration.ofSeconds(25)));
    assertThat(kinds(waiting(), START.plusSeconds(1)))
        .containsExactly(Kind.DISCONNECTED, Kind.SILENT);
    assertThat(kinds(streaming(START), START.plusSeconds(2))).containsExactly(Kind.SILENT);
    conditions.on(stalled(START.plusSeconds(30), Duration.ofSeconds(25)));
    assertThat(conditions.active(waiting(), START.plusSeconds(31)))
        .extracting(Condition::since)
        .containsOnly(START);
    assertThat(kinds(streaming(START.plusSeconds(40)), START.plusSeconds(41))).isEmpty();
    conditions.on(
        new IngestEvent.Ended(
            START.plusSeconds(90), 3, new EndCause.Closed(), Duration.ofSeconds(50), 0));
    assertThat(kinds(waiting(), START.plusSeconds(91))).containsExactly(Kind.DISCONNECTED);
  }

  @Test
  void aPauseCountsOnlyOnceItLasts() {
    conditions.on(new IngestEvent.Paused(START));
    assertThat(kinds(START.plusSeconds(9))).isEmpty();
    assertThat(kinds(START.plusSeconds(10))).containsExactly(Kind.PAUSED);
    conditions.on(new IngestEvent.Resumed(START.plusSeconds(11)));
    assertThat(kinds(START.plusSeconds(30))).isEmpty();
  }

  @Test
  void aSinkFailsUntilItTakesABatch() {
    SinkFailure failure = SinkFailure.transientFailure("the disk is full");
    conditions.on(new IngestEvent.CommitFailed(START, failure, Optional.of(Duration.ofSeconds(1))));
    conditions.on(
        new IngestEvent.CommitFailed(
            START.plusSeconds(1), failure, Optional.of(Duration.ofSeconds(1))));
    assertThat(conditions.active(streaming(START), START.plusSeconds(2)))
        .containsExactly(
            new Condition(Kind.SINK_FAILING, START, "the sink takes nothing: the disk is full"));
    conditions.on(
        new IngestEvent.Committed(
            START,
            Batches.empty(START),
            new CommitReceipt(1, 0, 0),
            Optional.empty(),
            Tally.builder().build()));
    assertThat(kinds(START)).isEmpty();
  }

  @Test
  void aSinkBehindTheSpoolFailsTooWhileTheSpoolTakesAll() {
    spool.accept(
        new SpoolEvent.Failing(
            "postgresql://db/cats",
            SinkFailure.transientFailure("connection refused"),
            7,
            Duration.ofSeconds(1)));
    assertThat(kinds(START)).containsExactly(Kind.SINK_FAILING);
    assertThat(spool.sinks()).extracting(SpoolWatch.SinkState::waiting).containsExactly(7L);
    spool.accept(new SpoolEvent.Delivering("postgresql://db/cats", 7));
    spool.accept(new SpoolEvent.Delivered("postgresql://db/cats", new CommitReceipt(1, 5, 0), 6));
    assertThat(kinds(START)).isEmpty();
    assertThat(spool.sinks()).extracting(SpoolWatch.SinkState::stored).containsExactly(5L);
  }

  @Test
  void lagQuietAndCollapseLastUntilPostsComeAsUsual() {
    conditions.on(new IngestEvent.Lagging(START, Duration.ofSeconds(90)));
    conditions.on(new IngestEvent.Quiet(START, Duration.ofMinutes(5)));
    conditions.on(new IngestEvent.VolumeCollapsed(START, 1, 100));
    assertThat(kinds(START)).containsExactly(Kind.LAGGING, Kind.QUIET, Kind.VOLUME_COLLAPSED);
    conditions.on(new IngestEvent.CaughtUp(START, Duration.ofSeconds(1)));
    conditions.on(new IngestEvent.VolumeRecovered(START, 100));
    assertThat(kinds(START)).isEmpty();
  }

  @Test
  void whatTheConnectionDidIsOverWithTheConnection() {
    conditions.on(new IngestEvent.Quiet(START, Duration.ofMinutes(5)));
    conditions.on(new IngestEvent.SlotHeld(START, List.of()));
    conditions.on(new IngestEvent.Ended(START, 1, new EndCause.Closed(), Duration.ofSeconds(1), 0));
    assertThat(kinds(START)).isEmpty();
  }

  @Test
  void anOpenGapIsToldWithItsBeginning() {
    Gap gap = Gap.open(new TimeRange(START, START.plusSeconds(9)), "cut", OptionalLong.empty());
    CoverageLedger ledger =
        CoverageLedger.of(new CoverageLedger.Run(START, START), "", List.of(gap));
    IngestStatus status =
        status(State.STREAMING, Optional.of(START), ledger, ConnectBudget.fresh());
    assertThat(conditions.active(status, START))
        .containsExactly(
            new Condition(
                Kind.GAP_OPEN,
                START,
                "1 gap is not repaired yet, the oldest since 2026-11-22T12:00:00Z"));
  }

  @Test
  void aLowBudgetIsToldInAttempts() {
    ConnectBudget budget = ConnectBudget.fresh();
    for (int attempt = 0; attempt < 39; attempt++) {
      budget = budget.attempted(START);
    }
    IngestStatus status =
        status(State.STREAMING, Optional.of(START), CoverageLedger.empty(), budget);
    assertThat(conditions.active(status, START))
        .extracting(Condition::words)
        .containsExactly("10 of 50 attempts at a connection are left for these 15 minutes");
  }

  @Test
  void highUsageIsOverWithTheDayAndThenBeginsAnew() {
    conditions.on(new IngestEvent.AllowanceUsed(START, Usage.Period.DAY, 80, 100));
    Instant nextDay = Instant.parse("2026-11-23T00:00:00Z");
    assertThat(kinds(streaming(nextDay), nextDay.minusSeconds(1))).containsExactly(Kind.USAGE_HIGH);
    assertThat(kinds(nextDay)).isEmpty();
    conditions.on(new IngestEvent.AllowanceUsed(nextDay, Usage.Period.DAY, 80, 100));
    assertThat(conditions.active(streaming(nextDay), nextDay))
        .containsExactly(
            new Condition(
                Kind.USAGE_HIGH, nextDay, "80 posts were delivered this day, of 100 allowed"));
  }

  private static IngestEvent stalled(Instant at, Duration served) {
    return new IngestEvent.Ended(at, 1, new EndCause.Stalled(Duration.ofSeconds(25)), served, 0);
  }

  private static IngestStatus waiting() {
    return status(State.WAITING, Optional.empty(), CoverageLedger.empty(), ConnectBudget.fresh());
  }

  private List<Kind> kinds(Instant now) {
    return kinds(streaming(now), now);
  }

  private List<Kind> kinds(IngestStatus status, Instant now) {
    return conditions.active(status, now).stream().map(Condition::kind).toList();
  }

  private static IngestStatus streaming(Instant heardAt) {
    return status(
        State.STREAMING, Optional.of(heardAt), CoverageLedger.empty(), ConnectBudget.fresh());
  }

  private static IngestStatus status(
      State state, Optional<Instant> heardAt, CoverageLedger ledger, ConnectBudget budget) {
    return new IngestStatus(
        state,
        START,
        0,
        heardAt,
        Optional.of(new EndCause.Closed()),
        ledger,
        budget,
        Usage.none(),
        Tally.builder().build());
  }
}
