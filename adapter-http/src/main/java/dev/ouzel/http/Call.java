package dev.ouzel.http;

import io.vertx.core.Future;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientConnection;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpConnectOptions;
import io.vertx.core.http.RequestOptions;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * One request on a connection of its own, which serves nothing else and is closed after it. Used on
 * one Vert.x context only.
 */
final class Call {
  private final HttpClientAgent client;
  private final Server server;
  private final Duration patience;
  private final RequestOptions request;
  private Future<HttpClientConnection> connection = Future.failedFuture("not begun");

  Call(HttpClientAgent client, Server server, Duration patience, RequestOptions request) {
    this.client = client;
    this.server = server;
    this.patience = patience;
    this.request = request;
  }

  /** How long anything but the stream itself may take. */
  Duration patience() {
    return patience;
  }

  Server server() {
    return server;
  }

  /** Connects and asks; what comes is the head of the answer, whose body has not begun. */
  Future<HttpClientResponse> answer() {
    HttpConnectOptions where =
        new HttpConnectOptions().setHost(server.host()).setPort(server.port()).setSsl(server.tls());
    try {
      connection = client.connect(where);
    } catch (IllegalStateException closed) {
      return Future.failedFuture(closed);
    }
    return connection
        .timeout(patience.toMillis(), TimeUnit.MILLISECONDS)
        .compose(this::ask)
        .map(response -> response.exceptionHandler(known -> {}));
  }

  private Future<HttpClientResponse> ask(HttpClientConnection made) {
    // Failures reach the request, or whoever reads the response. Vert.x would log them besides.
    made.exceptionHandler(known -> {});
    return made.request(request).compose(HttpClientRequest::send);
  }

  /** True when the whole answer has come. */
  boolean isAnswered() {
    return connection.succeeded() && connection.result().activeStreams() == 0;
  }

  /** Closes the connection, or makes sure that it is closed should it come about. */
  void close() {
    connection.onSuccess(HttpClientConnection::close);
  }
}
