package dev.ouzel.app.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ouzel.connection.Connection;
import dev.ouzel.connection.ConnectionHistory;
import dev.ouzel.connection.ConnectionPage;
import dev.ouzel.connection.ConnectionQuery;
import dev.ouzel.connection.Terminated;
import dev.ouzel.connection.Termination;
import dev.ouzel.ingest.IngestEvent;
import dev.ouzel.testkit.script.Reply;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** X's own record of connections is an extra: whatever is wrong with it, the ingest goes on. */
@Timeout(60)
class HistoryTroubleTest {
  private static final String PATH = "/2/connections";

  @TempDir private Path directory;

  private final List<Runnable> late = new ArrayList<>();

  /** Two healthy connections, the second at once after the first, with nothing missed. */
  private static void ingestGoesOn(Scene scene) {
    scene.start().flowWell();
    scene.x().endConnections();
    scene.flowWell();
    assertThat(scene.attempts()).hasSize(2);
    assertThat(scene.journal().waits()).isEmpty();
    scene.end();
    assertThat(scene.claims().missing()).isEmpty();
    assertThat(scene.claims().unrepaired()).isEmpty();
  }

  private Scene scene(UnaryOperator<ConnectionHistory> history) {
    return new Scene(Shelf.sqlite(directory), x -> x).withHistory(history);
  }

  @Test
  void aRecordThatIsNeverToldIsNotWaitedFor() {
    try (Scene scene = scene(history -> new Told(history, page -> new CompletableFuture<>()))) {
      ingestGoesOn(scene);
      assertThat(scene.journal().has(IngestEvent.Audited.class)).isFalse();
    }
  }

  @Test
  void aRecordThatIsToldMinutesLateStillCounts() {
    try (Scene scene = scene(history -> new Told(history, this::heldBack))) {
      scene.start().flowWell();
      scene.x().endConnections();
      scene.flowWell();
      late.forEach(Runnable::run);
      scene.flowWell();
      late.forEach(Runnable::run);
      scene.flow(Duration.ofSeconds(5), Duration.ofSeconds(1)).end();

      assertThat(scene.connections()).allSatisfy(each -> assertThat(each.recorded()).isPresent());
      assertThat(scene.claims().missing()).isEmpty();
      assertThat(scene.claims().unrepaired()).isEmpty();
    }
  }

  private CompletionStage<ConnectionPage> heldBack(CompletionStage<ConnectionPage> page) {
    CompletableFuture<ConnectionPage> held = new CompletableFuture<>();
    late.add(() -> page.thenAccept(held::complete));
    return held;
  }

  @Test
  void aRecordThatCannotBeReadIsOnlyNoted() {
    try (Scene scene = scene(history -> history)) {
      scene.x().answerNext(PATH, Reply.html(502, "<html>Bad Gateway</html>"));
      scene.x().answerNext(PATH, Reply.of(200, "{\"data\":[{\"id\":"));
      scene.x().answerNext(PATH, Reply.empty(503));
      scene.x().answerNext(PATH, Reply.of(200, "[]"));
      for (int i = 0; i < 6; i++) {
        scene.x().answerNext(PATH, Reply.rateLimited());
      }
      ingestGoesOn(scene);
      assertThat(scene.journal().all(IngestEvent.AuditFailed.class)).hasSizeGreaterThan(2);
    }
  }

  @Test
  void aRecordInAnyOrderIsReadAllTheSame() {
    try (Scene scene =
        scene(history -> new Told(history, page -> page.thenApply(Told::reversed)))) {
      ingestGoesOn(scene);
      assertThat(scene.connections())
          .extracting(each -> each.recorded().flatMap(Connection::id))
          .isEqualTo(
              scene.x().connections().stream().map(served -> served.connection().id()).toList());
    }
  }

  @Test
  void anEntryThatMayBeAnothersChangesNothing() {
    try (Scene scene = scene(history -> new Told(history, page -> page.thenApply(Told::doubled)))) {
      ingestGoesOn(scene);
      assertThat(scene.connections()).allSatisfy(each -> assertThat(each.recorded()).isEmpty());
    }
  }

  /** A history of which every page is told otherwise. */
  private record Told(
      ConnectionHistory history, UnaryOperator<CompletionStage<ConnectionPage>> otherwise)
      implements ConnectionHistory {
    @Override
    public CompletionStage<ConnectionPage> page(ConnectionQuery query) {
      return otherwise.apply(history.page(query));
    }

    @Override
    public CompletionStage<Terminated> terminate(Termination what) {
      return history.terminate(what);
    }

    static ConnectionPage reversed(ConnectionPage page) {
      List<Connection> connections = new ArrayList<>(page.connections());
      Collections.reverse(connections);
      return new ConnectionPage(connections, page.problems(), page.nextToken());
    }

    /** Beside each entry one that began a second later and ended ten seconds after that. */
    static ConnectionPage doubled(ConnectionPage page) {
      List<Connection> connections = new ArrayList<>(page.connections());
      for (Connection each : page.connections()) {
        connections.add(
            Connection.builder()
                .from(each)
                .id("another-" + each.id().orElseThrow())
                .connectedAt(each.connectedAt().orElseThrow().plusSeconds(1))
                .disconnectedAt(each.connectedAt().orElseThrow().plusSeconds(11))
                .build());
      }
      return new ConnectionPage(connections, page.problems(), page.nextToken());
    }
  }
}
