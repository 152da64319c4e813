package dev.ouzel.app.scenario;

import static dev.ouzel.testkit.script.Attempts.recovery;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ouzel.coverage.Gap;
import dev.ouzel.coverage.TimeRange;
import dev.ouzel.ingest.IngestEvent;
import dev.ouzel.stream.EndCause;
import dev.ouzel.testkit.script.Answer;
import dev.ouzel.testkit.script.Deed;
import dev.ouzel.testkit.script.FaultScript;
import dev.ouzel.testkit.script.Reply;
import dev.ouzel.testkit.server.ReplaySupport;
import dev.ouzel.testkit.server.SeenRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is missed for longer, and replayed on connections of its own. */
@Timeout(60)
class RecoveryTest {
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration BEAT = Duration.ofSeconds(3);

  @TempDir private Path directory;

  /** X is away for 12 minutes, while posts are published. */
  private static TimeRange away(Scene scene) {
    scene.flow(Duration.ofMinutes(2), SECOND);
    Instant left = scene.now();
    scene.x().stop();
    scene.flow(Duration.ofMinutes(12), BEAT);
    scene.x().start();
    return new TimeRange(left, scene.now());
  }

  private static void assertThatNothingIsMissed(Scene scene) {
    assertThat(scene.claims().missing()).isEmpty();
    assertThat(scene.claims().unrepaired()).isEmpty();
    assertThat(scene.claims().gaps(Gap.State.LOST)).isEmpty();
  }

  @Test
  void of12MinutesFiveComeWithBackfillAndTheRestIsReplayed() {
    try (Scene scene = new Scene(Shelf.sqlite(directory), x -> x).start()) {
      TimeRange missed = away(scene);
      scene.flow(Duration.ofMinutes(16), BEAT);

      scene.end();
      SeenRequest back = scene.attempts().get(1);
      assertThat(back.query()).containsEntry("backfill_minutes", "5");
      assertThat(scene.claims().gaps(Gap.State.REPAIRED))
          .extracting(Gap::remedy)
          .containsOnly("backfill", "recovery");
      Instant replayed =
          scene.recoveries().stream()
              .map(request -> Instant.parse(request.query().get("end_time")))
              .max(Instant::compareTo)
              .orElseThrow();
      Duration margin = Duration.ofSeconds(30);
      assertThat(Duration.between(replayed.minus(margin), back.at()))
          .isBetween(Duration.ofSeconds(290), Duration.ofSeconds(300));
      assertThat(scene.claims().isKept(missed)).isTrue();
      assertThatNothingIsMissed(scene);
    }
  }

  @Test
  void of30HoursTheLastDayIsReplayedAndTheRestIsLost() {
    try (Scene scene =
        new Scene(
            Shelf.sqlite(directory),
            x -> x,
            settings -> settings.recoverySlice(Duration.ofHours(2)))) {
      scene.start().flowWell();
      scene.kill();
      Instant left = scene.now();
      scene.flow(Duration.ofHours(30), Duration.ofMinutes(10));
      Instant back = scene.now();
      scene.start().flow(Duration.ofMinutes(20), BEAT);

      scene.end();
      Claims claims = scene.claims();
      assertThat(claims.unrepaired()).isEmpty();
      assertThat(claims.missing()).hasSizeBetween(36, 37);
      List<Gap> old = claims.gaps(Gap.State.LOST);
      Instant lost = old.get(old.size() - 1).range().to();
      assertThat(old.get(0).range().from()).isBefore(left);
      assertThat(Duration.between(lost, back))
          .isBetween(Duration.ofHours(24).minusMinutes(20), Duration.ofHours(24));
      assertThat(claims.isKept(new TimeRange(lost, back))).isTrue();
      assertThat(claims.kept(new TimeRange(left, lost))).isZero();
    }
  }

  @Test
  void aTierWithoutBackfillAndRecoveriesStreamsOnWithTheGapOpenAndAsksSeldom() {
    try (Scene scene =
        new Scene(
                Shelf.sqlite(directory),
                x -> x.backfill(ReplaySupport.REFUSED_403).recovery(ReplaySupport.REFUSED_403))
            .start()) {
      TimeRange missed = away(scene);
      scene.flow(Duration.ofHours(1), Duration.ofSeconds(10));

      assertThat(scene.attempts()).hasSize(3);
      assertThat(scene.recoveries()).hasSizeBetween(1, 4);
      scene.end();
      Claims claims = scene.claims();
      assertThat(claims.gaps(Gap.State.OPEN))
          .singleElement()
          .satisfies(
              gap -> {
                assertThat(gap.range().within(missed)).isPresent();
                assertThat(gap.reason()).isNotBlank();
                assertThat(gap.remedy()).contains("recovery refused").contains("403");
              });
      assertThat(claims.missing()).hasSizeBetween(240, 260);
      assertThat(claims.kept(missed)).isZero();
    }
  }

  @Test
  void aRecoveryThatBreaksFallsSilentOrEndsEarlyIsMadeAgain() {
    FaultScript bad =
        FaultScript.empty()
            .fault("breaks at its end", recovery(1).atEnd(), Deed.reset())
            .fault("breaks half way", recovery(2).atFrame(5), Deed.halfFrameThen(Deed.reset()))
            .fault("falls silent", recovery(3).atFrame(7), Deed.stall())
            .fault("is refused", recovery(4).atAccept(), Answer.refuse(Reply.serviceUnavailable()))
            .fault(
                "tells of trouble",
                recovery(5).atFrame(6),
                Deed.disconnectThen("UpstreamOperationalDisconnect", Deed.end()))
            .fault("ends early", recovery(6).atFrame(9), Deed.end())
            .fault("ends early later", recovery(7).atFrame(40), Deed.end());
    try (Scene scene = new Scene(Shelf.sqlite(directory), x -> x.script(bad)).start()) {
      TimeRange missed = away(scene);
      scene.flow(Duration.ofMinutes(40), Duration.ofSeconds(5));

      scene.end();
      List<IngestEvent.RecoveryEnded> ends = scene.journal().all(IngestEvent.RecoveryEnded.class);
      assertThat(ends.subList(0, 7))
          .extracting(IngestEvent.RecoveryEnded::repaired)
          .containsOnly(false);
      assertThat(ends)
          .extracting(IngestEvent.RecoveryEnded::cause)
          .hasAtLeastOneElementOfType(EndCause.NetworkFailure.class)
          .hasAtLeastOneElementOfType(EndCause.Stalled.class)
          .hasAtLeastOneElementOfType(EndCause.Disconnected.class);
      assertThat(scene.attempts()).hasSize(2);
      assertThat(scene.claims().isKept(missed)).isTrue();
      assertThatNothingIsMissed(scene);
    }
  }

  @Test
  void anIngestThatIsKilledDuringAReplayMakesItAgain() {
    try (Scene scene = new Scene(Shelf.sqlite(directory), x -> x.recoveryRate(1))) {
      scene.start();
      TimeRange missed = away(scene);
      scene.passUntil(
          () -> scene.journal().has(IngestEvent.Recovering.class), Duration.ofMinutes(15));
      scene.pass(Duration.ofSeconds(20));
      scene.kill();

      scene.pass(Duration.ofSeconds(20));
      int before = scene.recoveries().size();
      scene.start().flow(Duration.ofMinutes(22), BEAT);

      assertThat(scene.recoveries()).hasSizeGreaterThan(before);
      assertThat(scene.recoveries().get(before).query())
          .isEqualTo(scene.recoveries().get(0).query());
      scene.end();
      assertThat(scene.claims().isKept(missed)).isTrue();
      assertThatNothingIsMissed(scene);
    }
  }
}
