package dev.ouzel.http;

import dev.ouzel.post.Payload;
import dev.ouzel.stream.Refusal;
import dev.ouzel.stream.RequestFailed;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientConnection;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.ext.web.client.HttpRequest;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.client.WebClientOptions;
import io.vertx.ext.web.client.impl.ClientPhase;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Asks X one question at a time, with the app's token, in bounded time and memory. Redirects are
 * answers like any other: the token goes nowhere else. Futures fail with {@link RequestFailed}
 * only, when no answer came. Each request has a connection of its own, so that none fails because X
 * had meanwhile closed one that was kept. Safe for use by several threads.
 */
final class Requests {
  /** How long an answer may take, from asking to the last byte of its body. */
  static final Duration TIMEOUT = Duration.ofSeconds(30);

  /**
   * The longest body that is read, after decompression. X's longest is a page of 1,000 rules of
   * 2,048 characters each, which need up to 4 bytes, and their tags.
   */
  static final int MOST_BODY_BYTES = 16 * 1024 * 1024;

  /** X tells its time in whole seconds, which on average are half of one old. */
  private static final long HALF_A_SECOND = 500;

  /** Without a user agent besides ours. */
  private static final WebClientOptions PLAIN = new WebClientOptions().setUserAgentEnabled(false);

  private final Connector connector;
  private final XClientSettings settings;
  private final Duration timeout;

  Requests(Connector connector, XClientSettings settings) {
    this(connector, settings, TIMEOUT);
  }

  Requests(Connector connector, XClientSettings settings, Duration timeout) {
    this.connector = connector;
    this.settings = settings;
    this.timeout = timeout;
  }

  /**
   * What X answered, whatever its status.
   *
   * @param status the HTTP status
   * @param headers the headers
   * @param body the body, empty when there was none
   */
  record Answer(int status, MultiMap headers, Buffer body) {
    boolean isSuccess() {
      return status >= 200 && status < 300;
    }

    Payload payload() {
      byte[] bytes = body.getBytes();
      return Payload.wrap(bytes, 0, bytes.length);
    }

    Refusal refusal() {
      return Refusals.of(status, headers, body);
    }

    /** What this answer is for whoever asked for something else: a refusal, or unreadable. */
    <T> Future<T> failure() {
      Refusal refusal = refusal();
      return Future.failedFuture(
          isSuccess()
              ? RequestFailed.unreachable(
                  "X answered %d, but not with what it documents: %s"
                      .formatted(status, refusal.words()))
              : RequestFailed.refused(refusal));
    }
  }

  /** Asks with GET. The query's values are encoded here. */
  Future<Answer> get(String path, Map<String, String> query) {
    return ask(HttpMethod.GET, path, query, Optional.empty());
  }

  /** Asks for one rule, of which X allows the most requests that it documents a limit for. */
  Future<Probe> probe() {
    return get(HttpRuleBook.PATH, Map.of("max_results", "1"))
        .map(
            answer ->
                new Probe(
                    Refusals.date(answer.headers())
                        .map(
                            date ->
                                Duration.between(date.plusMillis(HALF_A_SECOND), Instant.now())),
                    Refusals.rateLimit(answer.headers()),
                    answer.isSuccess() ? Optional.empty() : Optional.of(answer.refusal())));
  }

  /** Asks with POST and a JSON document. The query's values are encoded here. */
  Future<Answer> post(String path, Map<String, String> query, String json) {
    return ask(HttpMethod.POST, path, query, Optional.of(json));
  }

  /** Asks with DELETE. */
  Future<Answer> delete(String path) {
    return ask(HttpMethod.DELETE, path, Map.of(), Optional.empty());
  }

  /** Asks with DELETE and a JSON document. */
  Future<Answer> delete(String path, String json) {
    return ask(HttpMethod.DELETE, path, Map.of(), Optional.of(json));
  }

  private Future<Answer> ask(
      HttpMethod method, String path, Map<String, String> query, Optional<String> json) {
    RequestOptions head;
    try {
      head = head(method, target(settings, path, query), settings);
      json.ifPresent(document -> head.putHeader("content-type", "application/json"));
    } catch (RuntimeException noToken) {
      return failed(method, path, Objects.toString(noToken.getMessage(), noToken.toString()));
    }
    Future<HttpClientConnection> connection = connector.connect();
    return connection
        .compose(made -> answer(made, head, json))
        .timeout(timeout.toMillis(), TimeUnit.MILLISECONDS)
        .eventually(() -> closed(connection))
        .recover(failure -> failed(method, path, words(failure)));
  }

  private Future<Answer> answer(
      HttpClientConnection made, RequestOptions head, Optional<String> json) {
    // Failures reach whoever asks. Vert.x would log them besides.
    made.exceptionHandler(known -> {});
    HttpRequest<Buffer> request = over(made).request(head).as(new BoundedBody(MOST_BODY_BYTES));
    return json.map(document -> request.sendBuffer(Buffer.buffer(document)))
        .orElseGet(request::send)
        .map(Requests::answer);
  }

  /** A Web Client that asks over this connection, where it would otherwise make one itself. */
  private WebClient over(HttpClientConnection made) {
    return WebClient.wrap(connector.client(), PLAIN)
        .addInterceptor(
            step -> {
              if (step.phase() == ClientPhase.CREATE_REQUEST) {
                made.request(step.requestOptions()).onComplete(step::sendRequest, step::fail);
              } else {
                step.next();
              }
            });
  }

  private static Answer answer(HttpResponse<Buffer> response) {
    return new Answer(response.statusCode(), response.headers(), response.body());
  }

  /** Closes it, or makes sure that it is closed should it come about. Nobody waits for it. */
  private static Future<Void> closed(Future<HttpClientConnection> connection) {
    connection.onSuccess(HttpClientConnection::close);
    return Future.succeededFuture();
  }

  /** What to ask for: the path behind the base URL's, and the query, encoded. */
  static String target(XClientSettings settings, String path, Map<String, String> query) {
    String base = settings.baseUri().getRawPath().replaceFirst("/+$", "");
    String parameters =
        query.entrySet().stream()
            .map(parameter -> parameter.getKey() + "=" + encoded(parameter.getValue()))
            .collect(Collectors.joining("&"));
    return base + path + (parameters.isEmpty() ? "" : "?" + parameters);
  }

  private static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }

  /** A request with the app's token; fails when there is none that can be sent. */
  static RequestOptions head(HttpMethod method, String target, XClientSettings settings) {
    return new RequestOptions()
        .setMethod(method)
        .setURI(target)
        .setFollowRedirects(false)
        .putHeader("host", Server.of(settings.baseUri()).authority())
        .putHeader("authorization", authorization(settings.token()))
        .putHeader("user-agent", settings.userAgent());
  }

  /** The header's value. Fails without showing a token that no header can carry. */
  private static String authorization(Supplier<String> token) {
    String value = token.get();
    if (value.isEmpty()) {
      throw new IllegalArgumentException("the bearer token is empty");
    }
    if (!value.chars().allMatch(character -> character > ' ' && character <= '~')) {
      throw new IllegalArgumentException(
          "the bearer token holds a space, a line break or another character that no token has");
    }
    return "Bearer " + value;
  }

  private String words(Throwable failure) {
    return failure instanceof TimeoutException
        ? "no answer from " + connector.server() + " within " + timeout.toMillis() / 1e3 + " s"
        : connector.detail(failure);
  }

  private static <T> Future<T> failed(HttpMethod method, String path, String detail) {
    return Future.failedFuture(RequestFailed.unreachable(method + " " + path + ": " + detail));
  }
}
