package dev.ouzel.http;

import static dev.ouzel.stream.StreamEndpoint.FILTERED;

import dev.ouzel.connection.ConnectionField;
import dev.ouzel.connection.ConnectionHistory;
import dev.ouzel.connection.ConnectionPage;
import dev.ouzel.connection.ConnectionQuery;
import dev.ouzel.http.Requests.Answer;
import dev.ouzel.http.json.ConnectionJson;
import io.vertx.core.Future;
import io.vertx.ext.web.client.WebClient;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;

/**
 * X's connection history over {@code GET /2/connections}. X has spelt the filtered stream in two
 * ways: a request that names it and is answered with 400 is made once more in the other spelling,
 * and the one that worked is used from then on. Safe for use by several threads.
 */
final class HttpConnectionHistory implements ConnectionHistory {
  private static final String PATH = "/2/connections";
  private static final String NEW_SPELLING = FILTERED.wireName();
  private static final String OLD_SPELLING = "filter_stream";
  private static final int BAD_REQUEST = 400;

  private final Requests requests;
  private volatile String spelling = NEW_SPELLING;

  HttpConnectionHistory(WebClient client, XClientSettings settings) {
    this.requests = new Requests(client, settings);
  }

  @Override
  public CompletionStage<ConnectionPage> page(ConnectionQuery query) {
    String asked = spelling;
    return requests
        .get(PATH, parameters(query, asked))
        .compose(
            answer ->
                answer.status() == BAD_REQUEST && query.endpoints().contains(FILTERED)
                    ? spelt(otherThan(asked), query, answer)
                    : Future.succeededFuture(answer))
        .compose(HttpConnectionHistory::page)
        .toCompletionStage();
  }

  /** The answer to the query in this spelling, or the refusal before when that is refused too. */
  private Future<Answer> spelt(String other, ConnectionQuery query, Answer refusal) {
    return requests
        .get(PATH, parameters(query, other))
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
