package dev.ouzel.app.operations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ouzel.connection.Connection;
import dev.ouzel.connection.ConnectionRecord;
import dev.ouzel.coverage.Gap;
import dev.ouzel.coverage.TimeRange;
import dev.ouzel.ingest.IngestEvent;
import dev.ouzel.stream.EndCause;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SentenceTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00.123Z");
  private static final TimeRange RANGE = new TimeRange(START, START.plusSeconds(90));
  private static final String RANGE_WORDS =
      "2026-01-01T00:00:00Z to 2026-01-01T00:01:30Z (1 min 30 s)";
  private static final Gap GAP =
      Gap.open(RANGE, "the connection\nfailed: reset", OptionalLong.of(1));
  private static final Connection HOLDER =
      Connection.builder().id("1f0a").clientIp("192.0.2.7").connectedAt(START).build();

  private static ConnectionRecord ours(long number) {
    return ConnectionRecord.builder().number(number).openedAt(START).build();
  }

  static Stream<Arguments> pace() {
    return Stream.of(
        Arguments.of(
            new IngestEvent.Lagging(START, Duration.ofSeconds(72)),
            true,
            "falling behind: posts arrive 1 min 12 s after their creation"),
        Arguments.of(
            new IngestEvent.CaughtUp(START, Duration.ofMillis(900)),
            false,
            "caught up: posts arrive 900 ms after their creation"),
        Arguments.of(
            new IngestEvent.Quiet(START, Duration.ofMinutes(5)),
            true,
            "no post for 5 min 0 s, though X sends keep-alives: do the rules still match"
                + " anything?"),
        Arguments.of(
            new IngestEvent.VolumeCollapsed(START, 2, 120.25),
            true,
            "far fewer posts than usual: 2.0 in the last minute, 120.3 a minute before"),
        Arguments.of(
            new IngestEvent.VolumeRecovered(START, 118),
            false,
            "posts come as usual again: 118.0 in the last minute"));
  }

  static Stream<Arguments> gaps() {
    return Stream.of(
        Arguments.of(
            new IngestEvent.GapOpened(START, GAP),
            true,
            "posts may be missing from " + RANGE_WORDS + ": the connection failed: reset"),
        Arguments.of(
            new IngestEvent.GapClosed(START, GAP.now(Gap.State.REPAIRED, "backfill")),
            false,
            "nothing is missing any more from " + RANGE_WORDS + ": backfill"),
        Arguments.of(
            new IngestEvent.GapClosed(START, GAP.now(Gap.State.LOST, "")),
            true,
            "what X published from " + RANGE_WORDS + " and we missed is lost"),
        Arguments.of(
            new IngestEvent.Recovering(START, 7, RANGE),
            false,
            "asking X to replay " + RANGE_WORDS + " (attempt 7)"),
        Arguments.of(
            new IngestEvent.RecoveryEnded(START, 7, RANGE, new EndCause.Closed(), true),
            false,
            "X has replayed " + RANGE_WORDS),
        Arguments.of(
            new IngestEvent.RecoveryEnded(START, 7, RANGE, new EndCause.Closed(), false),
            true,
            "the recovery of "
                + RANGE_WORDS
                + " is not credited and will be tried again: X closed the connection"),
        Arguments.of(
            new IngestEvent.RepairRefused(START, false, START, "X answered 400 (100 % no)"),
            true,
            "X gives this app no backfill, so gaps stay longer or for good; asking again after"
                + " 2026-01-01T00:00:00Z: X answered 400 (100 % no)"));
  }

  static Stream<Arguments> connections() {
    Connection ended =
        Connection.builder()
            .from(HOLDER)
            .disconnectedAt(START)
            .disconnectReason("slow_\u001breader")
            .build();
    return Stream.of(
        Arguments.of(
            new IngestEvent.Audited(
                START, List.of(ours(1).recordedAs(ended), ours(2).recordedAs(HOLDER))),
            false,
            "X's record: connection 1 (1f0a) ended: we saw 'nothing, for we had died', X recorded"
                + " 'slow_\uFFFDreader' at 2026-01-01T00:00:00Z; connection 2 (1f0a) is alive"),
        Arguments.of(
            new IngestEvent.Audited(
                START,
                List.of(
                    ours(3)
                        .ended(START.plusSeconds(720), new EndCause.NetworkFailure("reset"))
                        .recordedAs(ended))),
            false,
            "X's record: connection 3 (1f0a) ended after 12 min 0 s: we saw 'the connection failed:"
                + " reset', X recorded 'slow_\uFFFDreader' at 2026-01-01T00:00:00Z"),
        Arguments.of(
            new IngestEvent.AuditFailed(START, "X answered 503"),
            true,
            "X's record of connections is of no help now: X answered 503"),
        Arguments.of(
            new IngestEvent.SlotHeld(START, List.of(HOLDER, Connection.builder().build())),
            true,
            "X allows no more connections; the place is held by 1f0a (from 192.0.2.7, since"
                + " 2026-01-01T00:00:00Z); a connection without an id (from an unknown address,"
                + " since an unknown time)"),
        Arguments.of(
            new IngestEvent.SlotHeld(START, List.of()),
            true,
            "X allows no more connections; its record does not tell who holds the place"),
        Arguments.of(
            new IngestEvent.Terminated(START, List.of("1f0a", "1f0b")),
            false,
            "terminated to make room for ours: 1f0a, 1f0b"));
  }

  @ParameterizedTest
  @MethodSource({"pace", "gaps", "connections"})
  void saysInOneLineWhatHappened(IngestEvent event, boolean warning, String words) {
    assertThat(Sentence.of(event)).contains(new Sentence(warning, words));
  }

  @Test
  void isNotThereForAnEventAboutSomethingElse() {
    assertThat(Sentence.of(new IngestEvent.Paused(START))).isEmpty();
  }
}
