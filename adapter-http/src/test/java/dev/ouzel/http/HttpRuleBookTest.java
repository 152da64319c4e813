package dev.ouzel.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ouzel.post.Problem;
import dev.ouzel.rule.Rule;
import dev.ouzel.rule.RuleChange;
import dev.ouzel.stream.Refusal;
import dev.ouzel.stream.RequestFailed;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;
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
  private final HttpRuleBook book = new HttpRuleBook(x.client(), x.settings());

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
    x.answer(201, created(HttpRuleBook.LOT, 0)).answer(201, created(49, 1));

    RuleChange change = RawX.get(book.add(drafts(HttpRuleBook.LOT + 50)));

    assertThat(change.added()).hasSize(HttpRuleBook.LOT + 49);
    assertThat(change.changed()).isEqualTo(HttpRuleBook.LOT + 49);
    assertThat(change.unchanged()).isEqualTo(1);
    assertThat(change.problems()).hasSize(1);
    assertThat(x.asked())
        .extracting(asked -> asked.body().toJsonObject().getJsonArray("add").size())
        .containsExactly(HttpRuleBook.LOT, 50);
    assertThat(x.asked().get(1).body().toString()).contains("\"rule 100\"");
  }

  @Test
  void tellsWhatWasDoneBeforeALaterLotWasRefused() {
    x.answer(201, created(HttpRuleBook.LOT, 0)).answer(429, "{\"title\":\"Too Many Requests\"}");

    RuleChange change = RawX.get(book.add(drafts(3 * HttpRuleBook.LOT)));

    assertThat(change.added()).hasSize(HttpRuleBook.LOT);
    assertThat(change.changed()).isEqualTo(HttpRuleBook.LOT);
    assertThat(change.unchanged()).isEqualTo(2 * HttpRuleBook.LOT);
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
    RuleChange nothing = new RuleChange(List.of(), 0, 0, List.of());

    assertThat(RawX.get(book.add(List.of()))).isEqualTo(nothing);
    assertThat(RawX.get(book.delete(List.of()))).isEqualTo(nothing);
    assertThat(x.asked()).isEmpty();
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
