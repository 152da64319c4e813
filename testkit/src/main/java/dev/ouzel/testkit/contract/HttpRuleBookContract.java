package dev.ouzel.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ouzel.rule.Rule;
import dev.ouzel.rule.RuleBook;
import dev.ouzel.rule.RuleChange;
import dev.ouzel.rule.RuleCounts;
import dev.ouzel.stream.RateLimit;
import dev.ouzel.stream.Refusal;
import dev.ouzel.stream.RequestFailed;
import dev.ouzel.testkit.script.Reply;
import dev.ouzel.testkit.server.FakeX;
import dev.ouzel.testkit.server.FakeXSettings;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a {@link RuleBook} that asks X promises besides, tried on a {@link FakeX}. */
public abstract class HttpRuleBookContract extends RuleBookContract {
  private static final String PATH = "/2/tweets/search/stream/rules";

  private final List<FakeX> servers = new ArrayList<>();

  /**
   * A book that asks the server at {@code baseUrl}, and {@code token} for the bearer token at each
   * request. Whatever it needs, the adapter's test closes.
   */
  protected abstract RuleBook book(URI baseUrl, Supplier<String> token);

  @Override
  protected final RuleBook empty(int most) {
    return bookOf(serve(FakeX.builder().maxRules(most)));
  }

  @AfterEach
  final void closeServers() {
    servers.forEach(FakeX::close);
  }

  private FakeX serve(FakeXSettings.Builder settings) {
    FakeX x = settings.patience(patience()).start();
    servers.add(x);
    return x;
  }

  private FakeX serve() {
    return serve(FakeX.builder().withRule("cat", "cats"));
  }

  private RuleBook bookOf(FakeX x) {
    return book(x.baseUrl(), x::token);
  }

  @Test
  protected void asksForTheTokenAtEachRequest() {
    FakeX x = serve();
    AtomicInteger asked = new AtomicInteger();
    RuleBook book = book(x.baseUrl(), () -> "token-" + asked.incrementAndGet());
    assertThat(asked).hasValue(0);

    x.acceptToken("token-1");
    get(book.list());
    x.acceptToken("token-2");
    get(book.add(List.of(draft("dog", "dogs"))));

    assertThat(asked).hasValue(2);
  }

  @Test
  protected void tellsThatXRefusedTheTokenWithoutTellingTheToken() {
    FakeX x = serve();
    RuleBook book = book(x.baseUrl(), () -> "a-very-secret-token");

    for (CompletionStage<?> stage :
        List.of(
            book.list(),
            book.counts(),
            book.validate(List.of(draft("dog", "t"))),
            book.add(List.of(draft("dog", "t"))),
            book.delete(List.of("1")))) {
      RequestFailed failure = failure(stage);
      assertThat(failure.refusal().map(Refusal::kind)).contains(Refusal.Kind.UNAUTHORIZED);
      assertThat(failure + failure.refusal().orElseThrow().body()).doesNotContain("secret");
    }
    assertThat(x.rules()).hasSize(1);
  }

  @Test
  protected void keepsTheRateLimitOfARefusal() {
    FakeX x = serve();
    x.answerNext(PATH, Reply.rateLimited(Instant.parse("2026-03-01T12:00:00Z")));

    Refusal refusal = failure(bookOf(x).list()).refusal().orElseThrow();

    assertThat(refusal.kind()).isEqualTo(Refusal.Kind.RATE_LIMITED);
    assertThat(refusal.rateLimit().isExhausted()).isTrue();
    assertThat(refusal.rateLimit().reset()).contains(Instant.parse("2026-03-01T12:00:00Z"));
  }

  /** Whoever changes many rules waits for the next window before X refuses. */
  @Test
  protected void tellsTheRateLimitOfAChange() {
    FakeX x = serve();
    RuleBook book = bookOf(x);

    RateLimit first = get(book.validate(List.of(draft("dog", "dogs")))).rateLimit();
    RateLimit second = get(book.add(List.of(draft("dog", "dogs")))).rateLimit();

    assertThat(first.limit()).hasValue(100);
    assertThat(first.remaining()).hasValue(99);
    assertThat(second.remaining()).hasValue(98);
    assertThat(second.reset()).isEqualTo(first.reset()).isPresent();
  }

  /** X's older description says numbers, its newer one says texts. */
  @Test
  protected void countsWhetherXWritesNumbersOrTexts() {
    FakeX x = serve();
    for (String cap : List.of("1000", "\"1000\"")) {
      x.answerNext(
          PATH + "/counts",
          Reply.of(
              200,
              "{\"data\":{\"cap_per_project\":%s,\"project_rules_count\":\"7\"}}".formatted(cap)));

      RuleCounts counts = get(bookOf(x).counts());

      assertThat(counts.capOfProject()).hasValue(1000);
      assertThat(counts.ofProject()).hasValue(7);
      assertThat(counts.ofApp()).isEmpty();
    }
  }

