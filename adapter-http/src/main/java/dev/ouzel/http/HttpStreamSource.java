package dev.ouzel.http;

import dev.ouzel.http.frame.FrameScanner;
import dev.ouzel.http.frame.FrameSplitter;
import dev.ouzel.http.json.ProblemReader;
import dev.ouzel.stream.EndCause;
import dev.ouzel.stream.EndCause.NetworkFailure;
import dev.ouzel.stream.StreamEnded;
import dev.ouzel.stream.StreamRequest;
import dev.ouzel.stream.StreamSignal;
import dev.ouzel.stream.StreamSource;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.internal.VertxInternal;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Flow;
import java.util.concurrent.RejectedExecutionException;

/** X's streams over HTTP/1.1, each attempt on a connection of its own. */
final class HttpStreamSource implements StreamSource {
  private static final EndCause CLOSED = new NetworkFailure("the client is closed");

  private final VertxInternal vertx;
  private final Connector connector;
  private final XClientSettings settings;
  private final Set<Exchange> live = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  HttpStreamSource(Vertx vertx, Connector connector, XClientSettings settings) {
    this.vertx = (VertxInternal) vertx;
    this.connector = connector;
    this.settings = settings;
  }

  @Override
  public Flow.Publisher<StreamSignal> connect(StreamRequest request) {
    String target = Requests.target(settings, request.endpoint().path(), request.query());
    return subscriber -> attempt(target, Objects.requireNonNull(subscriber, "no subscriber"));
  }

  private void attempt(String target, Flow.Subscriber<? super StreamSignal> subscriber) {
    if (closed) {
      fail(subscriber, CLOSED);
      return;
    }
    RequestOptions request;
    try {
      request = request(target);
    } catch (RuntimeException noToken) {
      fail(subscriber, new NetworkFailure("no bearer token: " + noToken.getMessage()));
      return;
    }
    Call call = new Call(connector, settings.connectTimeout(), request);
    FrameSplitter splitter =
        new FrameSplitter(settings.frameCap(), new FrameScanner(ProblemReader::read));
    // A context of its own, so that attempts share neither thread nor order with the caller.
    Exchange exchange = new Exchange(vertx.createEventLoopContext(), call, splitter, live::remove);
    live.add(exchange);
    try {
      exchange.begin(subscriber);
    } catch (RejectedExecutionException noContext) {
      live.remove(exchange);
      fail(subscriber, CLOSED);
    }
    if (closed) {
      exchange.abort(CLOSED);
    }
  }

  private RequestOptions request(String target) {
    return Requests.head(HttpMethod.GET, target, settings)
        .putHeader("accept-encoding", Encodings.asked(settings.compression()));
  }

  /** An attempt that ends before it begins. */
  private static void fail(Flow.Subscriber<? super StreamSignal> subscriber, EndCause cause) {
    subscriber.onSubscribe(
        new Flow.Subscription() {
          @Override
          public void request(long signals) {}

          @Override
          public void cancel() {}
        });
    subscriber.onError(new StreamEnded(cause, 0));
  }

  /** Ends every attempt; those that begin after end at once. */
  void close() {
    closed = true;
    live.forEach(exchange -> exchange.abort(CLOSED));
  }
}
