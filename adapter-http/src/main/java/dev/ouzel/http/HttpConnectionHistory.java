package dev.ouzel.http;

import static dev.ouzel.stream.StreamEndpoint.FILTERED;

import dev.ouzel.connection.ConnectionField;
import dev.ouzel.connection.ConnectionHistory;
import dev.ouzel.connection.ConnectionPage;
import dev.ouzel.connection.ConnectionQuery;
import dev.ouzel.connection.Terminated;
import dev.ouzel.connection.Termination;
import dev.ouzel.http.Requests.Answer;
import dev.ouzel.http.json.ConnectionJson;
import dev.ouzel.http.json.TerminationJson;
import io.vertx.core.Future;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * X's connection history over {@code /2/connections}. X has spelt the filtered stream in two ways:
 * a request that names it and is answered with 400 is made once more in the other spelling, and the
 * one that worked is used from then on. Safe for use by several threads.
 */
final class HttpConnectionHistory implements ConnectionHistory {
  private static final String PATH = "/2/connections";
  private static final String NEW_SPELLING = FILTERED.wireName();
  private static final String OLD_SPELLING = "filter_stream";
  private static final int BAD_REQUEST = 400;

  private final Requests requests;
  private volatile String spelling = NEW_SPELLING;

  HttpConnectionHistory(Requests requests) {
    this.requests = requests;
  }

  @Override
  public CompletionStage<ConnectionPage> page(ConnectionQuery query) {
    Function<String, Future<Answer>> ask = name -> requests.get(PATH, parameters(query, name));
    return (query.endpoints().contains(FILTERED) ? inEitherSpelling(ask) : ask.apply(spelling))
        .compose(HttpConnectionHistory::page)
        .toCompletionStage();
  }

  @Override
  public CompletionStage<Terminated> terminate(Termination what) {
    return answer(what)
        .compose(
            answer ->
                answer.isSuccess()
                    ? Future.succeededFuture(TerminationJson.read(answer.payload()))
                    : answer.<Terminated>failure())
        .toCompletionStage();
  }

  private Future<Answer> answer(Termination what) {
    if (what instanceof Termination.OfIds some) {
      return requests.delete(PATH, TerminationJson.write(some.ids()));
    }
    if (what instanceof Termination.OfEndpoint one) {
      Function<String, Future<Answer>> ask = name -> requests.delete(PATH + "/" + name);
      return one.endpoint() == FILTERED
          ? inEitherSpelling(ask)
          : ask.apply(one.endpoint().wireName());
    }
    return requests.delete(PATH + "/all");
  }

  /** The answer in the usual spelling, or in the other where X refuses the usual and takes that. */
  private Future<Answer> inEitherSpelling(Function<String, Future<Answer>> ask) {
    String usual = spelling;
    return ask.apply(usual)
        .compose(
            answer ->
                answer.status() == BAD_REQUEST
                    ? inTheOtherSpelling(ask, otherThan(usual), answer)
                    : Future.succeededFuture(answer));
  }

  private Future<Answer> inTheOtherSpelling(
      Function<String, Future<Answer>> ask, String other, Answer refusal) {
    return ask.apply(other)
        .map(
            answer -> {
              if (!answer.isSuccess()) {
                return refusal;
              }
              spelling = other;
              return answer;
            })
        .otherwise(refusal);
  }

  private static String otherThan(String asked) {
    return asked.equals(NEW_SPELLING) ? OLD_SPELLING : NEW_SPELLING;
  }

  private static Future<ConnectionPage> page(Answer answer) {
    return answer.isSuccess()
        ? ConnectionJson.read(answer.payload())
            .map(Future::succeededFuture)
            .orElseGet(answer::failure)
        : answer.failure();
  }

  private static Map<String, String> parameters(ConnectionQuery query, String spelling) {
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put("status", query.status().wireName());
    parameters.put("max_results", Integer.toString(query.maxResults()));
    if (!query.endpoints().isEmpty()) {
      parameters.put(
          "endpoints",
          query.endpoints().stream()
              .map(endpoint -> endpoint == FILTERED ? spelling : endpoint.wireName())
              .collect(Collectors.joining(",")));
    }
    if (!query.fields().isEmpty()) {
      parameters.put(
          "connection.fields",
          query.fields().stream().map(ConnectionField::wireName).collect(Collectors.joining(",")));
    }
    query.paginationToken().ifPresent(token -> parameters.put("pagination_token", token));
    return parameters;
  }
}
