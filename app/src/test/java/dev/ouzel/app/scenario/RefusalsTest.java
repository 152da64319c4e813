package dev.ouzel.app.scenario;

import static dev.ouzel.testkit.script.Attempts.attempt;
import static dev.ouzel.testkit.script.Attempts.attempts;
import static dev.ouzel.testkit.script.Attempts.everyAttempt;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ouzel.ingest.IngestEnd;
import dev.ouzel.ingest.IngestEvent;
import dev.ouzel.ingest.IngestReport;
import dev.ouzel.stream.EndCause;
import dev.ouzel.stream.Refusal;
import dev.ouzel.testkit.script.Answer;
import dev.ouzel.testkit.script.FaultScript;
import dev.ouzel.testkit.script.Reply;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What X refuses, and when it is asked again. */
@Timeout(60)
class RefusalsTest {
  private static final Duration SECOND = Duration.ofSeconds(1);

  @TempDir private Path directory;

  private Scene scene(FaultScript script) {
    return new Scene(Shelf.sqlite(directory), x -> x.script(script));
  }

  private static FaultScript refusals(int count, Reply reply) {
    return FaultScript.empty()
        .fault("refused", attempts(1, count).atAccept(), Answer.refuse(reply));
  }

  @Test
  void threeTimesTooManyConnectionsAreFollowedByOneTwoAndFourMinutes() {
    try (Scene scene = scene(refusals(3, Reply.tooManyConnections())).start()) {
      scene.pass(Duration.ofMinutes(8), Duration.ofSeconds(2));

      assertThat(scene.journal().waits())
          .satisfiesExactly(
              wait -> assertThat(wait).is(Waits.of(60)),
              wait -> assertThat(wait).is(Waits.of(120)),
              wait -> assertThat(wait).is(Waits.of(240)));
      assertThat(scene.attempts()).hasSize(4);
      assertThat(scene.journal().last(IngestEvent.SlotHeld.class).holders()).isEmpty();
      scene.flowWell().end();
      assertThat(scene.claims().missing()).isEmpty();
    }
  }

  @Test
  void threeTimesUnavailableIsFollowedByFiveTenAndTwentySeconds() {
    try (Scene scene = scene(refusals(3, Reply.serviceUnavailable())).start()) {
      scene.pass(Duration.ofSeconds(45));

      assertThat(scene.journal().waits())
          .satisfiesExactly(
              wait -> assertThat(wait).is(Waits.of(5)),
              wait -> assertThat(wait).is(Waits.of(10)),
              wait -> assertThat(wait).is(Waits.of(20)));
      assertThat(scene.attempts()).hasSize(4);
      scene.flowWell().end();
      assertThat(scene.claims().missing()).isEmpty();
    }
  }

  @Test
  void aRateLimitIsWaitedOutThoughTheIngestIsKilledMeanwhile() {
    Instant reset = Scene.BEGIN.plus(Duration.ofMinutes(7));
    try (Scene scene = scene(refusals(1, Reply.rateLimited(reset))).start()) {
      scene.pass(Duration.ofMinutes(3), Duration.ofSeconds(2));
      scene.kill();
      scene.start().pass(Duration.ofMinutes(4).minus(SECOND));
      assertThat(scene.attempts()).hasSize(1);

      scene.pass(Duration.ofSeconds(60));
      assertThat(scene.attempts()).hasSize(2);
      assertThat(scene.attempts().get(1).at()).isAfterOrEqualTo(reset);
      scene.flowWell().end();
      assertThat(scene.claims().missing()).isEmpty();
    }
  }

  @Test
  void theLimitThatXAdvertisesIsNeverReachedHoweverOftenConnectionsBreak() {
    try (Scene scene =
        new Scene(
            Shelf.sqlite(directory), x -> x.rateLimit(5), settings -> settings.recoveries(0))) {
      scene.start();
      for (int i = 0; i < 30; i++) {
        scene.flow(Duration.ofSeconds(62), Duration.ofSeconds(2));
        scene.x().cutConnections();
      }
      assertThat(scene.attempts()).hasSizeBetween(8, 12);
      assertThat(scene.attempts())
          .allSatisfy(request -> assertThat(request.status()).hasValue(200));
      scene.end();
    }
  }

  @Test
  void anIngestThatIsKilledAndStartedForEverStaysWithinTheLimit() {
    try (Scene scene = scene(FaultScript.empty())) {
      for (int i = 0; i < 70; i++) {
        scene.start().post();
        scene.pass(SECOND);
        scene.kill();
      }
      assertThat(scene.attempts()).hasSizeBetween(20, 49);
      scene.start().flow(Duration.ofMinutes(35), Duration.ofSeconds(5)).end();
      assertThat(scene.attempts().size() + scene.recoveries().size()).isLessThanOrEqualTo(100);
      assertThat(scene.claims().missing()).isEmpty();
      assertThat(scene.claims().unrepaired()).isEmpty();
    }
  }

  static Stream<Arguments> whatOnlyAPersonCanMend() {
    return Stream.of(
        Arguments.of(Reply.unauthorized(), Refusal.Kind.UNAUTHORIZED, "check X_BEARER_TOKEN"),
        Arguments.of(Reply.creditsDepleted(), Refusal.Kind.CREDITS_DEPLETED, "buy credits"),
        Arguments.of(Reply.clientNotEnrolled(), Refusal.Kind.FORBIDDEN, "check its project"),
        Arguments.of(Reply.noRules(), Refusal.Kind.NO_RULES, "ouzel rules add"));
  }

  @ParameterizedTest
  @MethodSource("whatOnlyAPersonCanMend")
  void whatOnlyAPersonCanMendStopsTheIngestWithASentenceThatSaysHow(
      Reply reply, Refusal.Kind kind, String advice) {
    FaultScript refusing =
        FaultScript.empty().fault("refused", everyAttempt().atAccept(), Answer.refuse(reply));
    try (Scene scene = scene(refusing).start()) {
      IngestReport report = scene.over();

      assertThat(report.end()).isInstanceOf(IngestEnd.Refused.class);
      assertThat(((EndCause.Refused) ((IngestEnd.Refused) report.end()).cause()).refusal().kind())
          .isEqualTo(kind);
      assertThat(report.end().sentence()).contains(advice).doesNotContain("\n");
      assertThat(scene.pass(Duration.ofMinutes(10), Duration.ofSeconds(10)).attempts()).hasSize(1);
    }
  }

  @Test
  void oneThatCameWhileAllWasWellStopsItTooWithNothingLost() {
    FaultScript revoked =
        FaultScript.empty()
            .fault("revoked", attempt(2).atAccept(), Answer.refuse(Reply.unauthorized()));
    try (Scene scene = scene(revoked).start()) {
      scene.flowWell();
      scene.x().cutConnections();

      assertThat(scene.over().end()).isInstanceOf(IngestEnd.Refused.class);
      assertThat(scene.claims().missing()).isEmpty();
    }
  }
}
