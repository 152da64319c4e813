package dev.ouzel.app.scenario;

import dev.ouzel.stream.StreamEndpoint;
import dev.ouzel.stream.StreamRequest;
import dev.ouzel.stream.StreamSignal;
import dev.ouzel.stream.StreamSource;
import dev.ouzel.testkit.server.FakeX;
import dev.ouzel.testkit.server.SeenRequest;
import dev.ouzel.testkit.server.ServedConnection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

/**
 * Watches both ends of the sockets between an ingest and a fake X, so that a test knows when
 * nothing is on its way any more.
 */
final class Wire {
  private final FakeX x;
  private final List<Attempt> attempts = new CopyOnWriteArrayList<>();
  private boolean ghosts;

  Wire(FakeX x) {
    this.x = x;
  }

  /**
   * The same source, watched. It connects only once X has noticed that the attempts before are
   * over, as it has in life by the time the next one reaches it.
   *
   * @param untilNoticed waits for {@link #hasNoticedEnds}
   */
  StreamSource watched(StreamSource source, Runnable untilNoticed) {
    return request ->
        subscriber -> {
          untilNoticed.run();
          Attempt attempt = new Attempt(request, subscriber);
          attempts.add(attempt);
          source.connect(request).subscribe(attempt);
        };
  }

  /** True when X takes for open only what the ingest does. */
  boolean hasNoticedEnds() {
    return pairs(x.connections()).entrySet().stream()
        .noneMatch(pair -> pair.getValue().over && isTakenForOpen(pair.getKey()));
  }

  /** True when neither end waits for something that is on its way. */
  boolean isQuiet() {
    List<ServedConnection> served = x.connections();
    return everyRequestIsAnswered()
        && pairs(served).entrySet().stream()
            .allMatch(pair -> isQuiet(pair.getKey(), pair.getValue()));
  }

  private boolean everyRequestIsAnswered() {
    long unanswered =
        x.requests().stream()
            .filter(request -> request.path().equals(StreamEndpoint.FILTERED.path()))
            .filter(request -> request.status().isEmpty())
            .count();
    long waiting = attempts.stream().filter(attempt -> !attempt.opened && !attempt.over).count();
    long givenUp = attempts.stream().filter(attempt -> !attempt.opened && attempt.gaveUp).count();
    return waiting <= Math.max(0, unanswered - givenUp);
  }

  private boolean isQuiet(ServedConnection served, Attempt attempt) {
    if (attempt.over) {
      return !isTakenForOpen(served);
    }
    return attempt.demand.get() == 0 || (served.isOpen() && served.bytes() == attempt.bytes.get());
  }

  private boolean isTakenForOpen(ServedConnection served) {
    return served.isOpen() && !ghosts;
  }

  /** X will not notice when connections end on our side. */
  void allowGhosts() {
    ghosts = true;
  }

  /** X's connections, each with the attempt that it answered; those of other clients left out. */
  private Map<ServedConnection, Attempt> pairs(List<ServedConnection> served) {
    Map<Map<String, String>, Iterator<Attempt>> opened =
        attempts.stream()
            .filter(attempt -> attempt.opened)
            .collect(
                Collectors.groupingBy(
                    attempt -> attempt.request.query(),
                    Collectors.collectingAndThen(Collectors.toList(), List::iterator)));
    return served.stream()
        .filter(connection -> hasNext(opened, connection.request()))
        .collect(
            Collectors.toMap(
                connection -> connection,
                connection -> opened.get(connection.request().query()).next()));
  }

  private static boolean hasNext(
      Map<Map<String, String>, Iterator<Attempt>> opened, SeenRequest request) {
    return opened.containsKey(request.query()) && opened.get(request.query()).hasNext();
  }

  /** What there is, for a person. */
  String report() {
    return attempts.size() + " attempts; " + x.report();
  }

  /** One attempt, as it looks from the ingest. */
  private static final class Attempt implements Flow.Subscriber<StreamSignal>, Flow.Subscription {
    private final StreamRequest request;
    private final Flow.Subscriber<? super StreamSignal> subscriber;
    private final AtomicLong demand = new AtomicLong();
    private volatile boolean opened;
    private volatile boolean over;
    private volatile boolean gaveUp;
    private final AtomicLong bytes = new AtomicLong();
    private Flow.Subscription subscription;

    Attempt(StreamRequest request, Flow.Subscriber<? super StreamSignal> subscriber) {
      this.request = request;
      this.subscriber = subscriber;
    }

    @Override
    public void onSubscribe(Flow.Subscription given) {
      subscription = given;
      subscriber.onSubscribe(this);
    }

    /** What is counted has been handed over already. */
    @Override
    public void onNext(StreamSignal signal) {
      subscriber.onNext(signal);
      demand.decrementAndGet();
      if (signal instanceof StreamSignal.Frames frames) {
        bytes.addAndGet(frames.bytes());
      } else {
        opened = true;
      }
    }

    @Override
    public void onError(Throwable failure) {
      subscriber.onError(failure);
      over = true;
    }

    @Override
    public void onComplete() {
      subscriber.onComplete();
      over = true;
    }

    @Override
    public void request(long signals) {
      demand.addAndGet(signals);
      subscription.request(signals);
    }

    @Override
    public void cancel() {
      gaveUp = true;
      subscription.cancel();
      over = true;
    }
  }
}
