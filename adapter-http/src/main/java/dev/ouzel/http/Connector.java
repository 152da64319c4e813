package dev.ouzel.http;

import io.vertx.core.Future;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientConnection;
import io.vertx.core.http.HttpConnectOptions;
import io.vertx.core.net.ProxyOptions;
import io.vertx.core.net.SocketAddress;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;

/**
 * Makes connections to X, directly or through a proxy, each of its own. Every connection looks the
 * name up again, as the system does and remembered no longer than the JVM is told to, and tries the
 * addresses in turn. All of it together takes no longer than the settings' {@code connectTimeout}.
 * Safe for use by several threads.
 */
final class Connector {
  /** More would leave none the time to answer. */
  private static final int MOST_ADDRESSES = 4;

  private final HttpClientAgent client;
  private final WorkerExecutor lookups;
  private final XClientSettings settings;
  private final Server server;
  private final Names names;

  /** Knows the addresses of a name. */
  interface Names {
    /** The addresses, at least one, the preferred first. May block. */
    List<InetAddress> of(String host) throws UnknownHostException;
  }

  /**
   * A way to the server of the settings.
   *
   * @param lookups where names are looked up, which blocks
   */
  Connector(HttpClientAgent client, WorkerExecutor lookups, XClientSettings settings) {
    this(client, lookups, settings, host -> List.of(InetAddress.getAllByName(host)));
  }

  Connector(HttpClientAgent client, WorkerExecutor lookups, XClientSettings settings, Names names) {
    this.client = client;
    this.lookups = lookups;
    this.settings = settings;
    this.server = Server.of(settings.baseUri());
    this.names = names;
  }

  /** Whom the connections lead to. */
  Server server() {
    return server;
  }

  /** The client that makes the connections. */
  HttpClientAgent client() {
    return client;
  }

  /** Connects; what comes of it belongs to the caller, who closes it. */
  Future<HttpClientConnection> connect() {
    long began = System.nanoTime();
    String host = settings.proxy().map(ProxySettings::host).orElse(server.host());
    try {
      return inTime(
              lookups.executeBlocking(() -> names.of(host), false),
              settings.connectTimeout().toMillis())
          .compose(found -> firstOf(inTurn(found), began));
    } catch (RejectedExecutionException | IllegalStateException closed) {
      return Future.failedFuture(closed);
    }
  }

  /** One of each family in turn, beginning with that of the preferred: one may lead nowhere. */
  private static List<InetAddress> inTurn(List<InetAddress> found) {
    Class<?> preferred = found.get(0).getClass();
    List<InetAddress> some = found.stream().filter(preferred::isInstance).toList();
    List<InetAddress> others = found.stream().filter(one -> !preferred.isInstance(one)).toList();
    return IntStream.range(0, found.size())
        .boxed()
        .flatMap(i -> Stream.of(some, others).flatMap(family -> family.stream().skip(i).limit(1)))
        .limit(MOST_ADDRESSES)
        .toList();
  }

  /** Each address has its share of the time that is left. */
  private Future<HttpClientConnection> firstOf(List<InetAddress> addresses, long began) {
    Duration left = settings.connectTimeout().minusNanos(System.nanoTime() - began);
    long share = Math.max(1, left.dividedBy(addresses.size()).toMillis());
    Future<HttpClientConnection> first = at(addresses.get(0), share);
    List<InetAddress> others = addresses.subList(1, addresses.size());
    return others.isEmpty()
        ? first
        : first.recover(
            failure ->
                isLast(failure)
                    ? first
                    : firstOf(others, began)
                        .recover(again -> Future.failedFuture(isLast(again) ? again : failure)));
  }

  /** Somebody was reached and gave an answer, which another address would only repeat. */
  private static boolean isLast(Throwable failure) {
    return failure instanceof SSLException || NetworkFailures.proxyAnswer(failure).isPresent();
  }

  private Future<HttpClientConnection> at(InetAddress address, long millis) {
    HttpConnectOptions where =
        new HttpConnectOptions()
            .setHost(server.host())
            .setPort(server.port())
            .setSsl(server.tls())
            .setConnectTimeout(millis);
    try {
      settings
          .proxy()
          .ifPresentOrElse(
              proxy -> where.setProxyOptions(options(proxy, address, millis)),
              () ->
                  where.setServer(
                      SocketAddress.inetSocketAddress(
                          new InetSocketAddress(address, server.port()))));
      Future<HttpClientConnection> connection = client.connect(where);
      return inTime(connection, millis)
          .onFailure(late -> connection.onSuccess(HttpClientConnection::close));
    } catch (RuntimeException closedOrNoCredentials) {
      return Future.failedFuture(new IOException(closedOrNoCredentials.getMessage()));
    }
  }

  private static ProxyOptions options(ProxySettings proxy, InetAddress address, long millis) {
    ProxyOptions options =
        new ProxyOptions()
            .setHost(address.getHostAddress())
            .setPort(proxy.port())
            .setConnectTimeout(Duration.ofMillis(millis));
    proxy
        .credentials()
        .map(credentials -> credentials.get().split(":", 2))
        .ifPresent(
            parts -> options.setUsername(parts[0]).setPassword(parts.length > 1 ? parts[1] : ""));
    return options;
  }

  private static <T> Future<T> inTime(Future<T> step, long millis) {
    return step.timeout(millis, TimeUnit.MILLISECONDS)
        .recover(
            failure ->
                Future.failedFuture(
                    failure instanceof TimeoutException
                        ? new ConnectException("timed out")
                        : failure));
  }

  /** What went wrong with a connection, in a few words for a person. */
  String detail(Throwable failure) {
    return NetworkFailures.detail(failure, server, settings.proxy());
  }
}
