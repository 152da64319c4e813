package dev.ouzel.testkit.server;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;

/** The HTTP server before the account: threads and port. Used from outside the loop. */
final class Front {
  static final String HOST = "127.0.0.1";
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Optional<Certificate> certificate;
  private final Vertx vertx;

  Front(FakeXSettings settings) {
    certificate = settings.tls() ? Optional.of(Certificate.make()) : Optional.empty();
    vertx = Vertx.vertx(oneLoop());
  }

  /** One event loop, whose threads keep no program alive. */
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

  Vertx vertx() {
    return vertx;
  }

  /** Listens, and returns once connections are accepted. */
  HttpServer listen(Account account, int port) {
    HttpServer server =
        vertx
            .createHttpServer(options(account.settings()))
            .requestHandler(Routes.of(vertx, account));
    // What goes wrong on a connection shows in the history; Vert.x would log it too.
    server.exceptionHandler(brokenConnection -> {});
    return await(server.listen(port, HOST), "cannot listen on " + HOST + ":" + port);
  }

  private HttpServerOptions options(FakeXSettings settings) {
    List<HttpVersion> versions =
        settings.http2()
            ? List.of(HttpVersion.HTTP_2, HttpVersion.HTTP_1_1)
            : List.of(HttpVersion.HTTP_1_1);
    HttpServerOptions options =
        new HttpServerOptions()
            .setHttp2ClearTextEnabled(settings.http2())
            .setAlpnVersions(versions)
            .setUseAlpn(settings.tls())
            .setCompressionSupported(false);
    certificate.ifPresent(own -> options.setSsl(true).setKeyCertOptions(own.forServer()));
    return options;
  }

  /** What clients must trust when the server speaks HTTPS. */
  Optional<String> certificate() {
    return certificate.map(Certificate::pem);
  }

  /** Closes the server, and returns once its port is free. */
  void close(HttpServer server) {
    int port = server.actualPort();
    await(server.close(), "the fake X does not stop");
    long started = System.nanoTime();
    while (!isFree(port)) {
      if (System.nanoTime() - started > PATIENCE.toNanos()) {
        throw new IllegalStateException("port " + port + " does not become free");
      }
      LockSupport.parkNanos(Duration.ofMillis(1).toNanos());
    }
  }

  /**
   * A closed listener listens on until its selector notices, so only trying tells. The probe is
   * bound but does not listen itself: nobody can connect to it.
   */
  private static boolean isFree(int port) {
    try (Socket probe = new Socket()) {
      probe.setReuseAddress(true);
      probe.bind(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port));
      return true;
    } catch (IOException taken) {
      return false;
    }
  }

  /** Ends the threads. */
  void close() {
    await(vertx.close(), "the fake X does not close");
  }

  /** Waits for Vert.x. */
  private static <T> T await(Future<T> future, String otherwise) {
    try {
      return future
          .toCompletionStage()
          .toCompletableFuture()
          .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted: " + otherwise, e);
    } catch (TimeoutException e) {
      throw new IllegalStateException(otherwise + ": no answer", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException failure) {
        throw new UncheckedIOException(otherwise + ": " + failure.getMessage(), failure);
      }
      throw new IllegalStateException(otherwise + ": " + e.getCause().getMessage(), e.getCause());
    }
  }
}
