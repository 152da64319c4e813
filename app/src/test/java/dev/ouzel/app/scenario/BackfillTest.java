package dev.ouzel.app.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ouzel.coverage.Gap;
import dev.ouzel.coverage.TimeRange;
import dev.ouzel.ingest.IngestEvent;
import dev.ouzel.ingest.IngestReport;
import dev.ouzel.testkit.server.ReplaySupport;
import dev.ouzel.testkit.server.SeenRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is missed for some seconds, and asked for again on the next connection. */
@Timeout(60)
class BackfillTest {
  private static final String BACKFILL = "backfill_minutes";
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration MARGIN = Duration.ofSeconds(30);

  @TempDir private Path directory;

  private static int backfill(SeenRequest request) {
    return Integer.parseInt(request.query().getOrDefault(BACKFILL, "0"));
  }

  /** X is away for so long, while posts are published. */
  private static void away(Scene scene, Duration time) {
    scene.x().stop();
    scene.flow(time, SECOND);
    scene.x().start();
  }

  @Test
  void whatWasMissedIn90SecondsComesWithBackfill() {
    try (Scene scene = new Scene(Shelf.sqlite(directory), x -> x).start()) {
      scene.flow(Duration.ofMinutes(4), SECOND);
      Instant left = scene.now();
      away(scene, Duration.ofSeconds(90));
      scene.flow(Duration.ofMinutes(2), SECOND);

      SeenRequest back = scene.attempts().get(1);
      Duration asked = Duration.ofMinutes(backfill(back));
      Duration outage = Duration.between(left, back.at());
      assertThat(asked).isGreaterThanOrEqualTo(outage.plus(MARGIN).plusMinutes(1));
      assertThat(asked).isLessThan(outage.plus(MARGIN).plusMinutes(2).plus(SECOND.multipliedBy(6)));
      IngestReport report = scene.end();
      assertThat(report.tally().windowDuplicates()).isGreaterThanOrEqualTo(60);
      assertThat(scene.recoveries()).isEmpty();
      assertThat(scene.claims().missing()).isEmpty();
      assertThat(scene.claims().unrepaired()).isEmpty();
      assertThat(scene.claims().gaps(Gap.State.LOST)).isEmpty();
    }
  }

  @Test
  void nothingIsCalledCoveredWhenXIgnoresTheQuestionForBackfill() {
    try (Scene scene =
        new Scene(
                Shelf.sqlite(directory),
                x -> x.backfill(ReplaySupport.IGNORED),
                settings -> settings.recoveries(0))
            .start()) {
      scene.flow(Duration.ofMinutes(2), SECOND);
      Instant left = scene.now();
      away(scene, Duration.ofSeconds(90));
      Instant back = scene.now();
      scene.flow(Duration.ofMinutes(3), SECOND);

      scene.end();
      Claims claims = scene.claims();
      assertThat(claims.missing()).isNotEmpty();
      assertThat(claims.kept(new TimeRange(left, back))).isZero();
      assertThat(claims.gaps(Gap.State.OPEN))
          .singleElement()
          .satisfies(gap -> assertThat(gap.remedy()).contains("nothing shows that X delivered it"));
    }
  }

  @Test
  void whatXLeftOutOfBackfillIsReplayed() {
    try (Scene scene =
        new Scene(Shelf.sqlite(directory), x -> x.backfill(ReplaySupport.IGNORED)).start()) {
      scene.flow(Duration.ofMinutes(2), SECOND);
      away(scene, Duration.ofSeconds(90));
      scene.flow(Duration.ofMinutes(18), Duration.ofSeconds(4));

      scene.end();
      assertThat(scene.recoveries()).isNotEmpty();
      assertThat(scene.claims().missing()).isEmpty();
      assertThat(scene.claims().unrepaired()).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"REFUSED_400", "REFUSED_403"})
  void aTierWithoutBackfillIsAskedOnceAgainWithoutAndThisIsRememberedForADay(
      ReplaySupport refused) {
    try (Scene scene =
        new Scene(
            Shelf.sqlite(directory),
            x -> x.backfill(refused),
            settings -> settings.recoveries(0))) {
      scene.start().flowWell();
      scene.x().cutConnections();
      scene.flow(Duration.ofSeconds(5), SECOND);

      assertThat(scene.attempts()).extracting(BackfillTest::backfill).containsExactly(0, 2, 0);
      assertThat(scene.journal().waits()).isEmpty();
      Instant until = scene.journal().last(IngestEvent.RepairRefused.class).until();
      assertThat(until).isBetween(scene.now().plusSeconds(86_390), scene.now().plusSeconds(86_401));

      scene.flowWell();
      scene.end();
      scene.start().flowWell().end();
      assertThat(scene.attempts()).extracting(BackfillTest::backfill).containsExactly(0, 2, 0, 0);

      scene.pass(Duration.ofDays(1), Duration.ofDays(1));
      scene.start().flow(Duration.ofSeconds(5), SECOND);
      assertThat(scene.attempts())
          .extracting(BackfillTest::backfill)
          .containsExactly(0, 2, 0, 0, 5, 0);
      scene.end();
    }
  }
}
