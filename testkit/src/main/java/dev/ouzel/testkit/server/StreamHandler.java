package dev.ouzel.testkit.server;

import dev.ouzel.connection.Connection;
import dev.ouzel.stream.StreamEndpoint;
import dev.ouzel.testkit.script.AttemptFaults;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Stream;

/** {@code GET} on a stream: admits the client or not, as the script says, and opens the stream. */
final class StreamHandler implements Handler<RoutingContext> {
  private final StreamEndpoint endpoint;
  private final Account account;
  private final Admission admission;

  StreamHandler(StreamEndpoint endpoint, Account account) {
    this.endpoint = endpoint;
    this.account = account;
    this.admission = new Admission(endpoint, account);
  }

  @Override
  public void handle(RoutingContext context) {
    StreamQuery query = new StreamQuery(endpoint, new Parameters(context.queryParams()), account);
    AttemptFaults faults = account.faults().request(query.target());
    admission
        .early(query, context.response())
        .ifPresentOrElse(
            refusal -> Reception.answer(context, refusal), () -> decide(context, query, faults));
  }

  private void decide(RoutingContext context, StreamQuery query, AttemptFaults faults) {
    ScriptedAnswer.give(
        account,
        context,
        faults.answer(),
        () ->
            admission
                .late(query)
                .ifPresentOrElse(
                    refusal -> Reception.answer(context, refusal),
                    () -> open(context, query, faults)));
  }

  private void open(RoutingContext context, StreamQuery query, AttemptFaults faults) {
    admission.makeRoom(query);
    HttpServerRequest request = context.request();
    HttpServerResponse response = context.response();
    if (request.version() != HttpVersion.HTTP_2) {
      response.setChunked(true);
    }
    boolean gzip = account.settings().compression() == Compression.AS_ASKED && acceptsGzip(request);
    if (gzip) {
      response.putHeader("content-encoding", "gzip");
    }
    long number = account.connections().nextNumber();
    Subscription subscription = query.subscription();
    Body body =
        new Body(
            account,
            frame -> account.distribution().handedOver(subscription, number, frame),
            response,
            gzip);
    body.writeHead();
    StreamConnection connection =
        new StreamConnection(
            opening(context, query),
            new StreamConnection.Line(account, body, ServerWire.of(request)),
            faults);
    response.closeHandler(closed -> account.left(connection));
    account.open(connection, query.window());
    new KeepAlive(account, connection).start();
  }

  private StreamConnection.Opening opening(RoutingContext context, StreamQuery query) {
    return new StreamConnection.Opening(
        account.connections().nextNumber(),
        query.subscription(),
        Reception.seen(context),
        Connection.builder()
            .id(UUID.randomUUID().toString())
            .endpointName(endpoint.wireName())
            .clientIp(context.request().remoteAddress().hostAddress())
            .connectedAt(account.now())
            .build(),
        query.isRecovery());
  }

  private static boolean acceptsGzip(HttpServerRequest request) {
    String accepted = request.getHeader("accept-encoding");
    return accepted != null
        && Stream.of(accepted.toLowerCase(Locale.ROOT).split(",", -1))
            .map(String::strip)
            .anyMatch(coding -> coding.matches("gzip(;.*)?") && !coding.matches(".*;q=0(\\.0*)?"));
  }
}
