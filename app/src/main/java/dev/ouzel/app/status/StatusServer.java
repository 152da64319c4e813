package dev.ouzel.app.status;

import dev.ouzel.app.config.Mistake;
import dev.ouzel.app.config.StatusAddress;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.SocketAddress;
import java.net.BindException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers what its routes answer, over HTTP on one daemon thread of its own. At most 64 connections
 * at once, requests of at most 8 KiB and without a body; who says or takes nothing for 15 s is cut
 * off. Safe for use by several threads.
 */
public final class StatusServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger("ouzel");

  private static final int MOST_CONNECTIONS = 64;
  private static final int LARGEST_HEADER = 8 * 1024;
  private static final int LONGEST_LINE = 2 * 1024;
  private static final Duration IDLE = Duration.ofSeconds(15);
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final StatusAddress address;
  private final Vertx vertx;
  private final HttpServer server;
  private int connections;

  private StatusServer(StatusAddress address, Map<String, Route> routes, Duration idle) {
    this.address = address;
    this.vertx = Vertx.vertx(oneLoop());
    Context context = vertx.getOrCreateContext();
    this.server =
        vertx
            .createHttpServer(options(idle))
            .connectionHandler(this::count)
            // What a client does wrong is its own affair; Vert.x would log it.
            .exceptionHandler(brokenConnection -> {})
            .invalidRequestHandler(
                request ->
                    request
                        .response()
                        .setStatusCode(400)
                        .putHeader("Connection", "close")
                        .end("The request is malformed or too long.\n"))
            .requestHandler(new Answers(new Admission(address), routes, context));
  }

  private static VertxOptions oneLoop() {
    return new VertxOptions()
        .setEventLoopPoolSize(1)
        .setWorkerPoolSize(1)
        .setInternalBlockingPoolSize(1)
        .setUseDaemonThread(true)
        .setFileSystemOptions(
            new FileSystemOptions()
                .setFileCachingEnabled(false)
                .setClassPathResolvingEnabled(false));
  }

  private static HttpServerOptions options(Duration idle) {
    return new HttpServerOptions()
        .setIdleTimeout((int) idle.toMillis())
        .setIdleTimeoutUnit(TimeUnit.MILLISECONDS)
        .setMaxHeaderSize(LARGEST_HEADER)
        .setMaxInitialLineLength(LONGEST_LINE)
        .setHttp2ClearTextEnabled(false)
        .setCompressionSupported(true);
  }

  /**
   * A server that answers when this returns. Fails with {@link Mistake} when it cannot listen
   * there.
   *
   * @param routes by path
   */
  public static StatusServer open(StatusAddress address, Map<String, Route> routes) {
    return open(address, routes, IDLE);
  }

  static StatusServer open(StatusAddress address, Map<String, Route> routes, Duration idle) {
    StatusServer server = new StatusServer(address, routes, idle);
    try {
      server.listen();
      return server;
    } catch (RuntimeException failure) {
      server.close();
      throw failure;
    }
  }

  private void listen() {
    try {
      await(server.listen(SocketAddress.inetSocketAddress(address.port(), address.host())));
    } catch (ExecutionException failure) {
      throw new Mistake(
          failure.getCause() instanceof BindException
              ? "the status address %s is in use, or is not this machine's; give another"
                  .formatted(address.authority())
              : "cannot listen on the status address %s: %s"
                  .formatted(address.authority(), failure.getCause().getMessage()));
    } catch (TimeoutException slow) {
      throw new Mistake("cannot listen on the status address " + address.authority());
    }
    LOG.info("status page on {}", uri());
    if (!address.isLoopback()) {
      LOG.warn(
          "others can reach the status page; it and its token travel unencrypted: put a proxy with"
              + " TLS before it, or use 127.0.0.1 and a tunnel");
    }
  }

  private void count(HttpConnection connection) {
    connections++;
    connection.closeHandler(closed -> connections--);
    if (connections > MOST_CONNECTIONS) {
      connection.close();
    }
  }

  /** The address of the page, with the port that is in use. */
  public URI uri() {
    return URI.create(
        "http://" + new StatusAddress(address.host(), port(), address.token()).authority() + "/");
  }

  /** The port that is in use. */
  public int port() {
    return server.actualPort();
  }

  /** Answers nothing more, and frees the port. */
  @Override
  public void close() {
    try {
      await(vertx.close());
    } catch (ExecutionException | TimeoutException e) {
      // Its thread keeps no program alive.
    }
  }

  private static <T> void await(Future<T> future) throws ExecutionException, TimeoutException {
    try {
      future.toCompletionStage().toCompletableFuture().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
