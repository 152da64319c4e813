package dev.ouzel.http;

import dev.ouzel.http.Requests.Answer;
import dev.ouzel.http.json.RuleJson;
import dev.ouzel.post.Problem;
import dev.ouzel.rule.Rule;
import dev.ouzel.rule.RuleBook;
import dev.ouzel.rule.RuleChange;
import dev.ouzel.rule.RuleCounts;
import dev.ouzel.stream.RateLimit;
import dev.ouzel.stream.Refusal;
import dev.ouzel.stream.RequestFailed;
import io.vertx.core.Future;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * X's rules over {@code /2/tweets/search/stream/rules}. A long change goes to X in lots, one after
 * the other. When the first fails as a whole, the change fails; when a later one does, no more are
 * sent, and the change tells what was done before, counts the rest as unchanged and gives the
 * reason as a problem. A lot that got no answer X may have carried out all the same.
 */
final class HttpRuleBook implements RuleBook {
  /** The most rules on a page, which is also X's default (OpenAPI 2.167). */
  private static final int MOST_RESULTS = 1_000;

  /** The most pages read: four times what X's largest plan is documented to hold. */
  private static final int MOST_PAGES = 100;

  static final String PATH = "/2/tweets/search/stream/rules";
  private static final Map<String, String> DRY_RUN = Map.of("dry_run", "true");

  private static final Map<String, String> COUNTS =
      Map.of(
          "rules_count.fields",
          "cap_per_client_app,cap_per_project,client_app_rules_count,project_rules_count");

  private final Requests requests;

  HttpRuleBook(Requests requests) {
    this.requests = requests;
  }

  @Override
  public CompletionStage<List<Rule>> list() {
    Map<String, String> query = Map.of("max_results", Integer.toString(MOST_RESULTS));
    return pages(query, List.of(), MOST_PAGES).toCompletionStage();
  }

  /** The rules before, and those of the page that the query asks for and of the pages after it. */
  private Future<List<Rule>> pages(Map<String, String> query, List<Rule> before, int pagesLeft) {
    if (pagesLeft == 0) {
      return Future.failedFuture(
          RequestFailed.unreachable(
              "X's list of rules does not end after " + MOST_PAGES + " pages"));
    }
    return requests
        .get(PATH, query)
        .compose(HttpRuleBook::page)
        .compose(
            page -> {
              List<Rule> rules = concat(before, page.rules());
              return page.nextToken()
                  .map(token -> pages(withToken(query, token), rules, pagesLeft - 1))
                  .orElseGet(() -> Future.succeededFuture(rules));
            });
  }

  /** A page of problems alone is a refusal: taken for an empty list, it would mean "no rules". */
  private static Future<RuleJson.Page> page(Answer answer) {
    return RuleJson.readPage(answer.payload())
        .filter(page -> answer.isSuccess())
        .filter(page -> !page.rules().isEmpty() || page.problems().isEmpty())
        .map(Future::succeededFuture)
        .orElseGet(answer::failure);
  }

  private static Map<String, String> withToken(Map<String, String> query, String token) {
    Map<String, String> next = new LinkedHashMap<>(query);
    next.put("pagination_token", token);
    return next;
  }

  @Override
  public CompletionStage<RuleChange> add(List<Rule.Draft> rules) {
    return inLots(List.copyOf(rules), lot -> ask(Map.of(), RuleJson.writeAdd(lot)))
        .toCompletionStage();
  }

  @Override
  public CompletionStage<RuleChange> validate(List<Rule.Draft> rules) {
    return inLots(List.copyOf(rules), lot -> ask(DRY_RUN, RuleJson.writeAdd(lot)))
        .toCompletionStage();
  }

  @Override
  public CompletionStage<RuleChange> delete(List<String> ids) {
    return inLots(List.copyOf(ids), lot -> ask(Map.of(), RuleJson.writeDelete(lot)))
        .toCompletionStage();
  }

  private Future<RuleChange> ask(Map<String, String> query, String body) {
    return requests.post(PATH, query, body).compose(HttpRuleBook::change);
  }

  private static <T> Future<RuleChange> inLots(
      List<T> items, Function<List<T>, Future<RuleChange>> request) {
    if (items.isEmpty()) {
      return Future.succeededFuture(RuleChange.none());
    }
    List<T> lot = items.subList(0, Math.min(MOST_AT_ONCE, items.size()));
    List<T> rest = items.subList(lot.size(), items.size());
    return request
        .apply(lot)
        .compose(
            done ->
                rest.isEmpty()
                    ? Future.succeededFuture(done)
                    : inLots(rest, request)
                        .otherwise(failure -> notDone(rest.size(), failure))
                        .map(more -> joined(done, more)));
  }

  /** X sums up a change even where it carried out nothing of it, and whatever the status. */
  private static Future<RuleChange> change(Answer answer) {
    RateLimit limit = Refusals.rateLimit(answer.headers());
    return RuleJson.readChange(answer.payload())
        .map(change -> Future.succeededFuture(change.withRateLimit(limit)))
        .orElseGet(answer::failure);
  }

  private static RuleChange notDone(int items, Throwable failure) {
    Problem problem = Problem.builder().detail(failure.getMessage()).build();
    Optional<Refusal> refusal =
        failure instanceof RequestFailed failed ? failed.refusal() : Optional.empty();
    return new RuleChange(
        List.of(),
        0,
        items,
        List.of(problem),
        refusal.map(Refusal::rateLimit).orElseGet(RateLimit::unknown));
  }

  private static RuleChange joined(RuleChange first, RuleChange second) {
    return new RuleChange(
        concat(first.added(), second.added()),
        first.changed() + second.changed(),
        first.unchanged() + second.unchanged(),
        concat(first.problems(), second.problems()),
        second.rateLimit());
  }

  @Override
  public CompletionStage<RuleCounts> counts() {
    return requests
        .get(PATH + "/counts", COUNTS)
        .compose(
            answer ->
                RuleJson.readCounts(answer.payload())
                    .filter(counts -> answer.isSuccess())
                    .map(Future::succeededFuture)
                    .orElseGet(answer::failure))
        .toCompletionStage();
  }

  private static <T> List<T> concat(List<T> first, List<T> second) {
    return Stream.concat(first.stream(), second.stream()).toList();
  }
}
