package dev.ouzel.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ouzel.connection.Connection;
import dev.ouzel.connection.Terminated;
import dev.ouzel.connection.Termination;
import dev.ouzel.post.Problem;
import dev.ouzel.rule.Rule;
import dev.ouzel.rule.RuleBook;
import dev.ouzel.rule.RuleChange;
import dev.ouzel.rule.RuleCounts;
import dev.ouzel.stream.EndCause;
import dev.ouzel.stream.RateLimit;
import dev.ouzel.stream.Refusal;
import dev.ouzel.stream.RequestFailed;
import dev.ouzel.stream.StreamEnded;
import dev.ouzel.stream.StreamSignal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/** The engine and what it asks X beside the stream: the record of connections, and the rules. */
class EngineHistoryTest {
  private final EngineWorld world = new EngineWorld();
  private final Ingestor ingestor =
      Ingestor.builder(world, world)
          .loop(world)
          .history(world)
          .settings(IngestSettings.builder().takeover(true).build())
          .observer(world.events::add)
          .build();

  @Test
  void readsAsManyPagesAsAreWorthReading() {
    for (int page = 1; page <= 6; page++) {
      world.page(Optional.of("page " + (page + 1)));
    }
    start();
    assertThat(world.queries).hasSize(5);
    assertThat(world.queries.get(0).paginationToken()).isEmpty();
    assertThat(world.queries.get(4).paginationToken()).contains("page 5");
  }

  @Test
  void joinsWhatAllPagesTell() {
    world.page(Optional.empty());
    start().accept();
    world.page(Optional.of("more"), entry("other", -900)).page(Optional.empty(), entry("mine", 0));
    beat(20);
    beat(15);
    assertThat(world.queries).hasSize(3);
    assertThat(world.events(IngestEvent.Audited.class))
        .singleElement()
        .satisfies(
            audited ->
                assertThat(audited.connections().get(0).recorded().flatMap(Connection::id))
                    .contains("mine"));
  }

  @Test
  void onlyNotesThatTheRecordCannotBeRead() {
    world.pages.add(CompletableFuture.failedFuture(RequestFailed.unreachable("no route")));
    start().accept();
    assertThat(notes()).containsExactly("no route");
    beat(20);
    beat(15);
    assertThat(notes()).hasSize(2);
    assertThat(world.events(IngestEvent.Ended.class)).isEmpty();
  }

  @Test
  void freesTheSlotAndConnectsAtOnce() {
    world.page(Optional.empty());
    start();
    world.page(Optional.empty(), entry("holder", -900));
    refuse();
    assertThat(world.terminations).containsExactly(new Termination.OfIds(List.of("holder")));
    assertThat(world.exchanges).hasSize(1);
    world.termination.complete(new Terminated(OptionalInt.of(1), OptionalInt.of(0), List.of()));
    world.run();
    assertThat(world.events(IngestEvent.Terminated.class))
        .singleElement()
        .satisfies(freed -> assertThat(freed.ids()).containsExactly("holder"));
    assertThat(world.exchanges).hasSize(2);
  }

  @Test
  void onlyNotesThatTheSlotCannotBeFreed() {
    world.page(Optional.empty());
    start();
    world.page(Optional.empty(), entry("holder", -900));
    refuse();
    world.termination.completeExceptionally(RequestFailed.unreachable("no route"));
    world.run();
    assertThat(notes()).containsExactly("no route");
    assertThat(world.exchanges).hasSize(1);
    world.page(Optional.empty()).pass(Duration.ofSeconds(60));
    assertThat(world.exchanges).hasSize(2);
  }

  @Test
  void readsTheRulesAtEachOpeningSoThatCoverageTellsThem() {
    CompletableFuture<List<Rule>> read = new CompletableFuture<>();
    Ingestor ruled = ruled(read);
    ruled.start();
    world.run().accept();
    String before = selection(ruled);
    assertThat(before).isNotEmpty();
    read.complete(List.of(new Rule("1", "cats", Optional.empty())));
    world.run();
    String after = selection(ruled);
    assertThat(after).startsWith(before).isNotEqualTo(before);
    world.pass(Duration.ofSeconds(15));
    assertThat(world.commits.get(world.commits.size() - 1).checkpoint().coverage().selection())
        .isEqualTo(after);
  }

  @Test
  void takesRulesThatCannotBeReadForTheOnesKnownBefore() {
    Ingestor ruled = ruled(CompletableFuture.failedFuture(RequestFailed.unreachable("no route")));
    ruled.start();
    world.run().accept();
    assertThat(selection(ruled)).endsWith("/");
    assertThat(world.exchanges).hasSize(1);
  }

  private Ingestor ruled(CompletionStage<List<Rule>> rules) {
    RuleBook book =
        new RuleBook() {
          @Override
          public CompletionStage<List<Rule>> list() {
            return rules;
          }

          @Override
          public CompletionStage<RuleChange> add(List<Rule.Draft> drafts) {
            throw new UnsupportedOperationException();
          }

          @Override
          public CompletionStage<RuleChange> delete(List<String> ids) {
            throw new UnsupportedOperationException();
          }

          @Override
          public CompletionStage<RuleChange> validate(List<Rule.Draft> drafts) {
            throw new UnsupportedOperationException();
          }

          @Override
          public CompletionStage<RuleCounts> counts() {
            throw new UnsupportedOperationException();
          }
        };
    return Ingestor.builder(world, world).loop(world).rules(book).build();
  }

  private String selection(Ingestor ruled) {
    CompletableFuture<IngestStatus> status = ruled.status().toCompletableFuture();
    world.run();
    return status.join().coverage().selection();
  }

  private EngineWorld start() {
    ingestor.start();
    return world.run();
  }

  private void beat(int seconds) {
    world.pass(Duration.ofSeconds(seconds));
    world.signal(new StreamSignal.Frames(List.of(), 1, 2, 0));
  }

  private void refuse() {
    Problem problem = Problem.builder().connectionIssue("TooManyConnections").build();
    Refusal refusal = new Refusal(429, List.of(problem), RateLimit.unknown(), "");
    world.exchange().subscriber.onError(new StreamEnded(new EndCause.Refused(refusal), 0));
    world.run();
  }

  private List<String> notes() {
    return world.events(IngestEvent.AuditFailed.class).stream()
        .map(IngestEvent.AuditFailed::sentence)
        .toList();
  }

  private static Connection entry(String id, long second) {
    Instant connectedAt = MachineDriver.START.plusSeconds(second);
    return Connection.builder()
        .id(id)
        .endpointName("filtered_stream")
        .connectedAt(connectedAt)
        .build();
  }
}
