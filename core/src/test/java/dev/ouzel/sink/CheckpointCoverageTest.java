package dev.ouzel.sink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ouzel.connection.Connection;
import dev.ouzel.connection.ConnectionRecord;
import dev.ouzel.coverage.CoverageLedger;
import dev.ouzel.coverage.Gap;
import dev.ouzel.coverage.TimeRange;
import dev.ouzel.stream.EndCause;
import dev.ouzel.stream.StreamName;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The parts of a checkpoint that tell of coverage and connections. */
class CheckpointCoverageTest {
  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
  private static final CoverageLedger.Run RUN =
      new CoverageLedger.Run(NOON.plusMillis(1), NOON.plusNanos(7_000_001));

  /** Written by the version that knew neither coverage nor connections. */
  private static final String OLD =
      """
      version=1
      stream=filtered_stream
      sequence=42
      taken_at=2026-11-22T01:02:03.456789Z
      newest_post=2080761390344937796
      failures=3
      immediate_left=false
      attempts=2026-11-22T00:55:00Z,2026-11-22T01:00:00Z
      attempt_limit=50
      """;

  @Test
  void readsBackTheLedger() {
    Gap gap = new Gap(range(0, 10), Gap.State.OPEN, "X closed", "refused", OptionalLong.of(12));
    Gap other = new Gap(range(20, 30), Gap.State.REPAIRING, "", "", OptionalLong.empty());
    CoverageLedger ledger = CoverageLedger.of(RUN, "4f/a=b", List.of(gap, other));
    assertThat(reread(with(ledger))).isEqualTo(with(ledger));
  }

  @Test
  void readsBackALedgerThatHasNotBegun() {
    Checkpoint empty = with(CoverageLedger.empty());
    assertThat(reread(empty)).isEqualTo(empty);
    assertThat(reread(empty).coverage().hasBegun()).isFalse();
  }

  @Test
  void readsBackAsManyGapsAsThereMayBe() {
    List<Gap> gaps =
        IntStream.range(0, CoverageLedger.MOST_GAPS)
            .mapToObj(i -> Gap.open(range(2 * i, 2 * i + 1), "gap " + i, OptionalLong.of(i)))
            .toList();
    Checkpoint checkpoint = with(CoverageLedger.of(RUN, "s", gaps));
    assertThat(reread(checkpoint).coverage().gaps()).isEqualTo(gaps);
  }

  @Test
  void keepsOddTextsOnTheirLine() {
    String odd = "a=b\tc\nd\re\u0000f\u0085g\u2028h 🐦 =";
    Gap gap = new Gap(range(0, 10), Gap.State.OPEN, odd, odd, OptionalLong.of(1));
    CoverageLedger read = reread(with(CoverageLedger.of(RUN, odd, List.of(gap)))).coverage();
    String kept = "a=b c d e f\u0085g\u2028h 🐦 =";
    assertThat(read.selection()).isEqualTo(kept);
    assertThat(read.gaps())
        .containsExactly(new Gap(range(0, 10), Gap.State.OPEN, kept, kept, OptionalLong.of(1)));
  }

  @Test
  void readsBackConnectionsOfWhichXHasNotToldTheEnd() {
    ConnectionRecord live =
        ConnectionRecord.builder()
            .number(7)
            .openedAt(NOON)
            .serverTime(NOON.minusSeconds(1))
            .transactionId("a=b")
            .recorded(
                Connection.builder()
                    .id("12\t3")
                    .endpointName("filtered_stream")
                    .connectedAt(NOON)
                    .clientIp("2001:db8::1")
                    .build())
            .build();
    ConnectionRecord bare = ConnectionRecord.builder().number(8).openedAt(NOON).build();
    ConnectionRecord recovery =
        ConnectionRecord.builder()
            .from(bare)
            .number(9)
            .isRecovery(true)
            .build()
            .ended(NOON, new EndCause.NetworkFailure("odd\ttext\nhere"));
    Checkpoint read = reread(with(CoverageLedger.empty(), live, bare, recovery));
    assertThat(read.unsettledConnections()).hasSize(3);
    assertThat(read.unsettledConnections().get(0).recorded().flatMap(Connection::id))
        .contains("12 3");
    assertThat(read.unsettledConnections().get(0).transactionId()).contains("a=b");
    assertThat(read.unsettledConnections().get(0).serverTime()).contains(NOON.minusSeconds(1));
    assertThat(read.unsettledConnections().get(1)).isEqualTo(bare);
    assertThat(read.unsettledConnections().get(2).detail())
        .contains("the connection failed: odd text here");
    assertThat(read.unsettledConnections().get(2).isRecovery()).isTrue();
    assertThat(read.unsettledConnections().get(2).end()).contains("NetworkFailure");
    assertThat(reread(read)).isEqualTo(read);
  }

  @Test
  void readsBackWhatXRefused() {
    Checkpoint checkpoint =
        Checkpoint.builder()
            .from(with(CoverageLedger.empty()))
            .backfillAbsentUntil(NOON)
            .recoveryAbsentUntil(NOON.plusSeconds(1))
            .connections(99)
            .build();
    assertThat(reread(checkpoint)).isEqualTo(checkpoint);
  }

  @Test
  void readsWhatAnOlderVersionWrote() {
    Checkpoint read = Checkpoint.parse(OLD);
    assertThat(read.sequence()).isEqualTo(42);
    assertThat(read.coverage()).isEqualTo(CoverageLedger.empty());
    assertThat(read.connections()).isZero();
    assertThat(read.unsettledConnections()).isEmpty();
    assertThat(read.backfillAbsentUntil()).isEmpty();
    assertThat(read.recoveryAbsentUntil()).isEmpty();
    assertThat(reread(read)).isEqualTo(read);
  }

  private static Checkpoint with(CoverageLedger ledger, ConnectionRecord... unsettled) {
    return Checkpoint.builder().stream(new StreamName("filtered_stream"))
        .sequence(1)
        .takenAt(NOON)
        .newestPost(Optional.empty())
        .coverage(ledger)
        .addUnsettledConnections(unsettled)
        .build();
  }

  private static Checkpoint reread(Checkpoint checkpoint) {
    return Checkpoint.parse(checkpoint.toText());
  }

  private static TimeRange range(int from, int to) {
    return new TimeRange(NOON.minusSeconds(1_000 - from), NOON.minusSeconds(1_000 - to));
  }
}
