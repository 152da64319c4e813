package dev.ouzel.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ouzel.connection.Connection;
import dev.ouzel.connection.ConnectionRecord;
import dev.ouzel.coverage.CoverageLedger;
import dev.ouzel.coverage.Covered;
import dev.ouzel.coverage.Gap;
import dev.ouzel.coverage.Stretch;
import dev.ouzel.coverage.TimeRange;
import dev.ouzel.sink.Batch;
import dev.ouzel.sink.Checkpoint;
import dev.ouzel.sink.PostSink;
import dev.ouzel.stream.StreamName;
import dev.ouzel.testkit.memory.MemoryStore;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class CoverageTextTest {
  private static final StreamName STREAM = new StreamName("filtered_stream");
  private static final Instant START = Instant.parse("2026-05-04T03:00:00Z");

  private final MemoryStore store = new MemoryStore();

  private static Instant at(int minute) {
    return START.plusSeconds(60L * minute);
  }

  private static Gap gap(int from, int to, Gap.State state, OptionalLong connection) {
    Gap open =
        Gap.open(new TimeRange(at(from), at(to)), "the connection failed: reset", connection);
    return open.now(state, state == Gap.State.OPEN ? "" : "X \u001b[31mreplayed it");
  }

  private void keep(CoverageLedger ledger, Stretch... closed) {
    Connection entry = Connection.builder().disconnectReason("slow_reader").build();
    ConnectionRecord connection =
        ConnectionRecord.builder()
            .number(7)
            .openedAt(at(0))
            .endedAt(at(10))
            .end("NetworkFailure")
            .detail("the connection failed: reset")
            .recorded(entry)
            .build();
    Checkpoint checkpoint =
        Checkpoint.builder().stream(STREAM).sequence(1).takenAt(at(40)).coverage(ledger).build();
    try (PostSink sink = store.open(STREAM)) {
      sink.commit(
              Batch.builder()
                  .addCoverage(closed)
                  .addConnections(connection)
                  .checkpoint(checkpoint)
                  .build())
          .toCompletableFuture()
          .join();
    }
  }

  private static CoverageLedger ledger(int from, int to, Gap... gaps) {
    return CoverageLedger.of(new CoverageLedger.Run(at(from), at(to)), "", List.of(gaps));
  }

  private StreamCoverage seen(Instant now) {
    return StreamCoverage.of(STREAM, store.reader(), now);
  }

  @Test
  void drawsATimeLineThatReadsWithoutColourAndTellsEachGapsStory() {
    keep(
        ledger(
            30,
            40,
            gap(22, 24, Gap.State.REPAIRING, OptionalLong.empty()),
            gap(24, 30, Gap.State.OPEN, OptionalLong.of(7))),
        new Covered(new TimeRange(at(0), at(10)), ""),
        gap(10, 12, Gap.State.LOST, OptionalLong.of(7)),
        gap(12, 20, Gap.State.REPAIRED, OptionalLong.of(99)));

    assertThat(new CoverageText(seen(at(40).plusSeconds(9)), 40, false).lines())
        .containsExactly(
            "filtered_stream",
            "2026-05-04T03:00:00Z to 2026-05-04T03:40:00Z, a character for each 1 min 0 s",
            "==========!!++++++++..~~??????==========",
            ". not known 2 min 0 s, = covered 20 min 0 s, + repaired 8 min 0 s,"
                + " ~ being repaired 2 min 0 s, ? open 6 min 0 s, ! lost 2 min 0 s",
            "covered up to 2026-05-04T03:40:00Z; what came after is not settled yet",
            "",
            "lost      2026-05-04T03:10:00Z to 2026-05-04T03:12:00Z, 2 min 0 s",
            "          why: the connection failed: reset",
            "          remedy: X \uFFFD[31mreplayed it",
            "          before: connection 7, opened 2026-05-04T03:00:00Z,"
                + " ended 2026-05-04T03:10:00Z",
            "          we saw: the connection failed: reset",
            "          X says: slow_reader",
            "",
            "repaired  2026-05-04T03:12:00Z to 2026-05-04T03:20:00Z, 8 min 0 s",
            "          why: the connection failed: reset",
            "          remedy: X \uFFFD[31mreplayed it",
            "",
            "repairing 2026-05-04T03:22:00Z to 2026-05-04T03:24:00Z, 2 min 0 s",
            "          why: the connection failed: reset",
            "          remedy: X \uFFFD[31mreplayed it",
            "",
            "open      2026-05-04T03:24:00Z to 2026-05-04T03:30:00Z, 6 min 0 s",
            "          why: the connection failed: reset",
            "          before: connection 7, opened 2026-05-04T03:00:00Z,"
                + " ended 2026-05-04T03:10:00Z",
            "          we saw: the connection failed: reset",
            "          X says: slow_reader");
  }

  @Test
  void showsTheWorstOfWhatACharacterStandsFor() {
    keep(
        ledger(13, 40),
        new Covered(new TimeRange(at(0), at(12)), ""),
        gap(12, 13, Gap.State.LOST, OptionalLong.empty()));

    assertThat(new CoverageText(seen(at(40)), 4, false).lines()).contains("=!==");
  }

  @Test
  void showsTimeWithoutAnIngestAsAGapThatIsOpen() {
    keep(ledger(0, 40));

    StreamCoverage coverage = seen(at(80));

    assertThat(new CoverageText(coverage, 8, false).lines())
        .contains(
            "====????",
            "covered up to 2026-05-04T03:40:00Z;"
                + " nobody is ingesting since 2026-05-04T03:40:00Z",
            "          why: not ingesting since 2026-05-04T03:40:00Z",
            "          X says: slow_reader");
    assertThat(seen(at(42)).timeline().gaps()).isEmpty();
  }

  @Test
  void showsOnlyWhatCameSince() {
    keep(ledger(13, 40), gap(10, 13, Gap.State.LOST, OptionalLong.empty()));

    assertThat(new CoverageText(seen(at(40)).since(at(12)), 28, false).lines())
        .contains(
            "!" + "=".repeat(27),
            "lost      2026-05-04T03:12:00Z to 2026-05-04T03:13:00Z, 1 min 0 s");
    assertThat(new CoverageText(seen(at(40)).since(at(60)), 28, false).lines())
        .containsExactly(
            "filtered_stream",
            "covered up to 2026-05-04T03:40:00Z; what came after is not settled yet");
  }

  @Test
  void saysThatCoverageHasNotBegun() {
    keep(CoverageLedger.empty());

    assertThat(new CoverageText(seen(at(80)), 28, false).lines())
        .containsExactly("filtered_stream", "coverage has not begun");
  }
}
