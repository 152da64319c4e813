package dev.ouzel.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ouzel.stream.EndCause;
import dev.ouzel.stream.EventKind;
import dev.ouzel.stream.FieldSelection;
import dev.ouzel.stream.Refusal;
import dev.ouzel.stream.StreamEnded;
import dev.ouzel.stream.StreamRequest;
import dev.ouzel.stream.StreamSignal;
import dev.ouzel.stream.StreamSignal.Opened;
import dev.ouzel.stream.StreamSource;
import dev.ouzel.testkit.memory.ManualLoop;
import dev.ouzel.testkit.script.Reply;
import dev.ouzel.testkit.server.FakeX;
import dev.ouzel.testkit.server.SeenRequest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/**
 * What every {@link StreamSource} promises, tried on a {@link FakeX} over a real socket. A source
 * that can be told to ask for gzip, or not, extends the suite once for each.
 */
public abstract class StreamSourceContract extends SourceEnds {
  private static final StreamRequest FILTERED = StreamRequest.builder().build();
  private static final String HTML = "<html><body>503 – Überlast</body></html>";

  @Test
  protected void opensBeforeAnythingIsPublished() {
    Instant now = Instant.parse("2026-03-01T12:00:00.900Z");
    FakeX x = serve(usual().clock(new ManualLoop(now, 0)));

    Opened opened = subscribe(x).request(1).awaitOpened();

    assertThat(opened.serverTime()).contains(Instant.parse("2026-03-01T12:00:00Z"));
    assertThat(opened.rateLimit().limit()).hasValue(50);
    assertThat(opened.rateLimit().remaining()).hasValue(49);
    assertThat(opened.rateLimit().reset()).contains(Instant.parse("2026-03-01T12:15:00Z"));
    assertThat(opened.transactionId()).isPresent();
  }

  @Test
  protected void sendsTheParametersExactly() {
    Instant now = Instant.parse("2026-03-01T12:10:00Z");
    FakeX x = serve(usual().clock(new ManualLoop(now, 0)));
    StreamRequest request =
        StreamRequest.builder()
            .backfillMinutes(3)
            .startTime(Instant.parse("2026-03-01T12:00:00Z"))
            .endTime(Instant.parse("2026-03-01T12:05:00Z"))
            .fields(FieldSelection.all(EventKind.POST))
            .build();

    subscribe(source(x.baseUrl(), x::token), request).requestAll().awaitOpened();

    SeenRequest seen = x.requests().get(0);
    assertThat(seen.method()).isEqualTo("GET");
    assertThat(seen.path()).isEqualTo("/2/tweets/search/stream");
    assertThat(seen.query()).isEqualTo(request.query());
    assertThat(seen.query()).hasSize(9).containsEntry("start_time", "2026-03-01T12:00:00Z");
    assertThat(seen.header("authorization").orElseThrow()).startsWith("Bearer");
  }

  @Test
  protected void sendsNoParametersThatAreNotAskedFor() {
    FakeX x = serve();

    open(x);

    assertThat(x.requests()).singleElement().returns(Map.of(), SeenRequest::query);
  }

  @Test
  protected void makesOneAttemptForEachSubscription() {
    FakeX x = serve(usual().maxConnections(2));
    StreamSource source = source(x.baseUrl(), x::token);
    Flow.Publisher<StreamSignal> publisher = source.connect(FILTERED);
    SourceProbe first = probe();
    SourceProbe second = probe();

    publisher.subscribe(first);
    publisher.subscribe(second);

    first.requestAll().awaitOpened();
    second.requestAll().awaitOpened();
    x.publish(post(1));
    assertThat(payloads(first.awaitFrames(1))).isEqualTo(payloads(second.awaitFrames(1)));
    assertThat(x.requests()).hasSize(2);
  }

  @Test
  protected void asksForTheTokenAtEachConnect() {
    FakeX x = serve();
    AtomicInteger asked = new AtomicInteger();
    StreamSource source = source(x.baseUrl(), () -> "token-" + asked.incrementAndGet());
    assertThat(asked).hasValue(0);

    x.acceptToken("token-1");
    SourceProbe first = subscribe(source, FILTERED).requestAll();
    first.awaitOpened();
    x.endConnections();
    first.awaitCompletion();
    x.acceptToken("token-2");
    subscribe(source, FILTERED).requestAll().awaitOpened();

    assertThat(asked).hasValue(2);
  }

