package dev.ouzel.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ouzel.connection.ConnectionHistory;
import dev.ouzel.connection.Terminated;
import dev.ouzel.connection.Termination;
import dev.ouzel.stream.Refusal;
import dev.ouzel.stream.RequestFailed;
import dev.ouzel.stream.StreamEndpoint;
import dev.ouzel.testkit.server.FakeX;
import dev.ouzel.testkit.server.FilteredStreamName;
import dev.ouzel.testkit.server.SeenRequest;
import dev.ouzel.testkit.server.ServedConnection;
import dev.ouzel.testkit.server.TerminationAnswer;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is to be ended is ended, and what X says of it arrives. */
abstract class HistoryTerminations extends HistoryFixture {
  private static final Termination FILTERED = new Termination.OfEndpoint(StreamEndpoint.FILTERED);

  @Test
  protected void endsEveryConnection() throws IOException {
    FakeX x = serve();
    openStream(x);
    openStream(x);

    Terminated terminated = terminate(historyOf(x), new Termination.All());

    assertThat(reasons(x)).containsExactly("operator_disconnect", "operator_disconnect");
    assertThat(terminated.succeeded()).hasValue(2);
    assertThat(terminated.failed()).hasValue(0);
    assertThat(terminated.outcomes())
        .extracting(Terminated.Outcome::id)
        .containsExactlyInAnyOrderElementsOf(ids(x));
  }

  @Test
  protected void endsTheConnectionsToOneStream() throws IOException {
    FakeX x = serve();
    openStream(x);
    ConnectionHistory history = historyOf(x);

    terminate(history, new Termination.OfEndpoint(StreamEndpoint.SAMPLE));
    assertThat(reasons(x)).containsExactly("open");
    terminate(history, FILTERED);
    assertThat(reasons(x)).containsExactly("operator_disconnect");
  }

  @Test
  protected void endsConnectionsById() throws IOException {
    FakeX x = serve();
    openStream(x);
    openStream(x);
    String first = ids(x).get(0);

    Terminated terminated =
        terminate(historyOf(x), new Termination.OfIds(List.of(first, "a \"strange\" id")));

    assertThat(reasons(x)).containsExactly("operator_disconnect", "open");
    assertThat(terminated.succeeded()).hasValue(1);
    assertThat(terminated.failed()).hasValue(1);
    assertThat(terminated.outcomes())
        .satisfiesExactly(
            it -> assertThat(it.id() + it.success()).isEqualTo(first + true),
            it -> {
              assertThat(it.id() + it.success()).isEqualTo("a \"strange\" id" + false);
              assertThat(it.message()).isPresent();
            });
  }

  @Test
  protected void asksForAHundredAtOnce() {
    FakeX x = serve();

    Terminated terminated =
        terminate(historyOf(x), new Termination.OfIds(Collections.nCopies(100, "unknown")));

    assertThat(terminated.failed()).hasValue(100);
    assertThat(terminated.outcomes()).hasSize(100);
  }

  @ParameterizedTest
  @EnumSource(
      value = TerminationAnswer.class,
      names = {"KILLED", "ATTEMPTED"})
  protected void takesXsOlderAnswersForSuccess(TerminationAnswer shape) throws IOException {
    FakeX x = serve(usual().terminationAnswer(shape));
    openStream(x);

    Terminated terminated = terminate(historyOf(x), new Termination.All());

    assertThat(reasons(x)).containsExactly("operator_disconnect");
    assertThat(terminated.succeeded()).isEmpty();
    assertThat(terminated.failed()).isEmpty();
    assertThat(terminated.outcomes()).isEmpty();
  }

  @Test
  protected void endsTheFilteredStreamUnderItsOldNameToo() throws IOException {
    FakeX x = serve(usual().filteredStreamName(FilteredStreamName.FILTER_STREAM));
    openStream(x);

    terminate(historyOf(x), FILTERED);

    assertThat(reasons(x)).containsExactly("operator_disconnect");
    assertThat(x.requests())
        .extracting(SeenRequest::path)
        .endsWith(PATH + "/filtered_stream", PATH + "/filter_stream");
  }

  @Test
  protected void tellsThatXRefusedToEndAnything() throws IOException {
    FakeX x = serve();
    openStream(x);

    CompletableFuture<Terminated> asked =
        history(x.baseUrl(), () -> "a-very-secret-token")
            .terminate(new Termination.All())
            .toCompletableFuture();

    assertThat(asked)
        .failsWithin(patience())
        .withThrowableOfType(ExecutionException.class)
        .withCauseInstanceOf(RequestFailed.class);
    RequestFailed failure = (RequestFailed) asked.handle((any, failed) -> root(failed)).join();
    assertThat(failure.refusal().map(Refusal::status)).contains(401);
    assertThat(failure.toString()).doesNotContain("secret");
    assertThat(reasons(x)).containsExactly("open");
  }

  private Terminated terminate(ConnectionHistory history, Termination what) {
    CompletableFuture<Terminated> terminated = history.terminate(what).toCompletableFuture();
    assertThat(terminated).succeedsWithin(patience());
    return terminated.join();
  }

  private static List<String> ids(FakeX x) {
    return x.connections().stream().map(each -> each.connection().id().orElseThrow()).toList();
  }

  /** Why each connection ended, the oldest first. */
  private static List<String> reasons(FakeX x) {
    return x.connections().stream()
        .map(ServedConnection::connection)
        .map(each -> each.disconnectReason().orElse("open"))
        .toList();
  }
}
