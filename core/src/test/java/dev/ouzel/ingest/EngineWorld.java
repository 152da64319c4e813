package dev.ouzel.ingest;

import dev.ouzel.connection.Connection;
import dev.ouzel.connection.ConnectionHistory;
import dev.ouzel.connection.ConnectionPage;
import dev.ouzel.connection.ConnectionQuery;
import dev.ouzel.connection.Terminated;
import dev.ouzel.connection.Termination;
import dev.ouzel.coverage.TimeRange;
import dev.ouzel.loop.EventLoop;
import dev.ouzel.loop.Moment;
import dev.ouzel.sink.Batch;
import dev.ouzel.sink.Checkpoint;
import dev.ouzel.sink.CommitReceipt;
import dev.ouzel.sink.PostIds;
import dev.ouzel.sink.PostSink;
import dev.ouzel.sink.SinkKind;
import dev.ouzel.stream.RateLimit;
import dev.ouzel.stream.StreamName;
import dev.ouzel.stream.StreamRequest;
import dev.ouzel.stream.StreamSignal;
import dev.ouzel.stream.StreamSource;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Publisher;
import java.util.concurrent.Flow.Subscriber;
import java.util.concurrent.Flow.Subscription;

/** What an engine meets, held by a test: a loop in virtual time, a source, a sink and a history. */
final class EngineWorld implements EventLoop, StreamSource, PostSink, ConnectionHistory {
  final List<Exchange> exchanges = new ArrayList<>();
  final List<Batch> commits = new ArrayList<>();
  final List<IngestEvent> events = new ArrayList<>();
  final List<ConnectionQuery> queries = new ArrayList<>();
  final List<Termination> terminations = new ArrayList<>();
  final Deque<CompletableFuture<ConnectionPage>> pages = new ArrayDeque<>();
  CompletableFuture<Terminated> termination = new CompletableFuture<>();
  CompletableFuture<CommitReceipt> nextReceipt = new CompletableFuture<>();
  Optional<Checkpoint> checkpoint = Optional.empty();
  Optional<RuntimeException> thrownByConnect = Optional.empty();
  Optional<RuntimeException> thrownByCommit = Optional.empty();
  Optional<RuntimeException> thrownByResume = Optional.empty();
  Optional<TimeRange> askedIds = Optional.empty();
  PostIds held = PostIds.none();
  SinkKind kind = SinkKind.KEYED;
  boolean keeps = true;

  private final Deque<Runnable> tasks = new ArrayDeque<>();
  private final List<Delayed> delayed = new ArrayList<>();
  private Moment now = new Moment(MachineDriver.START, 0);

  private record Delayed(Moment due, Runnable task) {}

  /** One subscription. */
  static final class Exchange {
    final StreamRequest request;
    final Subscriber<? super StreamSignal> subscriber;
    long demanded;
    boolean cancelled;

    Exchange(StreamRequest request, Subscriber<? super StreamSignal> subscriber) {
      this.request = request;
      this.subscriber = subscriber;
    }

    Subscription subscription() {
      return new Subscription() {
        @Override
        public void request(long signals) {
          demanded += signals;
        }

        @Override
        public void cancel() {
          cancelled = true;
        }
      };
    }
  }

  @Override
  public Moment now() {
    return now;
  }

  @Override
  public long random() {
    return 0;
  }

  @Override
  public void execute(Runnable task) {
    tasks.add(task);
  }

  @Override
  public Timer after(Duration delay, Runnable task) {
    Delayed waiting = new Delayed(now.plus(delay), task);
    delayed.add(waiting);
    return () -> delayed.remove(waiting);
  }

  int timers() {
    return delayed.size();
  }

  /** Runs what there is to run. */
  EngineWorld run() {
    while (!tasks.isEmpty()) {
      tasks.remove().run();
    }
    return this;
  }

  EngineWorld pass(Duration duration) {
    run();
    Moment end = now.plus(duration);
    Optional<Delayed> next = next(end);
    while (next.isPresent()) {
      delayed.remove(next.get());
      now = now.isBefore(next.get().due()) ? next.get().due() : now;
      next.get().task().run();
      run();
      next = next(end);
    }
    now = end;
    return this;
  }

  private Optional<Delayed> next(Moment end) {
    return delayed.stream()
        .filter(waiting -> end.hasReached(waiting.due()))
        .min(Comparator.comparingLong(waiting -> waiting.due().nanos()));
  }

  @Override
  public Publisher<StreamSignal> connect(StreamRequest request) {
    thrownByConnect.ifPresent(
        thrown -> {
          throw thrown;
        });
    return subscriber -> {
      Exchange exchange = new Exchange(request, subscriber);
      exchanges.add(exchange);
      subscriber.onSubscribe(exchange.subscription());
    };
  }

  Exchange exchange() {
    return exchanges.get(exchanges.size() - 1);
  }

  /** X accepts the last attempt. */
  EngineWorld accept() {
    return signal(
        new StreamSignal.Opened(Optional.of(now.wall()), RateLimit.unknown(), Optional.empty()));
  }

  EngineWorld signal(StreamSignal signal) {
    exchange().subscriber.onNext(signal);
    return run();
  }

  @Override
  public SinkKind kind() {
    return kind;
  }

  @Override
  public CompletionStage<CommitReceipt> commit(Batch batch) {
    commits.add(batch);
    thrownByCommit.ifPresent(
        thrown -> {
          throw thrown;
        });
    if (!keeps) {
      return nextReceipt;
    }
    return CompletableFuture.completedFuture(
        new CommitReceipt(batch.checkpoint().sequence(), batch.posts().size(), 0));
  }

  @Override
  public CompletionStage<Optional<Checkpoint>> resume(StreamName stream) {
    thrownByResume.ifPresent(
        thrown -> {
          throw thrown;
        });
    return CompletableFuture.completedFuture(checkpoint);
  }

  @Override
  public CompletionStage<PostIds> ids(StreamName stream, TimeRange created) {
    askedIds = Optional.of(created);
    return CompletableFuture.completedFuture(held);
  }

  @Override
  public void close() {
    // The caller's to close.
  }

  @Override
  public CompletionStage<ConnectionPage> page(ConnectionQuery query) {
    queries.add(query);
    return pages.remove();
  }

  @Override
  public CompletionStage<Terminated> terminate(Termination which) {
    terminations.add(which);
    return termination;
  }

  /** X's answer to the next question for a page. */
  EngineWorld page(Optional<String> next, Connection... connections) {
    pages.add(
        CompletableFuture.completedFuture(
            new ConnectionPage(List.of(connections), List.of(), next)));
    return this;
  }

  <E extends IngestEvent> List<E> events(Class<E> type) {
    return events.stream().filter(type::isInstance).map(type::cast).toList();
  }
}
