package dev.ouzel.http;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.net.URI;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** A server that gives the answers it was told to, in turn, and a client to ask it with. */
final class RawX implements AutoCloseable {
  static final String TOKEN = "a-token";

  private static final long PATIENCE_SECONDS = 10;

  private final Vertx vertx = Vertx.vertx();
  private final Queue<Consumer<HttpServerResponse>> answers = new ConcurrentLinkedQueue<>();
  private final List<Asked> asked = new CopyOnWriteArrayList<>();
  private final CompletableFuture<Void> closed = new CompletableFuture<>();
  private final HttpServer server;

  RawX() {
    server =
        get(
            vertx
                .createHttpServer()
                .requestHandler(this::handle)
                .listen(0, "127.0.0.1")
                .toCompletionStage());
  }

  /** Whoever asks this server. */
  Requests requests() {
    return requests(settings());
  }

  /** Whoever asks so. */
  Requests requests(XClientSettings settings) {
    return new Requests(connector(settings), settings);
  }

  Connector connector(XClientSettings settings) {
    return new Connector(
        vertx.createHttpClient(XClient.requestOptions(settings)),
        vertx.createSharedWorkerExecutor("names"),
        settings);
  }

  /** A request, whose body has arrived. */
  record Asked(HttpServerRequest head, Buffer body) {
    String parameter(String name) {
      return head.getParam(name);
    }
  }

  private void handle(HttpServerRequest request) {
    request.connection().closeHandler(end -> closed.complete(null));
    request
        .body()
        .onSuccess(
            body -> {
              asked.add(new Asked(request, body));
              Consumer<HttpServerResponse> answer = answers.poll();
              if (answer != null) {
                answer.accept(request.response());
              }
            });
  }

  /** Answers the next request so; one without an answer waits for ever. */
  RawX answer(Consumer<HttpServerResponse> answer) {
    answers.add(answer);
    return this;
  }

  RawX answer(int status, String body) {
    return answer(response -> response.setStatusCode(status).end(body));
  }

  List<Asked> asked() {
    return asked;
  }

  URI baseUri() {
    return URI.create("http://127.0.0.1:" + server.actualPort());
  }

  XClientSettings settings() {
    return settings(baseUri());
  }

  static XClientSettings settings(URI baseUri) {
    return XClientSettings.builder()
        .baseUri(baseUri)
        .token(() -> TOKEN)
        .userAgent("a-test")
        .build();
  }

  /** Waits until a client's connection was closed. */
  void awaitClosed() {
    get(closed);
  }

  /** What the stage completes with; fails as the stage does. */
  static <T> T get(CompletionStage<T> stage) {
    CompletableFuture<T> future = stage.toCompletableFuture();
    try {
      return future.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException failure ? failure : e;
    }
  }

  @Override
  public void close() {
    get(vertx.close().toCompletionStage());
  }
}