  @Test
  protected void tellsThatXRefusedTheTokenWithoutTellingTheToken() {
    FakeX x = serve();
    StreamSource source = source(x.baseUrl(), () -> "a-very-secret-token");

    SourceProbe probe = subscribe(source, FILTERED);

    Refusal refusal = refusal(probe);
    assertThat(refusal.status()).isEqualTo(401);
    assertThat(refusal.kind()).isEqualTo(Refusal.Kind.UNAUTHORIZED);
    assertThat(refusal.problems())
        .singleElement()
        .satisfies(problem -> assertThat(problem.title()).contains("Unauthorized"));
    StreamEnded ended = probe.awaitFailure();
    assertThat(ended + ended.endCause().sentence() + refusal).doesNotContain("secret");
    assertThat(x.requests()).hasSize(1);
  }

  @Test
  protected void tellsThatXHasNoRules() {
    Refusal refusal = refusal(subscribe(serve(FakeX.builder())));

    assertThat(refusal.status()).isEqualTo(409);
    assertThat(refusal.kind()).isEqualTo(Refusal.Kind.NO_RULES);
    assertThat(refusal.body()).contains("\"connection_issue\":\"RuleConfigurationIssue\"");
    assertThat(refusal.rateLimit().remaining()).hasValue(49);
  }

  @Test
  protected void tellsThatAnotherHoldsTheConnection() {
    FakeX x = serve();
    open(x);

    Refusal refusal = refusal(subscribe(x));

    assertThat(refusal.status()).isEqualTo(429);
    assertThat(refusal.kind()).isEqualTo(Refusal.Kind.TOO_MANY_CONNECTIONS);
    assertThat(refusal.problems()).hasSize(1);
    assertThat(refusal.problems().get(0).connectionIssue()).contains("TooManyConnections");
    assertThat(refusal.rateLimit().remaining()).hasValue(48);
  }

  @Test
  protected void tellsThatTheRateLimitIsUsedUp() {
    FakeX x = serve(usual().rateLimit(1));
    SourceProbe first = open(x);
    x.endConnections();
    first.awaitCompletion();

    Refusal refusal = refusal(subscribe(x));

    assertThat(refusal.kind()).isEqualTo(Refusal.Kind.RATE_LIMITED);
    assertThat(refusal.rateLimit().isExhausted()).isTrue();
    assertThat(refusal.rateLimit().reset()).isPresent();
  }

  @Test
  protected void keepsTheWordsOfARefusalThatIsNoJson() {
    Refusal refusal = refusalOf(new Reply(503, Map.of("content-type", "text/html"), HTML));

    assertThat(refusal.status()).isEqualTo(503);
    assertThat(refusal.kind()).isEqualTo(Refusal.Kind.UNAVAILABLE);
    assertThat(refusal.problems()).isEmpty();
    assertThat(refusal.body()).isEqualTo(HTML);
  }

  @Test
  protected void acceptsARefusalWithoutABody() {
    Refusal refusal = refusalOf(Reply.of(404, ""));

    assertThat(refusal.status()).isEqualTo(404);
    assertThat(refusal.problems()).isEmpty();
    assertThat(refusal.body()).isEmpty();
  }

  @Test
  protected void keepsTheBeginningOfALongRefusal() {
    Refusal refusal = refusalOf(Reply.of(500, "x".repeat(1 << 20)));

    assertThat(refusal.body()).hasSizeBetween(1, 64 << 10).matches("x+");
  }

  /** A redirect could carry the token to another host. */
  @Test
  protected void followsNoRedirect() {
    FakeX x = serve();
    String elsewhere = x.baseUrl() + "/2/tweets/search/stream?again=1";
    x.refuseNext(new Reply(302, Map.of("location", elsewhere), ""));

    assertThat(refusal(subscribe(x)).status()).isEqualTo(302);
    assertThat(x.requests()).hasSize(1);
  }

  private Refusal refusalOf(Reply reply) {
    FakeX x = serve();
    x.refuseNext(reply);
    Refusal refusal = refusal(subscribe(x));
    assertThat(x.requests()).hasSize(1);
    return refusal;
  }

  /** The refusal of an attempt, told without any demand since nothing comes before it. */
  private static Refusal refusal(SourceProbe probe) {
    Refusal refusal = probe.awaitFailure(EndCause.Refused.class).refusal();
    assertThat(probe.signals()).isEqualTo(List.of());
    return refusal;
  }
}
