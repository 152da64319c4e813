package dev.ouzel.http;

import io.vertx.core.Future;
import io.vertx.core.http.HttpClientConnection;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.RequestOptions;
import java.time.Duration;

/**
 * One request on a connection of its own, which serves nothing else and is closed after it. Used on
 * one Vert.x context only.
 */
final class Call {
  private final Connector connector;
  private final Duration patience;
  private final RequestOptions request;
  private Future<HttpClientConnection> connection = Future.failedFuture("not begun");

  Call(Connector connector, Duration patience, RequestOptions request) {
    this.connector = connector;
    this.patience = patience;
    this.request = request;
  }

  /** How long anything but the stream itself may take. */
  Duration patience() {
    return patience;
  }

  Server server() {
    return connector.server();
  }

  /** What went wrong, in a few words for a person. */
  String detail(Throwable failure) {
    return connector.detail(failure);
  }

  /** Connects and asks; what comes is the head of the answer, whose body has not begun. */
  Future<HttpClientResponse> answer() {
    connection = connector.connect();
    return connection.compose(this::ask).map(response -> response.exceptionHandler(known -> {}));
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
