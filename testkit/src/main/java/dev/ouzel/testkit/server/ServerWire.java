package dev.ouzel.testkit.server;

import dev.ouzel.post.Payload;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.ssl.SslHandler;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.impl.HttpServerConnection;
import java.util.List;

/** What reaches the network beneath the response. */
sealed interface ServerWire {
  /** Sends bytes that are no part of the response; where it cannot, breaks the stream off. */
  void write(Payload bytes);

  /** Closes the connection without ending the response. */
  void close();

  /** The same, at once and without a word. */
  void reset();

  static ServerWire of(HttpServerRequest request) {
    return request.version() == HttpVersion.HTTP_2
        ? new OfStream(request.response())
        : new OfConnection(((HttpServerConnection) request.connection()).channelHandlerContext());
  }

  /**
   * HTTP/1.1, where the stream is the connection. Vert.x's own close waits for what the client has
   * not read yet, and it has no reset; so these close the channel from beneath it.
   */
  record OfConnection(ChannelHandlerContext beneath) implements ServerWire {
    /** Past the encoder, to what encrypts or straight to the socket. */
    @Override
    public void write(Payload bytes) {
      ChannelPipeline pipeline = beneath.pipeline();
      List<String> names = pipeline.names();
      int encryption = names.indexOf(nameOfEncryption(pipeline));
      ChannelFuture unused =
          pipeline
              .context(names.get(encryption + 1))
              .writeAndFlush(Unpooled.wrappedBuffer(bytes.view()));
    }

    private static String nameOfEncryption(ChannelPipeline pipeline) {
      ChannelHandlerContext encryption = pipeline.context(SslHandler.class);
      return encryption == null ? "" : encryption.name();
    }

    @Override
    public void close() {
      ChannelFuture unused = beneath.close();
    }

    /** Without lingering, the system resets the connection as it closes it. */
    @Override
    public void reset() {
      if (beneath.channel().isOpen()) {
        beneath.channel().config().setOption(ChannelOption.SO_LINGER, 0);
        ChannelFuture unused = beneath.pipeline().firstContext().close();
      }
    }
  }

  /** HTTP/2, where a connection may carry several streams, and only this one is touched. */
  record OfStream(HttpServerResponse response) implements ServerWire {
    /** X was seen to reset streams with this one. */
    private static final long NO_ERROR = 0;

    private static final long PROTOCOL_ERROR = 1;
    private static final long CANCEL = 8;

    @Override
    public void write(Payload bytes) {
      reset(PROTOCOL_ERROR);
    }

    @Override
    public void close() {
      reset(CANCEL);
    }

    @Override
    public void reset() {
      reset(NO_ERROR);
    }

    private void reset(long code) {
      var unused = response.reset(code);
    }
  }
}
