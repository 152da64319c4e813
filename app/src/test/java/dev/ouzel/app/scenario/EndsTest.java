package dev.ouzel.app.scenario;

import static dev.ouzel.testkit.script.Attempts.attempt;
import static dev.ouzel.testkit.script.Attempts.attempts;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ouzel.connection.ConnectionRecord;
import dev.ouzel.ingest.IngestEvent;
import dev.ouzel.ingest.Tally;
import dev.ouzel.stream.EndCause;
import dev.ouzel.testkit.script.Answer;
import dev.ouzel.testkit.script.Deed;
import dev.ouzel.testkit.script.FaultScript;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How connections end, and what follows. */
@Timeout(60)
class EndsTest {
  private static final Duration QUARTER = Duration.ofMinutes(15);

  @TempDir private Path directory;

  private Scene scene(FaultScript script) {
    return new Scene(Shelf.sqlite(directory), x -> x.script(script)).start();
  }

  @Test
  void aHealthyConnectionThatXClosesIsFollowedByAnotherAtOnce() {
    try (Scene scene = scene(FaultScript.empty())) {
      scene.flowWell();
      scene.x().endConnections();
      scene.flowWell();

      assertThat(scene.attempts()).hasSize(2);
      assertThat(scene.journal().waits()).isEmpty();
      assertThat(scene.pauses().get(0)).isLessThanOrEqualTo(Duration.ofSeconds(76));
      assertThat(scene.journal().last(IngestEvent.Ended.class).cause())
          .isInstanceOf(EndCause.Closed.class);
      Tally tally = scene.end().tally();
      assertThat(tally.stored()).isEqualTo(150);
      assertThat(tally.windowDuplicates()).isPositive();
      assertThat(scene.claims().missing()).isEmpty();
      assertThat(scene.claims().unrepaired()).isEmpty();
    }
  }

  @Test
  void aServerThatClosesAfterFivePostsIsAskedAtOnceOnceAndThenEverMoreSeldom() {
    FaultScript flapping =
        FaultScript.empty().fault("five posts", attempts(1, 9).atFrame(5), Deed.end());
    try (Scene scene = scene(flapping)) {
      scene.flow(Duration.ofMinutes(22), Duration.ofSeconds(2));

      assertThat(scene.journal().waits())
          .satisfiesExactly(
              wait -> assertThat(wait).is(Waits.of(5)),
              wait -> assertThat(wait).is(Waits.of(10)),
              wait -> assertThat(wait).is(Waits.of(20)),
              wait -> assertThat(wait).is(Waits.of(40)),
              wait -> assertThat(wait).is(Waits.of(80)),
              wait -> assertThat(wait).is(Waits.of(160)),
              wait -> assertThat(wait).is(Waits.of(320)),
              wait -> assertThat(wait).is(Waits.of(320)));
      List<Instant> at = scene.attempts().stream().map(request -> request.at()).toList();
      assertThat(at)
          .allSatisfy(
              begin ->
                  assertThat(at)
                      .filteredOn(
                          other -> !other.isBefore(begin) && other.isBefore(begin.plus(QUARTER)))
                      .hasSizeLessThanOrEqualTo(50));
      scene.end();
      assertThat(scene.claims().missing()).isEmpty();
      assertThat(scene.claims().unrepaired()).isEmpty();
    }
  }

  @Test
  void halfAFrameIsNoPostButCountedAndItsPostComesWithTheNextConnection() {
    FaultScript cut =
        FaultScript.empty().fault("cut", attempt(1).atFrame(5), Deed.halfFrameThen(Deed.reset()));
    try (Scene scene = scene(cut)) {
      scene.pass(Duration.ofSeconds(5));
      for (int i = 0; i < 6; i++) {
        scene.post();
      }
      scene.flow(Duration.ofMinutes(2), Duration.ofSeconds(1));

      IngestEvent.Ended end = scene.journal().last(IngestEvent.Ended.class);
      assertThat(end.cause()).isInstanceOf(EndCause.NetworkFailure.class);
      assertThat(end.unfinishedBytes()).isPositive();
      assertThat(scene.attempts()).hasSize(2);
      Tally tally = scene.end().tally();
      assertThat(tally.unfinishedBytes()).isEqualTo(end.unfinishedBytes());
      assertThat(tally.unreadable()).isZero();
      assertThat(tally.stored()).isEqualTo(126);
      assertThat(scene.claims().missing()).isEmpty();
      assertThat(scene.claims().unrepaired()).isEmpty();
    }
  }

