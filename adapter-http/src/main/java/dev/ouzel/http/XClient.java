package dev.ouzel.http;

import dev.ouzel.connection.ConnectionHistory;
import dev.ouzel.rule.RuleBook;
import dev.ouzel.stream.RequestFailed;
import dev.ouzel.stream.StreamSource;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientConnection;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpVersion;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import javax.net.ssl.SSLPeerUnverifiedException;

/** X over HTTP: Ouzel's ports to it. Safe for use by several threads. Close it when done. */
public final class XClient implements AutoCloseable {
  /** X's headers are a few KiB, cookies included. */
  private static final int LARGEST_HEADER = 64 * 1024;

  /** A lookup blocks its thread, for as long as the system's name servers are waited for. */
  private static final int LOOKUPS_AT_ONCE = 4;

  private static final Duration CLOSING = Duration.ofSeconds(10);

  private final Vertx vertx;
  private final boolean ownsVertx;
  private final HttpClientAgent streamClient;
  private final HttpClientAgent requestClient;
  private final WorkerExecutor lookups;
  private final XClientSettings settings;
  private final HttpStreamSource streams;
  private final Requests requests;
  private final ConnectionHistory connections;
  private final RuleBook rules;

  private XClient(Vertx vertx, boolean ownsVertx, XClientSettings settings) {
    this.vertx = vertx;
    this.ownsVertx = ownsVertx;
    this.settings = settings;
    this.streamClient = vertx.createHttpClient(streamOptions(settings));
    this.requestClient = vertx.createHttpClient(requestOptions(settings));
    this.lookups = vertx.createSharedWorkerExecutor("ouzel-names", LOOKUPS_AT_ONCE);
    this.streams =
        new HttpStreamSource(vertx, new Connector(streamClient, lookups, settings), settings);
    this.requests = new Requests(new Connector(requestClient, lookups, settings), settings);
    this.connections = new HttpConnectionHistory(requests);
    this.rules = new HttpRuleBook(requests);
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
    settings.trusted().map(Trust::of).ifPresent(options::setTrustOptions);
    return options
        .setProtocolVersion(HttpVersion.HTTP_1_1)
        .setConnectTimeout(timeout)
        .setSslHandshakeTimeout(timeout)
        .setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS)
        .setMaxHeaderSize(LARGEST_HEADER)
        .setMaxChunkSize(StreamBody.TURN_BYTES);
  }

  static HttpClientOptions requestOptions(XClientSettings settings) {
    return streamOptions(settings).setDecompressionSupported(settings.compression());
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
   * Asks X something small, to see whether it answers and takes the token. Fails with {@link
   * dev.ouzel.stream.RequestFailed} when no answer comes.
   */
  public CompletionStage<Probe> probe() {
    return requests.probe().toCompletionStage();
  }

  /**
   * The certificates that the server shows, its own first, whoever issued them: to look at, since
   * nobody has verified them. Nothing is sent to the server. None when it speaks no TLS. Fails with
   * {@link dev.ouzel.stream.RequestFailed} when it cannot be reached.
   */
  public CompletionStage<List<X509Certificate>> certificates() {
    HttpClientAgent anybody =
        vertx.createHttpClient(streamOptions(settings).setTrustAll(true).setVerifyHost(false));
    Connector connector = new Connector(anybody, lookups, settings);
    return connector
        .connect()
        .map(XClient::certificates)
        .recover(
            failure -> Future.failedFuture(RequestFailed.unreachable(connector.detail(failure))))
        .eventually(anybody::close)
        .toCompletionStage();
  }

  private static List<X509Certificate> certificates(HttpClientConnection connection) {
    try {
      return Stream.ofNullable(connection.peerCertificates())
          .flatMap(List::stream)
          .filter(X509Certificate.class::isInstance)
          .map(X509Certificate.class::cast)
          .toList();
    } catch (SSLPeerUnverifiedException none) {
      return List.of();
    }
  }

  /**
   * Closes every connection. Attempts at streams that still live fail, without what they had not
   * yet delivered; requests that wait for an answer fail.
   */
  @Override
  public void close() {
    streams.close();
    Future<Void> closed =
        ownsVertx
            ? vertx.close()
            : Future.join(streamClient.close(), requestClient.close(), lookups.close()).mapEmpty();
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
