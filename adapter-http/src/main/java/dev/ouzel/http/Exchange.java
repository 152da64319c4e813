package dev.ouzel.http;

import dev.ouzel.http.frame.FrameSplitter;
import dev.ouzel.http.frame.Inflow;
import dev.ouzel.stream.EndCause;
import dev.ouzel.stream.EndCause.Closed;
import dev.ouzel.stream.EndCause.NetworkFailure;
import dev.ouzel.stream.EndCause.Refused;
import dev.ouzel.stream.StreamEnded;
import dev.ouzel.stream.StreamSignal;
import dev.ouzel.stream.StreamSignal.Opened;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.internal.ContextInternal;
import java.util.Optional;
import java.util.concurrent.Flow;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;

/**
 * One attempt at a stream, from the first packet to the end. Everything happens on one Vert.x
 * context, where the subscriber gets its signals too; only {@link #request}, {@link #cancel} and
 * {@link #abort} may be called from anywhere, and they do no more than leave a task there.
 */
final class Exchange implements Flow.Subscription {
  private static final int OK = 200;

  private final ContextInternal context;
  private final Call call;
  private final FrameSplitter splitter;
  private final Consumer<Exchange> whenOver;

  /** Null once there is nothing more to tell, so that nobody is kept reachable. */
  private Flow.Subscriber<? super StreamSignal> subscriber;

  private volatile boolean cancelled;
  private long demand;

  /** What is told next, once there is demand. */
  private Optional<? extends StreamSignal> next = Optional.empty();

  /** Null until X accepts. */
  private StreamBody body;

  private boolean turnIsDue;

  /**
   * An attempt not yet begun.
   *
   * @param context where everything happens
   * @param call the request
   * @param splitter makes the frames
   * @param whenOver is told when the connection is given up, on the context
   */
  Exchange(
      ContextInternal context, Call call, FrameSplitter splitter, Consumer<Exchange> whenOver) {
    this.context = context;
    this.call = call;
    this.splitter = splitter;
    this.whenOver = whenOver;
  }

  /** Begins; fails with {@link RejectedExecutionException} when the context has ended. */
  void begin(Flow.Subscriber<? super StreamSignal> receiver) {
    context.runOnContext(
        begun -> {
          subscriber = receiver;
          safely(this::start);
        });
  }

  private void start() {
    signal(() -> subscriber.onSubscribe(this));
    if (isLive()) {
      call.answer().onSuccess(response -> safely(() -> answered(response))).onFailure(this::failed);
    }
  }

  @Override
  public void request(long signals) {
    onContext(() -> demand(signals));
  }

  @Override
  public void cancel() {
    cancelled = true;
    onContext(this::close);
  }

  /** Ends the attempt from our side, whatever was not told yet. */
  void abort(EndCause cause) {
    onContext(() -> end(cause));
  }

  private void onContext(Runnable task) {
    try {
      context.runOnContext(now -> safely(task));
    } catch (RejectedExecutionException closed) {
      // Vert.x was closed, and the connection with it.
    }
  }

  private boolean isLive() {
    return subscriber != null && !cancelled;
  }

  private void answered(HttpClientResponse response) {
    if (!isLive()) {
      return;
    }
    if (response.statusCode() != OK) {
      RefusalReading.of(response, context, call.patience())
          .onSuccess(refusal -> end(new Refused(refusal)));
      return;
    }
    MultiMap headers = response.headers();
    Optional<Inflow> inflow = Encodings.inflow(headers);
    if (inflow.isEmpty()) {
      end(new NetworkFailure("compression that was not asked for: " + Encodings.name(headers)));
      return;
    }
    next =
        Optional.of(
            new Opened(
                Refusals.date(headers),
                Refusals.rateLimit(headers),
                Optional.ofNullable(headers.get("x-transaction-id"))));
    body = new StreamBody(call, response, inflow.get(), splitter);
    body.begin(context, this::news);
    turn();
  }

  private void failed(Throwable failure) {
    end(new NetworkFailure(call.detail(failure)));
  }

  private void demand(long signals) {
    if (!isLive()) {
      return;
    }
    if (signals <= 0) {
      Flow.Subscriber<?> receiver = subscriber;
      close();
      receiver.onError(
          new IllegalArgumentException("non-positive subscription request: " + signals));
      return;
    }
    demand = Long.MAX_VALUE - demand < signals ? Long.MAX_VALUE : demand + signals;
    turn();
  }

  /**
   * Each HTTP chunk arrives by itself, so the turn is put off until the network layer has handed
   * over all that it has read, unless it is full before.
   */
  private void news() {
    if (body.isFull()) {
      safely(this::turn);
    } else {
      turnSoon();
    }
  }

  private void turnSoon() {
    if (!turnIsDue) {
      turnIsDue = true;
      onContext(
          () -> {
            turnIsDue = false;
            turn();
          });
    }
  }

  /** Tells what may be told, and sees to it that more comes. */
  private void turn() {
    if (!isLive() || body == null) {
      return;
    }
    if (next.isEmpty() && (demand > 0 || body.hasEnded())) {
      next = body.turn();
    }
    if (next.isPresent() && demand > 0) {
      StreamSignal signal = next.get();
      next = Optional.empty();
      demand--;
      signal(() -> subscriber.onNext(signal));
    }
    if (!isLive()) {
      return;
    }
    if (next.isEmpty() && body.end().isPresent()) {
      end(body.end().get());
      return;
    }
    body.readOn();
    if (next.isEmpty() && body.hasMore() && (demand > 0 || body.hasEnded())) {
      turnSoon();
    }
  }

  /** A subscriber that throws has broken its contract, and gets nothing more. */
  private void signal(Runnable signal) {
    try {
      signal.run();
    } catch (RuntimeException | Error broken) {
      close();
      throw broken;
    }
  }

  /** Should we have made a mistake, the subscriber must not wait for ever. */
  private void safely(Runnable task) {
    try {
      task.run();
    } catch (RuntimeException | Error mistake) {
      Flow.Subscriber<?> receiver = subscriber;
      if (receiver == null) {
        throw mistake;
      }
      close();
      receiver.onError(mistake);
    }
  }

  private void end(EndCause cause) {
    if (!isLive()) {
      return;
    }
    Flow.Subscriber<?> receiver = subscriber;
    int unfinished = splitter.unfinishedBytes();
    close();
    if (cause instanceof Closed && unfinished == 0) {
      receiver.onComplete();
    } else {
      receiver.onError(new StreamEnded(cause, unfinished));
    }
  }

  private void close() {
    if (subscriber == null) {
      return;
    }
    subscriber = null;
    next = Optional.empty();
    call.close();
    if (body != null) {
      body.close();
    }
    whenOver.accept(this);
  }
}
