package dev.ouzel.app.scenario;

import static dev.ouzel.testkit.script.Attempts.attempt;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.ouzel.connection.Connection;
import dev.ouzel.connection.ConnectionRecord;
import dev.ouzel.ingest.IngestEvent;
import dev.ouzel.stream.EndCause;
import dev.ouzel.testkit.script.Deed;
import dev.ouzel.testkit.script.FaultScript;
import dev.ouzel.testkit.server.ServedConnection;
import dev.ouzel.testkit.server.TerminationAnswer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What happens when another connection holds the only slot. */
@Timeout(60)
class SlotTest {
  private static final FaultScript GHOST =
      FaultScript.empty()
          .fault(
              "X does not notice that the client left",
              attempt(1).atFrame(75),
              Deed.outliveClient().then(Deed.stall()));

  @TempDir private Path directory;

  private static ServedConnection served(Scene scene, int number) {
    return scene.x().connections().get(number - 1);
  }

  @Test
  void aStrangerIsNamedAndLeftAloneAndItsSlotTakenOnceItLeaves() {
    try (Scene scene = new Scene(Shelf.sqlite(directory), x -> x)) {
      Stranger stranger = Stranger.connect(scene.x());
      scene.start().pass(Duration.ofMinutes(4), Duration.ofSeconds(2));

      assertThat(scene.journal().last(IngestEvent.SlotHeld.class).holders())
          .extracting(Connection::id, Connection::clientIp)
          .containsExactly(tuple(served(scene, 1).connection().id(), Optional.of("127.0.0.1")));
      assertThat(served(scene, 1).isOpen()).isTrue();
      stranger.leave();
      scene.pass(Duration.ofMinutes(4), Duration.ofSeconds(2));

      assertThat(scene.journal().waits())
          .satisfiesExactly(
              wait -> assertThat(wait).is(Waits.of(60)),
              wait -> assertThat(wait).is(Waits.of(120)),
              wait -> assertThat(wait).is(Waits.of(240)));
      assertThat(scene.journal().has(IngestEvent.Terminated.class)).isFalse();
      scene.flowWell().end();
      assertThat(scene.claims().missing()).isEmpty();
    }
  }

  @Test
  void aStrangerIsTerminatedWithinSecondsWhenTakeoverIsAllowed() {
    try (Scene scene =
        new Scene(Shelf.sqlite(directory), x -> x, settings -> settings.takeover(true))) {
      Stranger stranger = Stranger.connect(scene.x());
      scene.start().pass(Duration.ofSeconds(5));

      assertThat(scene.attempts()).hasSize(3);
      assertThat(scene.journal().last(IngestEvent.Terminated.class).ids())
          .containsExactly(served(scene, 1).connection().id().orElseThrow());
      assertThat(served(scene, 1).connection().disconnectReason()).contains("operator_disconnect");
      scene.flowWell().end();
      assertThat(scene.claims().missing()).isEmpty();
      stranger.leave();
    }
  }

  @ParameterizedTest
  @EnumSource
  void aConnectionOfOursThatXTakesForAliveIsTerminatedWithinSeconds(TerminationAnswer answer) {
    try (Scene scene =
        new Scene(Shelf.sqlite(directory), x -> x.script(GHOST).terminationAnswer(answer))) {
      scene.withGhosts().start().flowWell();
      scene.passUntil(() -> scene.journal().has(IngestEvent.Ended.class), Duration.ofSeconds(30));
      scene.flow(Duration.ofSeconds(5), Duration.ofSeconds(1));

      assertThat(scene.journal().all(IngestEvent.Ended.class))
          .extracting(IngestEvent.Ended::cause)
          .hasExactlyElementsOfTypes(EndCause.Stalled.class, EndCause.Refused.class);
      assertThat(scene.attempts()).hasSize(3);
      assertThat(scene.journal().last(IngestEvent.Terminated.class).ids())
          .containsExactly(served(scene, 1).connection().id().orElseThrow());
      assertThat(served(scene, 2).isOpen()).isTrue();
      scene.flowWell().end();
      assertThat(scene.claims().missing()).isEmpty();
      assertThat(scene.claims().unrepaired()).isEmpty();
    }
  }

  @Test
  void aConnectionThatAKilledIngestLeftIsTerminatedByTheNext() {
    FaultScript ghost =
        FaultScript.empty()
            .fault("ghost", attempt(1).after(Duration.ofSeconds(1)), Deed.outliveClient());
    try (Scene scene = new Scene(Shelf.sqlite(directory), x -> x.script(ghost))) {
      scene.withGhosts().start().flowWell();
      scene.kill();
      scene.pass(Duration.ofSeconds(20));
      scene.start().flow(Duration.ofSeconds(5), Duration.ofSeconds(1));

      assertThat(scene.attempts()).hasSize(3);
      assertThat(served(scene, 1).connection().disconnectReason()).contains("operator_disconnect");
      scene.flowWell().end();
      List<ConnectionRecord> connections = scene.connections();
      assertThat(connections.get(0).recorded().orElseThrow().disconnectReason())
          .contains("operator_disconnect");
      assertThat(scene.claims().missing()).isEmpty();
      assertThat(scene.claims().unrepaired()).isEmpty();
    }
  }
}
