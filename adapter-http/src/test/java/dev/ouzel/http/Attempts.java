package dev.ouzel.http;

import dev.ouzel.http.RawServer.Script;
import dev.ouzel.stream.StreamRequest;
import io.vertx.core.Vertx;
import java.io.Closeable;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.Deque;

/** Servers and attempts of one test, all closed after it. */
final class Attempts implements Closeable {
  private final Deque<Closeable> open = new ArrayDeque<>();
  private final Vertx vertx = Vertx.vertx();

  Attempts() {
    open.push(() -> vertx.close().toCompletionStage().toCompletableFuture().join());
  }

  RawServer serving(Script script) throws IOException {
    RawServer server = new RawServer(script);
    open.push(server::close);
    return server;
  }

  Recorder at(RawServer server) {
    return at(server.uri());
  }

  Recorder at(URI uri) {
    return with(settings(uri).build());
  }

  Recorder with(XClientSettings settings) {
    Recorder recorder = new Recorder();
    client(settings).streams().connect(StreamRequest.builder().build()).subscribe(recorder);
    return recorder;
  }

  XClient client(XClientSettings settings) {
    XClient client = XClient.open(vertx, settings);
    open.push(client::close);
    return client;
  }

  static XClientSettings.Builder settings(URI uri) {
    return XClientSettings.builder().baseUri(uri).token(() -> "a-token");
  }

  @Override
  public void close() throws IOException {
    while (!open.isEmpty()) {
      open.pop().close();
    }
  }
}
