package dev.ouzel.testkit.server;

import dev.ouzel.connection.Connection;
import dev.ouzel.stream.FieldList;
import dev.ouzel.stream.StreamEndpoint;
import dev.ouzel.stream.StreamRequest;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.impl.HttpServerConnection;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * {@code GET} on a stream of posts. Checks in this order, since X's own is not known: parameters,
 * rate limit, number of connections, rules. {@code backfill_minutes}, {@code start_time} and {@code
 * end_time} are checked and noted; whatever they say, the stream is live.
 */
final class StreamHandler implements Handler<RoutingContext> {
  private static final String BACKFILL = "backfill_minutes";
  private static final String START = "start_time";
  private static final String END = "end_time";

  private final StreamEndpoint endpoint;
  private final Account account;

  StreamHandler(StreamEndpoint endpoint, Account account) {
    this.endpoint = endpoint;
    this.account = account;
  }

  @Override
  public void handle(RoutingContext context) {
    refusal(context)
        .ifPresentOrElse(reply -> Reception.answer(context, reply), () -> open(context));
  }

  private Optional<Reply> refusal(RoutingContext context) {
    Optional<Reply> malformed = malformed(new Parameters(context.queryParams()));
    if (malformed.isPresent()) {
      return malformed;
    }
    boolean admitted = account.window(endpoint).admits();
    putRateLimit(context.response());
    if (!admitted) {
      return Optional.of(Reply.rateLimited());
    }
    if (account.connections().openTo(endpoint) >= account.settings().maxConnections()) {
      return Optional.of(Reply.tooManyConnections());
    }
    return account.rules().isEmpty() ? Optional.of(Reply.noRules()) : Optional.empty();
  }

  private Optional<Reply> malformed(Parameters parameters) {
    List<String> known = new ArrayList<>(List.of(BACKFILL, START, END));
    for (FieldList list : endpoint.events().fieldLists()) {
      known.add(list.parameter());
      parameters.list(list.parameter(), list.names());
    }
    known.sort(null);
    parameters.only(known);
    parameters.number(BACKFILL, 0, StreamRequest.MOST_BACKFILL_MINUTES);
    Optional<Instant> start = parameters.time(START);
    Optional<Instant> end = parameters.time(END);
    if (start.isPresent() && end.isPresent() && !start.get().isBefore(end.get())) {
      parameters.fault(START, "The `start_time` must be before the `end_time`");
    }
    return parameters.refusal();
  }

  private void putRateLimit(HttpServerResponse response) {
    RateWindow window = account.window(endpoint);
    response
        .putHeader("x-rate-limit-limit", Integer.toString(window.limit()))
        .putHeader("x-rate-limit-remaining", Integer.toString(window.remaining()))
        .putHeader("x-rate-limit-reset", Long.toString(window.reset().getEpochSecond()));
  }

  private void open(RoutingContext context) {
    HttpServerRequest request = context.request();
    HttpServerResponse response = context.response().setChunked(true);
    boolean gzip = acceptsGzip(request);
    if (gzip) {
      response.putHeader("content-encoding", "gzip");
    }
    response.writeHead();
    StreamConnection connection =
        new StreamConnection(
            opening(context),
            new Outlet(account, response, gzip),
            new ServerWire(request.connection()));
    response.closeHandler(closed -> account.end(connection, ConnectionEnd.CLIENT_LEFT));
    account.opened(connection);
    new KeepAlive(context.vertx(), account, connection).start();
  }

  private StreamConnection.Opening opening(RoutingContext context) {
    return new StreamConnection.Opening(
        account.connections().nextNumber(),
        endpoint,
        Reception.seen(context),
        Connection.builder()
            .id(UUID.randomUUID().toString())
            .endpointName(endpoint.wireName())
            .clientIp(context.request().remoteAddress().hostAddress())
            .connectedAt(account.settings().clock().instant())
            .build());
  }

  private static boolean acceptsGzip(HttpServerRequest request) {
    String accepted = request.getHeader("accept-encoding");
    return accepted != null
        && Stream.of(accepted.toLowerCase(Locale.ROOT).split(",", -1))
            .map(String::strip)
            .anyMatch(coding -> coding.matches("gzip(;.*)?") && !coding.matches(".*;q=0(\\.0*)?"));
  }

  /**
   * Vert.x's own close waits for what the client has not read yet, and it has no reset; so these
   * close the channel from beneath it.
   */
  private record ServerWire(ChannelHandlerContext beneath) implements StreamConnection.Wire {
    ServerWire(HttpConnection connection) {
      this(((HttpServerConnection) connection).channelHandlerContext());
    }

    @Override
    public void close() {
      ChannelFuture unused = beneath.close();
    }

    /** Without lingering, the system resets the connection as it closes it. */
    @Override
    public void reset() {
      beneath.channel().config().setOption(ChannelOption.SO_LINGER, 0);
      close();
    }
  }
}
