package dev.ouzel.testkit.server;

import dev.ouzel.stream.StreamEndpoint;
import dev.ouzel.testkit.script.Answer;
import dev.ouzel.testkit.script.Reply;
import dev.ouzel.testkit.script.Target;
import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Where every request passes first: it is noted, and the usual headers are set on its answer. */
final class Reception implements Handler<RoutingContext> {
  private static final String ENTRY = "entry";
  private static final String HOST = "host";
  private static final Set<String> STREAMS =
      Stream.of(StreamEndpoint.values())
          .map(StreamEndpoint::path)
          .collect(Collectors.toUnmodifiableSet());

  private static final String BEARER = "bearer ";

  private final Account account;

  Reception(Account account) {
    this.account = account;
  }

  @Override
  public void handle(RoutingContext context) {
    HttpServerRequest request = context.request();
    RequestLog.Entry entry =
        account
            .requests()
            .add(
                new SeenRequest(
                    account.now(),
                    request.method().name(),
                    request.path(),
                    first(context.queryParams()),
                    headers(request.headers()),
                    OptionalInt.empty()));
    context.put(ENTRY, entry).put(HOST, account.settings().problemHost());
    HttpServerResponse response = context.response();
    response
        .putHeader("date", WireTime.httpDate(account.now()))
        .putHeader("content-type", "application/json; charset=utf-8")
        .putHeader("cache-control", "no-cache, no-store, max-age=0")
        .putHeader("x-transaction-id", UUID.randomUUID().toString().replace("-", "").substring(16))
        .headersEndHandler(
            written -> {
              entry.answered(response.getStatusCode());
              account.changed();
            });
    account.changed();
    account
        .scriptedAnswer(request.path())
        .ifPresentOrElse(reply -> answer(context, reply), () -> passOn(context));
  }

  /** Streams ask the script themselves, when they know what was asked for. */
  private void passOn(RoutingContext context) {
    HttpServerRequest request = context.request();
    if (STREAMS.contains(request.path())) {
      context.next();
    } else {
      Target target = new Target.Call(request.method().name(), request.path());
      Answer answer = account.faults().request(target).answer();
      ScriptedAnswer.give(account, context, answer, context::next);
    }
  }

  private static Map<String, String> first(MultiMap values) {
    Map<String, String> first = new LinkedHashMap<>();
    values.forEach((name, value) -> first.putIfAbsent(name, value));
    return first;
  }

  private static Map<String, String> headers(MultiMap given) {
    Map<String, String> headers = new LinkedHashMap<>();
    given.forEach((name, value) -> headers.putIfAbsent(name.toLowerCase(Locale.ROOT), value));
    headers.computeIfPresent("authorization", (name, value) -> redacted(value));
    return headers;
  }

  private static String redacted(String authorization) {
    int space = authorization.indexOf(' ');
    return authorization.substring(0, Math.max(0, space)) + " …";
  }

  /** The request as it was noted. */
  static SeenRequest seen(RoutingContext context) {
    return context.<RequestLog.Entry>get(ENTRY).request();
  }

  /** Passes on requests with the right bearer token, and refuses the others. */
  void checkBearer(RoutingContext context) {
    String authorization = context.request().getHeader("authorization");
    if (authorization != null
        && authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())
        && account.accepts(authorization.substring(BEARER.length()))) {
      context.next();
    } else {
      answer(context, Reply.unauthorized());
    }
  }

  /** Sends an answer. */
  static void answer(RoutingContext context, Reply reply) {
    HttpServerResponse response = context.response().setStatusCode(reply.status());
    if (reply.body().isEmpty()) {
      response.headers().remove("content-type");
    }
    reply.headers().forEach(response::putHeader);
    response.end(context.get(HOST, ProblemHost.TWITTER).in(reply.body()));
  }
}