  @Test
  protected void keepsTheWordsOfARefusalThatIsNoJson() {
    FakeX x = serve();
    x.answerNext(PATH, Reply.html(503, "<b>Überlast"));

    Refusal refusal = failure(bookOf(x).add(List.of(draft("dog", "t")))).refusal().orElseThrow();

    assertThat(refusal.status()).isEqualTo(503);
    assertThat(refusal.problems()).isEmpty();
    assertThat(refusal.body()).isEqualTo("<b>Überlast");
  }

  /** A redirect could carry the token to another host. */
  @Test
  protected void followsNoRedirect() {
    FakeX x = serve();
    x.answerNext(PATH, new Reply(302, Map.of("location", PATH + "?again=1"), ""));

    assertThat(failure(bookOf(x).list()).refusal().orElseThrow().status()).isEqualTo(302);
    assertThat(x.requests()).hasSize(1);
  }

  @Test
  protected void failsWhileNobodyListensAndRecovers() {
    FakeX x = serve();
    RuleBook book = bookOf(x);
    get(book.list());
    x.stop();

    RequestFailed failure = failure(book.list());

    assertThat(failure.refusal()).isEmpty();
    assertThat(failure.getMessage()).isNotBlank();
    x.start();
    assertThat(get(book.list())).hasSize(1);
  }

  @Test
  protected void listsTheRulesOfEveryPage() {
    FakeX x = serve();
    x.answerNext(
        PATH,
        Reply.of(
            200,
            """
            {"data":[{"id":"1","value":"cat"}],
             "meta":{"sent":"2026-03-01T12:00:00.000Z","result_count":1,"next_token":"n+e/x=t&"}}
            """));
    x.answerNext(
        PATH,
        Reply.of(
            200, "{\"data\":[{\"id\":\"2\",\"value\":\"dog\"}],\"meta\":{\"result_count\":1}}"));

    assertThat(get(bookOf(x).list())).extracting(Rule::value).containsExactly("cat", "dog");

    assertThat(x.requests())
        .extracting(request -> Optional.ofNullable(request.query().get("pagination_token")))
        .containsExactly(Optional.empty(), Optional.of("n+e/x=t&"));
  }

  @Test
  protected void acceptsWhatItDoesNotKnow() {
    FakeX x = serve();
    x.answerNext(
        PATH,
        Reply.of(
            200,
            """
            {"data":[{"id":1359605299078914049,"value":"cat","tag":null,"new":{"a":[1]}}],
             "meta":{"result_count":1,"new":true},"more":[]}
            """));

    assertThat(get(bookOf(x).list()))
        .containsExactly(new Rule("1359605299078914049", "cat", Optional.empty()));
  }

  /** Whoever takes it for an empty list may delete or add everything. */
  @Test
  protected void takesProblemsForNoEmptyList() {
    FakeX x = serve();
    x.answerNext(PATH, Reply.of(200, "{\"errors\":[{\"title\":\"Service Unavailable\"}]}"));

    assertThat(failure(bookOf(x).list()).getMessage()).isNotBlank();
  }

  @Test
  protected void failsOnAnAnswerThatCannotBeRead() {
    FakeX x = serve();
    String page = "<html>welcome to our hotel's network</html>";
    x.answerNext(PATH, Reply.of(200, page));
    x.answerNext(PATH, Reply.of(200, page));
    RuleBook book = bookOf(x);

    assertThat(failure(book.list()).getMessage()).isNotBlank();
    assertThat(failure(book.delete(List.of("1"))).getMessage()).isNotBlank();
  }

  /** X's sources do not agree on the status of a change of which nothing was carried out. */
  @Test
  protected void tellsWhyNoRuleWasAddedWhateverTheStatus() {
    for (int status : List.of(200, 201, 400, 422)) {
      FakeX x = serve(FakeX.builder().withRule("cat", "cats").nothingAddedStatus(status));

      RuleChange change = get(bookOf(x).add(List.of(draft("cat", "again"))));

      assertThat(change.unchanged()).as("after status %s", status).isEqualTo(1);
      assertThat(change.problems().get(0).typeSuffix()).contains("duplicate-rules");
    }
  }

  @Test
  protected void sendsWhatItIsAskedFor() {
    FakeX x = serve();
    Rule cats = x.rules().get(0);
    RuleBook book = bookOf(x);

    RuleChange added = get(book.add(List.of(draft("dog", "dogs"))));
    assertThat(x.rules()).containsExactly(cats, added.added().get(0));

    get(book.delete(List.of(cats.id())));
    assertThat(x.rules()).isEqualTo(added.added());
  }
}
