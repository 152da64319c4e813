package dev.ouzel.http;

import dev.ouzel.connection.ConnectionHistory;
import dev.ouzel.rule.RuleBook;
import dev.ouzel.stream.StreamSource;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.client.WebClientOptions;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** X over HTTP: Ouzel's ports to it. Safe for use by several threads. Close it when done. */
public final class XClient implements AutoCloseable {
  /** X's headers are a few KiB, cookies included. */
  private static final int LARGEST_HEADER = 64 * 1024;

  /** An answer that stands still for so long is given up. */
  private static final Duration IDLE = Duration.ofSeconds(60);

  private static final Duration CLOSING = Duration.ofSeconds(10);

  private final Vertx vertx;
  private final boolean ownsVertx;
  private final HttpClientAgent streamClient;
  private final WebClient webClient;
  private final HttpStreamSource streams;
  private final ConnectionHistory connections;
  private final RuleBook rules;

  private XClient(Vertx vertx, boolean ownsVertx, XClientSettings settings) {
    this.vertx = vertx;
    this.ownsVertx = ownsVertx;
    this.streamClient = vertx.createHttpClient(streamOptions(settings));
    this.webClient = WebClient.create(vertx, webOptions(settings));
    this.streams = new HttpStreamSource(vertx, streamClient, settings);
    this.connections = new HttpConnectionHistory(webClient, settings);
    this.rules = new HttpRuleBook(webClient, settings);
  }

  /** A client with threads of its own, which do not keep a program alive. */
  public static XClient open(XClientSettings settings) {
    VertxOptions options =
        new VertxOptions()
            .setUseDaemonThread(true)
            .setFileSystemOptions(
                new FileSystemOptions()
                    .setFileCachingEnabled(false)
                    .setClassPathResolvingEnabled(false));
    return new XClient(Vertx.vertx(options), true, settings);
  }

  /** A client on threads of the caller's, who closes {@code vertx}. */
  public static XClient open(Vertx vertx, XClientSettings settings) {
    return new XClient(vertx, false, settings);
  }

  static HttpClientOptions streamOptions(XClientSettings settings) {
    int timeout = (int) settings.connectTimeout().toMillis();
    HttpClientOptions options = new HttpClientOptions();
    settings
        .trusted()
        .map(Buffer::buffer)
        .ifPresent(pem -> options.setTrustOptions(new PemTrustOptions().addCertValue(pem)));
    return options
        .setProtocolVersion(HttpVersion.HTTP_1_1)
        .setConnectTimeout(timeout)
        .setSslHandshakeTimeout(timeout)
        .setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS)
        .setMaxHeaderSize(LARGEST_HEADER)
        .setMaxChunkSize(StreamBody.TURN_BYTES);
  }

  private static WebClientOptions webOptions(XClientSettings settings) {
    return new WebClientOptions(streamOptions(settings))
        .setUserAgentEnabled(false)
        .setDecompressionSupported(settings.compression())
        .setIdleTimeout((int) IDLE.toSeconds());
  }

  /** X's streams. */
  public StreamSource streams() {
    return streams;
  }

  /** X's record of the app's connections. */
  public ConnectionHistory connections() {
    return connections;
  }

  /** The app's rules. */
  public RuleBook rules() {
    return rules;
  }

  /**
   * Closes every connection. Attempts at streams that still live fail, without what they had not
   * yet delivered; requests that wait for an answer fail.
   */
  @Override
  public void close() {
    streams.close();
    webClient.close();
    Future<Void> closed = ownsVertx ? vertx.close() : streamClient.close();
    // A thread of Vert.x's own must not wait for itself.
    if (!Context.isOnVertxThread()) {
      await(closed);
    }
  }

  private static void await(Future<Void> closed) {
    try {
      closed.toCompletionStage().toCompletableFuture().get(CLOSING.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException | RejectedExecutionException e) {
      // Nothing more can be done, and nothing is lost by it.
    }
  }
}
