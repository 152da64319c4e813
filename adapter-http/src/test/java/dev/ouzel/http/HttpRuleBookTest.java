package dev.ouzel.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ouzel.post.Problem;
import dev.ouzel.rule.Rule;
import dev.ouzel.rule.RuleBook;
import dev.ouzel.rule.RuleChange;
import dev.ouzel.rule.RuleCounts;
import dev.ouzel.stream.RateLimit;
import dev.ouzel.stream.Refusal;
import dev.ouzel.stream.RequestFailed;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpRuleBookTest {
  private static final String INVALID_RULE =
      """
      {"meta":{"sent":"2022-10-21T02:28:50.784Z","summary":{"created":0,"not_created":1,"valid":0,"invalid":1}},
       "errors":[{"value":"--b","details":["Rules must contain a non-negation term (at position 1)","Rules must contain at least one positive, non-stopword clause (at position 1)"],"title":"UnprocessableEntity","type":"https://api.twitter.com/2/problems/invalid-rules"}]}
      """;

  private final RawX x = new RawX();
  private final HttpRuleBook book = new HttpRuleBook(x.requests());

  @AfterEach
  void close() {
    x.close();
  }

  @Test
  void listsTheRulesOfEveryPage() {
    x.answer(
        200,
        """
        {"data":[{"id":"1273026480692322304","value":"cat has:images","tag":"cats"},
                 {"id":1359605299078914049,"value":"dog","tag":null}],
         "meta":{"sent":"2020-08-26T20:12:54.519Z","result_count":2,"next_token":"more"}}
        """);
    x.answer(
        200,
        """
        {"data":[{"id":"3","value":"bird","new":{}},{"value":"no id"},{"id":"4"},null],
         "meta":{"result_count":1}}
        """);

    assertThat(RawX.get(book.list()))
        .containsExactly(
            new Rule("1273026480692322304", "cat has:images", Optional.of("cats")),
            new Rule("1359605299078914049", "dog", Optional.empty()),
            new Rule("3", "bird", Optional.empty()));
    assertThat(x.asked().get(0).head().query()).isEqualTo("max_results=1000");
    assertThat(x.asked().get(1).parameter("pagination_token")).isEqualTo("more");
  }

  @Test
  void listsNoRulesWhenThereIsNoData() {
    x.answer(200, "{\"meta\":{\"sent\":\"2020-08-26T20:12:54.519Z\",\"result_count\":0}}");

    assertThat(RawX.get(book.list())).isEmpty();
  }

  @Test
  void doesNotTakeProblemsForAnEmptyList() {
    x.answer(200, "{\"errors\":[{\"title\":\"Service Unavailable\"}]}");

    assertThat(failure(book.list())).hasMessageEndingWith("Service Unavailable");
  }

  @Test
  void givesUpOnAListWithoutEnd() {
    for (int page = 0; page < 101; page++) {
      x.answer(
          200, "{\"data\":[{\"id\":\"1\",\"value\":\"cat\"}],\"meta\":{\"next_token\":\"t\"}}");
    }

    assertThat(failure(book.list())).hasMessageContaining("does not end after 100 pages");
    assertThat(x.asked()).hasSize(100);
  }

  @Test
  void failsWhenTheListIsRefused() {
    x.answer(401, "{\"title\":\"Unauthorized\",\"type\":\"about:blank\",\"status\":401}");

    assertThat(failure(book.list()).refusal().map(Refusal::kind))
        .contains(Refusal.Kind.UNAUTHORIZED);
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 201})
  void addsRules(int status) {
    x.answer(
        status,
        """
        {"data":[{"id":"1","value":"cat \\"é\\"\\n","tag":"t\\\\"},{"id":"2","value":"dog"}],
         "meta":{"sent":"2024-01-15T10:30:00.000Z",
                 "summary":{"created":2,"not_created":0,"valid":2,"invalid":0}}}
        """);

    RuleChange change =
        RawX.get(
            book.add(
                List.of(
                    new Rule.Draft("cat \"é\"\n", Optional.of("t\\")),
                    new Rule.Draft("dog", Optional.empty()))));

    assertThat(change)
        .isEqualTo(
            new RuleChange(
                List.of(
                    new Rule("1", "cat \"é\"\n", Optional.of("t\\")),
                    new Rule("2", "dog", Optional.empty())),
                2,
                0,
                List.of()));
    assertThat(x.asked().get(0).head().getHeader("content-type")).isEqualTo("application/json");
    assertThat(x.asked().get(0).body().toJsonObject())
        .isEqualTo(
            new JsonObject(
                """
                {"add":[{"value":"cat \\"é\\"\\n","tag":"t\\\\"},{"value":"dog"}]}
                """));
  }

  @Test
  void tellsWhichRulesWereNotAdded() {
    x.answer(
        201,
        """
        {"data":[{"id":"1","value":"dog"}],
         "meta":{"summary":{"created":1,"not_created":1,"valid":1,"invalid":1}},
         "errors":[{"value":"cat","id":"1605612339621163008","title":"DuplicateRule","type":"https://api.twitter.com/2/problems/duplicate-rules"}]}
        """);

    RuleChange change = RawX.get(book.add(drafts(2)));

    assertThat(change.added()).hasSize(1);
    assertThat(change.changed()).isEqualTo(1);
    assertThat(change.unchanged()).isEqualTo(1);
    assertThat(change.problems())
        .containsExactly(
            Problem.builder()
                .value("cat")
                .resourceId("1605612339621163008")
                .title("DuplicateRule")
                .type("https://api.twitter.com/2/problems/duplicate-rules")
                .build());
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 201, 400, 422})
  void tellsWhyNoRuleWasAddedWhateverTheStatus(int status) {
    x.answer(status, INVALID_RULE);

    RuleChange change = RawX.get(book.add(drafts(1)));

    assertThat(change.added()).isEmpty();
    assertThat(change.changed()).isZero();
    assertThat(change.unchanged()).isEqualTo(1);
    assertThat(change.problems().get(0).details()).hasSize(2);
    assertThat(change.problems().get(0).value()).contains("--b");
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 403, 422})
  void failsWhenRefusedWithoutASummary(int status) {
    x.answer(
        status,
        """
        {"title":"RulesCapExceeded","type":"https://api.x.com/2/problems/rule-cap","detail":"Too many"}
        """);

    Refusal refusal = failure(book.add(drafts(1))).refusal().orElseThrow();

    assertThat(refusal.status()).isEqualTo(status);
    assertThat(refusal.problems().get(0).typeSuffix()).contains("rule-cap");
  }

  @Test
  void failsWhenASuccessDoesNotTellWhatBecameOfTheChange() {
    x.answer(201, "{\"data\":[{\"id\":\"1\",\"value\":\"cat\"}]}");

    assertThat(failure(book.add(drafts(1)))).hasMessageStartingWith("X answered 201, but not with");
  }

  @Test
  void addsManyRulesInLots() {
    x.answer(201, created(RuleBook.MOST_AT_ONCE, 0)).answer(201, created(49, 1));

    RuleChange change = RawX.get(book.add(drafts(RuleBook.MOST_AT_ONCE + 50)));

    assertThat(change.added()).hasSize(RuleBook.MOST_AT_ONCE + 49);
    assertThat(change.changed()).isEqualTo(RuleBook.MOST_AT_ONCE + 49);
    assertThat(change.unchanged()).isEqualTo(1);
    assertThat(change.problems()).hasSize(1);
    assertThat(x.asked())
        .extracting(asked -> asked.body().toJsonObject().getJsonArray("add").size())
        .containsExactly(RuleBook.MOST_AT_ONCE, 50);
    assertThat(x.asked().get(1).body().toString()).contains("\"rule 100\"");
  }

  @Test
  void tellsWhatWasDoneBeforeALaterLotWasRefused() {
    x.answer(201, created(RuleBook.MOST_AT_ONCE, 0))
        .answer(429, "{\"title\":\"Too Many Requests\"}");

    RuleChange change = RawX.get(book.add(drafts(3 * RuleBook.MOST_AT_ONCE)));

    assertThat(change.added()).hasSize(RuleBook.MOST_AT_ONCE);
    assertThat(change.changed()).isEqualTo(RuleBook.MOST_AT_ONCE);
    assertThat(change.unchanged()).isEqualTo(2 * RuleBook.MOST_AT_ONCE);
    assertThat(change.problems()).singleElement().asString().contains("Too Many Requests");
    assertThat(x.asked()).hasSize(2);
  }

  @Test
  void failsWhenTheFirstLotIsRefused() {
    x.answer(429, "{\"title\":\"Too Many Requests\"}");

    assertThat(failure(book.add(drafts(300))).refusal().map(Refusal::kind))
        .contains(Refusal.Kind.RATE_LIMITED);
    assertThat(x.asked()).hasSize(1);
  }

  @Test
  void deletesRulesAndTellsWhichItCouldNot() {
    x.answer(
        200,
        """
        {"meta":{"sent":"2024-01-15T10:30:00.000Z","summary":{"deleted":1,"not_deleted":1}},
         "errors":[{"errors":[{"parameters":{"id":["2"]},"message":"Rule does not exist"}],
           "title":"Invalid Request","detail":"One or more parameters to your request was invalid.",
           "type":"https://api.twitter.com/2/problems/invalid-request"}]}
        """);

    RuleChange change = RawX.get(book.delete(List.of("1", "2")));

    assertThat(change.added()).isEmpty();
    assertThat(change.changed()).isEqualTo(1);
    assertThat(change.unchanged()).isEqualTo(1);
    assertThat(change.problems()).hasSize(2);
    assertThat(change.problems().get(1).value()).contains("2");
    assertThat(x.asked().get(0).body().toString())
        .isEqualTo("{\"delete\":{\"ids\":[\"1\",\"2\"]}}");
  }

  @Test
  void asksNothingToChangeNothing() {
    assertThat(RawX.get(book.add(List.of()))).isEqualTo(RuleChange.none());
    assertThat(RawX.get(book.validate(List.of()))).isEqualTo(RuleChange.none());
    assertThat(RawX.get(book.delete(List.of()))).isEqualTo(RuleChange.none());
    assertThat(x.asked()).isEmpty();
  }

  @Test
  void validatesInLotsOfDryRuns() {
    x.answer(201, created(RuleBook.MOST_AT_ONCE, 0)).answer(201, created(0, 1));

    RuleChange change = RawX.get(book.validate(drafts(RuleBook.MOST_AT_ONCE + 1)));

    assertThat(change.changed()).isEqualTo(RuleBook.MOST_AT_ONCE);
    assertThat(change.problems()).hasSize(1);
    assertThat(x.asked())
        .allSatisfy(asked -> assertThat(asked.head().query()).isEqualTo("dry_run=true"));
  }

  @Test
  void tellsWhatXSaidOfTheRateLimitLast() {
    x.answer(
            response ->
                response
                    .setStatusCode(201)
                    .putHeader("x-rate-limit-remaining", "7")
                    .end(created(RuleBook.MOST_AT_ONCE, 0)))
        .answer(
            response ->
                response
                    .setStatusCode(429)
                    .putHeader("x-rate-limit-limit", "100")
                    .putHeader("x-rate-limit-remaining", "0")
                    .putHeader("x-rate-limit-reset", "1772366400")
                    .end("{}"));

    RuleChange change = RawX.get(book.add(drafts(RuleBook.MOST_AT_ONCE + 1)));

    assertThat(change.changed()).isEqualTo(RuleBook.MOST_AT_ONCE);
    assertThat(change.rateLimit())
        .isEqualTo(
            new RateLimit(
                OptionalInt.of(100),
                OptionalInt.of(0),
                Optional.of(Instant.ofEpochSecond(1772366400))));
  }

  /** X's two descriptions do not agree. */
  @ParameterizedTest
  @ValueSource(strings = {"1000", "\"1000\""})
  void countsWhetherXWritesNumbersOrTexts(String thousand) {
    x.answer(
        200,
        """
        {"data":{"cap_per_client_app":%1$s,"cap_per_project":%1$s,
          "client_app_rules_count":{"client_app_id":"7","rule_count":3},"project_rules_count":"4"}}
        """
            .formatted(thousand));

    RuleCounts counts = RawX.get(book.counts());

    OptionalInt cap = OptionalInt.of(1000);
    assertThat(counts).isEqualTo(new RuleCounts(OptionalInt.of(3), cap, OptionalInt.of(4), cap));
    assertThat(x.asked().get(0).head().path()).endsWith("/rules/counts");
  }

  @Test
  void failsWhenCountsAreRefusedOrCannotBeRead() {
    x.answer(403, "{\"title\":\"Forbidden\"}").answer(200, "[]");

    assertThat(failure(book.counts()).refusal().map(Refusal::kind))
        .contains(Refusal.Kind.FORBIDDEN);
    assertThat(failure(book.counts())).hasMessageStartingWith("X answered 200, but not with");
  }

  private static List<Rule.Draft> drafts(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> new Rule.Draft("rule " + i, Optional.empty()))
        .toList();
  }

  private static String created(int created, int notCreated) {
    JsonArray data = new JsonArray();
    for (int i = 0; i < created; i++) {
      data.add(new JsonObject().put("id", "" + i).put("value", "rule " + i));
    }
    JsonObject summary = new JsonObject().put("created", created).put("not_created", notCreated);
    JsonObject body =
        new JsonObject().put("data", data).put("meta", new JsonObject().put("summary", summary));
    if (notCreated > 0) {
      body.put("errors", new JsonArray().add(new JsonObject().put("title", "DuplicateRule")));
    }
    return body.encode();
  }

  private static RequestFailed failure(CompletionStage<?> stage) {
    return catchThrowableOfType(RequestFailed.class, () -> RawX.get(stage));
  }
}
