package dev.ouzel.http;

import dev.ouzel.post.Payload;
import dev.ouzel.stream.Refusal;
import dev.ouzel.stream.RequestFailed;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.client.HttpRequest;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Asks X one question at a time, with the app's token, in bounded time and memory. Redirects are
 * answers like any other: the token goes nowhere else. Futures fail with {@link RequestFailed}
 * only, when no answer came. Safe for use by several threads.
 *
 * <p>The client must close connections that stand idle, since an answer that is given up can leave
 * one behind.
 */
final class Requests {
  /** How long an answer may take, from asking to the last byte of its body. */
  static final Duration TIMEOUT = Duration.ofSeconds(30);

  /**
   * The longest body that is read, after decompression. X's longest is a page of 1,000 rules of
   * 2,048 characters each, which need up to 4 bytes, and their tags.
   */
  static final int MOST_BODY_BYTES = 16 * 1024 * 1024;

  private final WebClient client;
  private final XClientSettings settings;
  private final Duration timeout;

  Requests(WebClient client, XClientSettings settings) {
    this(client, settings, TIMEOUT);
  }

  Requests(WebClient client, XClientSettings settings, Duration timeout) {
    this.client = client;
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

    /** What this answer is for whoever asked for something else: a refusal, or unreadable. */
    <T> Future<T> failure() {
      Refusal refusal = Refusals.of(status, headers, body);
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
    return ask(
        HttpMethod.GET,
        path,
        request -> {
          query.forEach(request::addQueryParam);
          return request.send();
        });
  }

  /** Asks with POST and a JSON document. The query's values are encoded here. */
  Future<Answer> post(String path, Map<String, String> query, String json) {
    return ask(
        HttpMethod.POST,
        path,
        request -> {
          query.forEach(request::addQueryParam);
          return sendJson(request, json);
        });
  }

  /** Asks with DELETE. */
  Future<Answer> delete(String path) {
    return ask(HttpMethod.DELETE, path, HttpRequest::send);
  }

  /** Asks with DELETE and a JSON document. */
  Future<Answer> delete(String path, String json) {
    return ask(HttpMethod.DELETE, path, request -> sendJson(request, json));
  }

  private static Future<HttpResponse<Buffer>> sendJson(HttpRequest<Buffer> request, String json) {
    return request.putHeader("content-type", "application/json").sendBuffer(Buffer.buffer(json));
  }

  private Future<Answer> ask(
      HttpMethod method,
      String path,
      Function<HttpRequest<Buffer>, Future<HttpResponse<Buffer>>> send) {
    BoundedBody body = new BoundedBody(MOST_BODY_BYTES);
    Promise<HttpResponse<Buffer>> response = Promise.promise();
    body.result().onFailure(response::tryFail);
    try {
      send.apply(request(method, path).as(body))
          .onSuccess(response::tryComplete)
          .onFailure(response::tryFail);
    } catch (RuntimeException failure) {
      return failed(method, path, Objects.toString(failure.getMessage(), failure.toString()));
    }
    return response
        .future()
        .timeout(timeout.toMillis(), TimeUnit.MILLISECONDS)
        .onFailure(failure -> body.stop())
        .map(Requests::answer)
        .recover(failure -> failed(method, path, words(failure)));
  }

  private HttpRequest<Buffer> request(HttpMethod method, String path) {
    return client
        .requestAbs(method, settings.baseUri().toString().replaceFirst("/+$", "") + path)
        .putHeader("authorization", authorization(settings.token()))
        .putHeader("user-agent", settings.userAgent())
        .followRedirects(false)
        .timeout(timeout.toMillis());
  }

  /** The header's value. Fails without showing a token that no header can carry. */
  static String authorization(Supplier<String> token) {
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

  private static Answer answer(HttpResponse<Buffer> response) {
    Buffer body = Optional.ofNullable(response.body()).orElseGet(Buffer::buffer);
    return new Answer(response.statusCode(), response.headers(), body);
  }

  private String words(Throwable failure) {
    Server server = Server.of(settings.baseUri());
    return failure instanceof TimeoutException
        ? "no answer from " + server + " within " + timeout.toMillis() / 1e3 + " s"
        : NetworkFailures.detail(failure, server);
  }

  private static <T> Future<T> failed(HttpMethod method, String path, String detail) {
    return Future.failedFuture(RequestFailed.unreachable(method + " " + path + ": " + detail));
  }
}
