package dev.ouzel.testkit.server;

import dev.ouzel.connection.Connection;
import dev.ouzel.post.Payload;
import dev.ouzel.stream.StreamEndpoint;
import dev.ouzel.testkit.script.Answer;
import dev.ouzel.testkit.script.AttemptFaults;
import dev.ouzel.testkit.script.Reply;
import io.netty.buffer.Unpooled;
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
 * rate limit, what the script says, number of connections, rules.
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
    AttemptFaults faults = account.faults().attempt(query.asksForRecovery());
    early(context, query)
        .ifPresentOrElse(
            refusal -> Reception.answer(context, refusal), () -> decide(context, query, faults));
  }

  /** What is refused before the script is asked. */
  private Optional<Reply> early(RoutingContext context, StreamQuery query) {
    if (query.refusal().isPresent()) {
      return query.refusal();
    }
    RateWindow window = account.window(endpoint.path(), account.settings().rateLimit());
    boolean admitted = window.admits();
    window.tell(context.response());
    return admitted ? Optional.empty() : Optional.of(Reply.rateLimited());
  }

  private void decide(RoutingContext context, StreamQuery query, AttemptFaults faults) {
    Answer answer = faults.answer();
    if (answer.silent()) {
      return;
    }
    if (!answer.dated()) {
      context.response().headers().remove("date");
    }
    if (answer.delay().isZero()) {
      answer(context, query, answer, faults);
    } else {
      account.loop().after(answer.delay(), () -> answer(context, query, answer, faults));
    }
  }

  private void answer(
      RoutingContext context, StreamQuery query, Answer scripted, AttemptFaults faults) {
    if (!context.response().closed()) {
      scripted
          .refusal()
          .or(() -> refusal(query))
          .ifPresentOrElse(
              reply -> Reception.answer(context, reply), () -> open(context, query, faults));
    }
  }

  private Optional<Reply> refusal(StreamQuery query) {
    if (!account.connections().hasRoom(endpoint, query.isRecovery())) {
      return Optional.of(Reply.tooManyConnections());
    }
    return account.rules().isEmpty() ? Optional.of(Reply.noRules()) : Optional.empty();
  }

  private void open(RoutingContext context, StreamQuery query, AttemptFaults faults) {
    HttpServerRequest request = context.request();
    HttpServerResponse response = context.response().setChunked(true);
    boolean gzip = acceptsGzip(request);
    if (gzip) {
      response.putHeader("content-encoding", "gzip");
    }
    Body body = new Body(account, account.connections().nextNumber(), response, gzip);
    body.writeHead();
    StreamConnection connection =
        new StreamConnection(
            opening(context, query),
            new StreamConnection.Line(account, body, new ServerWire(request.connection())),
            faults);
    response.closeHandler(closed -> account.left(connection));
    account.open(connection, query.window());
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

    /** Past the encoder, straight to the socket. */
    @Override
    public void write(Payload bytes) {
      ChannelFuture unused =
          beneath.pipeline().firstContext().writeAndFlush(Unpooled.wrappedBuffer(bytes.view()));
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
