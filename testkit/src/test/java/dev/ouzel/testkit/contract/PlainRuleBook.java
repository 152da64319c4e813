package dev.ouzel.testkit.contract;

import dev.ouzel.post.Problem;
import dev.ouzel.rule.Rule;
import dev.ouzel.rule.RuleBook;
import dev.ouzel.rule.RuleChange;
import dev.ouzel.rule.RuleCounts;
import dev.ouzel.stream.RequestFailed;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The plainest rule book that keeps the contract. */
final class PlainRuleBook implements RuleBook {
  private static final String PATH = "/2/tweets/search/stream/rules";

  private final PlainRequests requests;

  PlainRuleBook(URI baseUrl, Supplier<String> token) {
    this.requests = new PlainRequests(baseUrl, token);
  }

  @Override
  public CompletionStage<List<Rule>> list() {
    return pages(PATH, List.of());
  }

  private CompletableFuture<List<Rule>> pages(String target, List<Rule> before) {
    return requests
        .send(target, HttpRequest.Builder::GET)
        .thenApply(PlainRequests::document)
        .thenCompose(
            page -> {
              List<Rule> rules = new ArrayList<>(before);
              rules.addAll(rules(page));
              String next = page.getJsonObject("meta", new JsonObject()).getString("next_token");
              if (rules.isEmpty() && page.containsKey("errors")) {
                throw RequestFailed.unreachable("X sent problems in place of the rules");
              }
              return next == null
                  ? CompletableFuture.completedFuture(rules)
                  : pages(
                      PATH + "?pagination_token=" + URLEncoder.encode(next, StandardCharsets.UTF_8),
                      rules);
            });
  }

  private static List<Rule> rules(JsonObject answer) {
    return answer.getJsonArray("data", new JsonArray()).stream()
        .map(JsonObject.class::cast)
        .map(
            rule ->
                new Rule(
                    rule.getValue("id").toString(),
                    rule.getString("value"),
                    Optional.ofNullable(rule.getString("tag"))))
        .toList();
  }

  @Override
  public CompletionStage<RuleChange> add(List<Rule.Draft> drafts) {
    return drafts.isEmpty() ? nothing() : change(PATH, addition(drafts));
  }

  @Override
  public CompletionStage<RuleChange> validate(List<Rule.Draft> drafts) {
    return drafts.isEmpty() ? nothing() : change(PATH + "?dry_run=true", addition(drafts));
  }

  private static JsonObject addition(List<Rule.Draft> drafts) {
    JsonArray rules = new JsonArray();
    drafts.forEach(
        draft ->
            rules.add(
                new JsonObject().put("value", draft.value()).put("tag", draft.tag().orElse(null))));
    return new JsonObject().put("add", rules);
  }

  @Override
  public CompletionStage<RuleChange> delete(List<String> ids) {
    JsonObject which = new JsonObject().put("ids", new JsonArray(ids));
    return ids.isEmpty() ? nothing() : change(PATH, new JsonObject().put("delete", which));
  }

  private static CompletionStage<RuleChange> nothing() {
    return CompletableFuture.completedFuture(RuleChange.none());
  }

  private CompletionStage<RuleChange> change(String target, JsonObject body) {
    return requests
        .send(target, it -> it.POST(BodyPublishers.ofString(body.encode())))
        .thenApply(PlainRuleBook::outcome);
  }

  @Override
  public CompletionStage<RuleCounts> counts() {
    return requests
        .send(PATH + "/counts", HttpRequest.Builder::GET)
        .thenApply(PlainRequests::document)
        .thenApply(answer -> answer.getJsonObject("data"))
        .thenApply(
            data ->
                new RuleCounts(
                    count(data.getJsonObject("client_app_rules_count"), "rule_count"),
                    count(data, "cap_per_client_app"),
                    count(data, "project_rules_count"),
                    count(data, "cap_per_project")));
  }

  private static OptionalInt count(JsonObject counts, String name) {
    return counts == null || !counts.containsKey(name)
        ? OptionalInt.empty()
        : OptionalInt.of(Integer.parseInt(counts.getValue(name).toString()));
  }

  private static RuleChange outcome(HttpResponse<String> response) {
    JsonObject answer =
        PlainRequests.json(response)
            .filter(it -> it.containsKey("meta"))
            .orElseThrow(() -> PlainRequests.refused(response));
    JsonObject summary = answer.getJsonObject("meta").getJsonObject("summary");
    return new RuleChange(
        rules(answer),
        summary.getInteger("created", 0) + summary.getInteger("deleted", 0),
        summary.getInteger("not_created", 0) + summary.getInteger("not_deleted", 0),
        answer.getJsonArray("errors", new JsonArray()).stream()
            .flatMap(error -> problems((JsonObject) error))
            .toList(),
        PlainRequests.rateLimit(response));
  }

  private static Stream<Problem> problems(JsonObject error) {
    Problem problem =
        Problem.builder()
            .type(Optional.ofNullable(error.getString("type")))
            .value(Optional.ofNullable(error.getString("value")))
            .resourceId(Optional.ofNullable(error.getString("id")))
            .details(
                error.getJsonArray("details", new JsonArray()).stream()
                    .map(Object::toString)
                    .toList())
            .build();
    Stream<Problem> within =
        error.getJsonArray("errors", new JsonArray()).stream()
            .map(JsonObject.class::cast)
            .flatMap(each -> each.getJsonObject("parameters").stream())
            .flatMap(parameter -> ((JsonArray) parameter.getValue()).stream())
            .map(value -> Problem.builder().value(value.toString()).build());
    return Stream.concat(Stream.of(problem), within);
  }
}
