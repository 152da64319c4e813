package dev.ouzel.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ouzel.connection.ConnectionHistory;
import dev.ouzel.connection.ConnectionPage;
import dev.ouzel.connection.ConnectionQuery;
import dev.ouzel.stream.Refusal;
import dev.ouzel.stream.RequestFailed;
import dev.ouzel.stream.StreamEndpoint;
import dev.ouzel.testkit.script.Reply;
import dev.ouzel.testkit.server.FakeX;
import dev.ouzel.testkit.server.FilteredStreamName;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What every {@link ConnectionHistory} promises, tried on a {@link FakeX} over a real socket. */
public abstract class ConnectionHistoryContract extends HistoryPages {
  private static final ConnectionQuery FILTERED =
      ConnectionQuery.builder().addEndpoints(StreamEndpoint.FILTERED).build();

  @Test
  protected void asksForTheTokenAtEachRequest() {
    FakeX x = serve();
    AtomicInteger asked = new AtomicInteger();
    ConnectionHistory history = history(x.baseUrl(), () -> "token-" + asked.incrementAndGet());
    assertThat(asked).hasValue(0);

    x.acceptToken("token-1");
    page(history, ALL);
    x.acceptToken("token-2");
    page(history, ALL);

    assertThat(asked).hasValue(2);
  }

  @Test
  protected void tellsThatXRefusedTheTokenWithoutTellingTheToken() {
    FakeX x = serve();

    RequestFailed failure = failure(history(x.baseUrl(), () -> "a-very-secret-token"), ALL);

    Refusal refusal = failure.refusal().orElseThrow();
    assertThat(refusal.status()).isEqualTo(401);
    assertThat(refusal.problems()).hasSize(1);
    assertThat(refusal.problems().get(0).title()).contains("Unauthorized");
    assertThat(failure + refusal.body()).doesNotContain("secret");
    assertThat(asked(x)).hasSize(1);
  }

  @Test
  protected void keepsTheRateLimitOfARefusal() {
    Map<String, String> headers =
        Map.of(
            "x-rate-limit-limit", "25",
            "x-rate-limit-remaining", "0",
            "x-rate-limit-reset", "1772366400");

    Refusal refusal = refusalOf(new Reply(429, headers, Reply.rateLimited().body()));

    assertThat(refusal.kind()).isEqualTo(Refusal.Kind.RATE_LIMITED);
    assertThat(refusal.rateLimit().limit()).hasValue(25);
    assertThat(refusal.rateLimit().isExhausted()).isTrue();
    assertThat(refusal.rateLimit().reset()).contains(Instant.parse("2026-03-01T12:00:00Z"));
  }

  @Test
  protected void keepsTheWordsOfARefusalThatIsNoJson() {
    Refusal refusal = refusalOf(new Reply(503, Map.of("content-type", "text/html"), "<b>Überlast"));

    assertThat(refusal.status()).isEqualTo(503);
    assertThat(refusal.problems()).isEmpty();
    assertThat(refusal.body()).isEqualTo("<b>Überlast");
  }

  @Test
  protected void acceptsARefusalWithoutABody() {
    assertThat(refusalOf(Reply.of(404, "")).body()).isEmpty();
  }

  /** A redirect could carry the token to another host. */
  @Test
  protected void followsNoRedirect() {
    Reply elsewhere = new Reply(302, Map.of("location", PATH + "?again=1"), "");

    assertThat(refusalOf(elsewhere).status()).isEqualTo(302);
  }

  private Refusal refusalOf(Reply reply) {
    FakeX x = serve();
    x.answerNext(PATH, reply);
    Refusal refusal = failure(historyOf(x), ALL).refusal().orElseThrow();
    assertThat(asked(x)).hasSize(1);
    return refusal;
  }

  @Test
  protected void failsOnAnAnswerThatCannotBeRead() {
    FakeX x = serve();
    x.answerNext(PATH, Reply.of(200, "<html>welcome to our hotel's network</html>"));

    assertThat(failure(historyOf(x), ALL).getMessage()).isNotBlank();
  }

  @Test
  protected void failsWhenNobodyListens() {
    FakeX x = serve();
    x.stop();

    RequestFailed failure = failure(historyOf(x), ALL);

    assertThat(failure.refusal()).isEmpty();
    assertThat(failure.getMessage()).isNotBlank();
  }

  @Test
  protected void callsTheFilteredStreamByItsPresentName() throws IOException {
    FakeX x = serve(usual().filteredStreamName(FilteredStreamName.FILTERED_STREAM));
    openStream(x);

    assertThat(page(historyOf(x), FILTERED).connections()).isEqualTo(recorded(x));

    assertThat(asked(x)).hasSize(1);
  }

  @Test
  protected void fallsBackToTheFilteredStreamsOldNameAndRemembersIt() throws IOException {
    FakeX x = serve(usual().filteredStreamName(FilteredStreamName.FILTER_STREAM));
    openStream(x);
    ConnectionHistory history = historyOf(x);

    ConnectionPage first = page(history, FILTERED);
    ConnectionPage second = page(history, FILTERED);

    assertThat(first.connections())
        .singleElement()
        .satisfies(
            each -> {
              assertThat(each.endpointName()).contains("filter_stream");
              assertThat(each.endpoint()).contains(StreamEndpoint.FILTERED);
            });
    assertThat(second).isEqualTo(first);
    assertThat(asked(x))
        .extracting(request -> request.query().get("endpoints"))
        .containsExactly("filtered_stream", "filter_stream", "filter_stream");
  }

  @Test
  protected void asksNoMoreThanTwiceWhenNeitherNameIsAtFault() {
    FakeX x = serve();
    Reply malformed = Reply.of(400, "{\"title\":\"Invalid Request\"}");
    x.answerNext(PATH, malformed);
    x.answerNext(PATH, malformed);
    ConnectionHistory history = historyOf(x);

    assertThat(failure(history, FILTERED).refusal().orElseThrow().status()).isEqualTo(400);
    page(history, FILTERED);

    assertThat(asked(x))
        .extracting(request -> request.query().get("endpoints"))
        .containsExactly("filtered_stream", "filter_stream", "filtered_stream");
  }

  @Test
  protected void asksOnceWhenTheFilteredStreamIsNotAskedFor() {
    assertThat(refusalOf(Reply.of(400, "")).kind()).isEqualTo(Refusal.Kind.INVALID_REQUEST);
  }
}
