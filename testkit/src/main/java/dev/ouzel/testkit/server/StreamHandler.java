package dev.ouzel.testkit.server;

import dev.ouzel.connection.Connection;
import dev.ouzel.stream.StreamEndpoint;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.impl.HttpServerConnection;
import io.vertx.ext.web.RoutingContext;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * {@code GET} on a stream of posts. Checks in this order, since X's own is not known: parameters,
 * rate limit, number of connections, rules.
 */
final class StreamHandler implements Handler<RoutingContext> {
  private final StreamEndpoint endpoint;
  private final Account account;

  StreamHandler(StreamEndpoint endpoint, Account account) {
    this.endpoint = endpoint;
    this.account = account;
  }

  @Override
  public void handle(RoutingContext context) {
    StreamQuery query = new StreamQuery(endpoint, new Parameters(context.queryParams()), account);
    refusal(context, query)
        .ifPresentOrElse(reply -> Reception.answer(context, reply), () -> open(context, query));
  }

  private Optional<Reply> refusal(RoutingContext context, StreamQuery query) {
    if (query.refusal().isPresent()) {
      return query.refusal();
    }
    RateWindow window = account.window(endpoint.path(), account.settings().rateLimit());
    boolean admitted = window.admits();
    window.tell(context.response());
    if (!admitted) {
      return Optional.of(Reply.rateLimited());
    }
    if (!account.connections().hasRoom(endpoint, query.isRecovery())) {
      return Optional.of(Reply.tooManyConnections());
    }
    return account.rules().isEmpty() ? Optional.of(Reply.noRules()) : Optional.empty();
  }

  private void open(RoutingContext context, StreamQuery query) {
    HttpServerRequest request = context.request();
    HttpServerResponse response = context.response().setChunked(true);
    boolean gzip = acceptsGzip(request);
    if (gzip) {
      response.putHeader("content-encoding", "gzip");
    }
    response.writeHead();
    StreamConnection.Opening opening = opening(context, query);
    StreamConnection connection =
        new StreamConnection(
            opening,
            new Outlet(account, opening.number(), response, gzip),
            new ServerWire(request.connection()));
    response.closeHandler(closed -> account.end(connection, ConnectionEnd.CLIENT_LEFT));
    account.opened(connection, query.window());
    new KeepAlive(account, connection).start();
  }

  private StreamConnection.Opening opening(RoutingContext context, StreamQuery query) {
    return new StreamConnection.Opening(
        account.connections().nextNumber(),
        endpoint,
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
