package dev.ouzel.testkit.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.ouzel.connection.Connection;
import dev.ouzel.connection.ConnectionPage;
import dev.ouzel.connection.ConnectionQuery;
import dev.ouzel.connection.ConnectionStatus;
import dev.ouzel.connection.Terminated;
import dev.ouzel.connection.Termination;
import dev.ouzel.stream.RequestFailed;
import dev.ouzel.stream.StreamEndpoint;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

final class MemoryHistoryTest {
  private static final Connection OPEN =
      Connection.builder().id("open").endpointName("filter_stream").build();
  private static final Connection ENDED =
      Connection.builder()
          .id("ended")
          .endpointName("sample_stream")
          .disconnectedAt(Instant.parse("2026-03-01T12:00:00Z"))
          .build();
  private static final Connection UNNAMED = Connection.builder().id("unnamed").build();

  private final MemoryHistory history = new MemoryHistory();

  @Test
  void filtersByStatusAndEndpoint() {
    history.add(OPEN);
    history.add(ENDED);
    history.add(UNNAMED);

    assertThat(page(query()).connections()).containsExactly(OPEN, UNNAMED);
    assertThat(page(query().status(ConnectionStatus.INACTIVE)).connections())
        .containsExactly(ENDED);
    assertThat(page(query().addEndpoints(StreamEndpoint.FILTERED)).connections())
        .containsExactly(OPEN);
  }

  @Test
  void turnsPages() {
    history.add(OPEN);
    history.add(ENDED);
    history.add(UNNAMED);
    ConnectionQuery twoAtOnce = query().status(ConnectionStatus.ALL).maxResults(2).build();

    ConnectionPage first = history.page(twoAtOnce).toCompletableFuture().join();
    String next = first.nextToken().orElseThrow();
    ConnectionPage second = history.page(twoAtOnce.after(next)).toCompletableFuture().join();

    assertThat(first.connections()).containsExactly(OPEN, ENDED);
    assertThat(second.connections()).containsExactly(UNNAMED);
    assertThat(second.nextToken()).isEmpty();
  }

  @Test
  void forgetsWhatIsClearedAway() {
    history.add(OPEN);

    history.clear();

    assertThat(page(query()).connections()).isEmpty();
    assertThat(page(query()).nextToken()).isEmpty();
  }

  @Test
  void endsWhatLivesAndSaysWhatItCouldNotEnd() {
    history.add(OPEN);
    history.add(ENDED);

    Terminated none = terminate(new Termination.OfEndpoint(StreamEndpoint.SAMPLE));
    Terminated some = terminate(new Termination.OfIds(List.of("ended", "open")));

    assertThat(none.succeeded()).hasValue(0);
    assertThat(some.succeeded()).hasValue(1);
    assertThat(some.failed()).hasValue(1);
    assertThat(some.outcomes())
        .extracting(Terminated.Outcome::id, Terminated.Outcome::success)
        .containsExactly(tuple("open", true), tuple("ended", false));
    assertThat(page(query()).connections()).isEmpty();
    assertThat(page(query().status(ConnectionStatus.INACTIVE)).connections())
        .extracting(each -> each.disconnectReason().orElse("none"))
        .containsExactly("operator_disconnect", "none");
  }

  @Test
  void endsAllThatLives() {
    history.add(OPEN);
    history.add(UNNAMED);

    assertThat(terminate(new Termination.All()).succeeded()).hasValue(2);
    assertThat(page(query()).connections()).isEmpty();
  }

  private Terminated terminate(Termination what) {
    return history.terminate(what).toCompletableFuture().join();
  }

  private ConnectionPage page(ConnectionQuery.Builder query) {
    return history.page(query.build()).toCompletableFuture().join();
  }

  private static ConnectionQuery.Builder query() {
    return ConnectionQuery.builder();
  }

  @Test
  void terminatesAtItsClocksTime() {
    Instant time = Instant.parse("2026-03-01T12:00:00Z");
    MemoryHistory timed = new MemoryHistory(() -> time);
    timed.add(OPEN);

    timed.terminate(new Termination.All());

    assertThat(timed.connections())
        .singleElement()
        .satisfies(ended -> assertThat(ended.disconnectedAt()).contains(time));
  }

  @Test
  void failsAsOftenAsItWasToldTo() {
    RequestFailed failure = RequestFailed.unreachable("no network");
    history.add(OPEN);
    history.failNext(failure);
    history.failNext(failure);

    assertThat(failureOf(history.page(query().build()))).isSameAs(failure);
    assertThat(failureOf(history.terminate(new Termination.All()))).isSameAs(failure);
    assertThat(page(query()).connections()).containsExactly(OPEN);
  }

  private static Throwable failureOf(CompletionStage<?> stage) {
    return stage.handle((answer, failure) -> failure).toCompletableFuture().join();
  }
}