  @Test
  void anAttemptThatIsNeverAnsweredIsGivenUpAfterTheLongestSilenceAndASlack() {
    FaultScript silent =
        FaultScript.empty().fault("no answer", attempt(1).atAccept(), Answer.silence());
    try (Scene scene = scene(silent)) {
      scene.pass(Duration.ofSeconds(24));
      assertThat(scene.attempts()).hasSize(1);
      scene.pass(Duration.ofSeconds(3));

      assertThat(scene.attempts()).hasSize(2);
      assertThat(scene.journal().last(IngestEvent.Ended.class).cause())
          .isEqualTo(new EndCause.Stalled(Duration.ofSeconds(25)));
      scene.flowWell().end();
      assertThat(scene.claims().missing()).isEmpty();
    }
  }

  @Test
  void aConnectionThatFallsSilentIsEndedAfterTheLongestSilenceAndASlack() {
    FaultScript dead =
        FaultScript.empty().fault("dead socket", attempt(1).atFrame(75), Deed.stall());
    try (Scene scene = scene(dead)) {
      scene.flowWell();
      scene.flow(Duration.ofSeconds(24), Duration.ofSeconds(1));
      assertThat(scene.attempts()).hasSize(1);
      scene.flow(Duration.ofSeconds(2), Duration.ofSeconds(1));
      assertThat(scene.attempts()).hasSize(2);
      assertThat(scene.journal().waits()).isEmpty();

      scene.flowWell().end();
      assertThat(scene.journal().last(IngestEvent.Ended.class).cause())
          .isInstanceOf(EndCause.Stopped.class);
      assertThat(scene.claims().missing()).isEmpty();
      assertThat(scene.claims().unrepaired()).isEmpty();
    }
  }

  @Test
  void aConnectionThatIsAcceptedAndNeverSpeaksIsEndedToo() {
    FaultScript mute = FaultScript.empty().fault("mute", attempt(1).atFrame(0), Deed.stall());
    try (Scene scene = scene(mute)) {
      scene.flow(Duration.ofSeconds(24), Duration.ofSeconds(1));
      assertThat(scene.attempts()).hasSize(1);
      scene.flow(Duration.ofMinutes(3), Duration.ofSeconds(1));

      assertThat(scene.attempts()).hasSize(2);
      assertThat(scene.journal().last(IngestEvent.Ended.class).cause())
          .isEqualTo(new EndCause.Stalled(Duration.ofSeconds(25)));
      scene.end();
      assertThat(scene.claims().missing()).isEmpty();
      assertThat(scene.claims().unrepaired()).isEmpty();
    }
  }

  @Test
  void keepAlives19SecondsApartAreNoSilence() {
    try (Scene scene =
        new Scene(Shelf.sqlite(directory), x -> x.keepAlive(Duration.ofSeconds(19))).start()) {
      scene.pass(Duration.ofMinutes(10));

      assertThat(scene.attempts()).hasSize(1);
      assertThat(scene.journal().has(IngestEvent.Ended.class)).isFalse();
      assertThat(scene.end().tally().keepAlives()).isEqualTo(31);
      assertThat(scene.claims().frontier())
          .isAfter(scene.now().minus(Duration.ofSeconds(19 + 30 + 2)));
      assertThat(scene.claims().unrepaired()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"OperationalDisconnect", "UpstreamOperationalDisconnect"})
  void anAnnouncedDisconnectEndsTheConnectionThoughXLeavesTheSocketOpen(String type) {
    FaultScript announced =
        FaultScript.empty()
            .fault("announced", attempt(1).atFrame(75), Deed.disconnectThen(type, Deed.stall()));
    try (Scene scene = scene(announced)) {
      scene.flowWell();
      scene.passUntil(() -> scene.attempts().size() == 2, Duration.ofSeconds(5));

      assertThat(scene.attempts()).hasSize(2);
      assertThat(scene.journal().waits()).isEmpty();
      assertThat(scene.journal().last(IngestEvent.Ended.class).cause().sentence())
          .contains("This stream has been disconnected")
          .contains("for operational reasons")
          .contains("(" + type + ")");
      scene.flowWell();
      assertThat(scene.end().tally().systemMessages()).isEqualTo(1);
      ConnectionRecord first = scene.connections().get(0);
      assertThat(first.end()).contains("Disconnected");
      assertThat(first.detail().orElseThrow()).contains("for operational reasons");
      assertThat(first.recorded().orElseThrow().disconnectReason()).contains("client_disconnect");
      assertThat(scene.claims().missing()).isEmpty();
      assertThat(scene.claims().unrepaired()).isEmpty();
    }
  }
}
