package dev.ouzel.ingest;

import dev.ouzel.loop.EventLoop;
import dev.ouzel.stream.EndCause;
import dev.ouzel.stream.StreamEnded;
import dev.ouzel.stream.StreamRequest;
import dev.ouzel.stream.StreamSignal;
import dev.ouzel.stream.StreamSource;
import java.util.Optional;
import java.util.concurrent.Flow.Subscriber;
import java.util.concurrent.Flow.Subscription;

/**
 * One attempt as a subscriber: brings signals, which come on the source's threads, onto the event
 * loop, and makes sure that the attempt's end is told exactly once.
 */
final class Attempt {
  /** Told on the loop. */
  interface Listener {
    /** A signal came, be it after the end was told. */
    void signalled(int attempt, StreamSignal signal);

    /** The attempt is over. */
    void ended(AttemptEnd end);
  }

  private final int number;
  private final EventLoop loop;
  private final Listener listener;
  private Optional<Subscription> subscription = Optional.empty();
  private long waitingDemand;
  private boolean over;

  Attempt(int number, EventLoop loop, Listener listener) {
    this.number = number;
    this.loop = loop;
    this.listener = listener;
  }

  void begin(StreamSource source, StreamRequest request) {
    try {
      source.connect(request).subscribe(new Signals());
    } catch (RuntimeException refused) {
      loop.execute(() -> end(new EndCause.NetworkFailure(refused.toString()), 0));
    }
  }

  void demand(int signals) {
    if (over) {
      return;
    }
    if (subscription.isPresent()) {
      subscription.get().request(signals);
    } else {
      waitingDemand += signals;
    }
  }

  /** Ends the attempt; its end is told after the signals that have come already. */
  void cancel() {
    subscription.ifPresent(Subscription::cancel);
    loop.execute(() -> end(new EndCause.Stopped(), 0));
  }

  private void subscribed(Subscription given) {
    if (over || subscription.isPresent()) {
      given.cancel();
      return;
    }
    subscription = Optional.of(given);
    if (waitingDemand > 0) {
      given.request(waitingDemand);
    }
  }

  private void end(EndCause cause, int unfinishedBytes) {
    if (!over) {
      over = true;
      listener.ended(new AttemptEnd(number, cause, unfinishedBytes));
    }
  }

  private final class Signals implements Subscriber<StreamSignal> {
    @Override
    public void onSubscribe(Subscription given) {
      loop.execute(() -> subscribed(given));
    }

    @Override
    public void onNext(StreamSignal signal) {
      loop.execute(() -> listener.signalled(number, signal));
    }

    @Override
    public void onError(Throwable failure) {
      if (failure instanceof StreamEnded ended) {
        loop.execute(() -> end(ended.endCause(), ended.unfinishedBytes()));
      } else {
        loop.execute(() -> end(new EndCause.NetworkFailure(failure.toString()), 0));
      }
    }

    @Override
    public void onComplete() {
      loop.execute(() -> end(new EndCause.Closed(), 0));
    }
  }
}
