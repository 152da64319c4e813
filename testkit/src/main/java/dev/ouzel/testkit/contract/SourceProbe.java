package dev.ouzel.testkit.contract;

import dev.ouzel.stream.EndCause;
import dev.ouzel.stream.Frame;
import dev.ouzel.stream.StreamEnded;
import dev.ouzel.stream.StreamSignal;
import dev.ouzel.stream.StreamSignal.Frames;
import dev.ouzel.stream.StreamSignal.Opened;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/**
 * A subscriber that asks for signals when a test says so, keeps them, and notes every breach of the
 * rules of {@link Flow}. Methods named {@code await…} fail when what they wait for does not come.
 */
final class SourceProbe implements Flow.Subscriber<StreamSignal> {
  private final Duration patience;
  private final AtomicBoolean signalling = new AtomicBoolean();
  private final List<StreamSignal> signals = new ArrayList<>();
  private final List<String> breaches = new ArrayList<>();
  private Optional<Flow.Subscription> subscription = Optional.empty();
  private Optional<Throwable> failure = Optional.empty();
  private boolean completed;
  private long asked;

  SourceProbe(Duration patience) {
    this.patience = patience;
  }

  @Override
  public void onSubscribe(Flow.Subscription given) {
    signal(
        () -> {
          require(subscription.isEmpty(), "subscribed twice");
          subscription = Optional.of(given);
        });
  }

  @Override
  public void onNext(StreamSignal signal) {
    signal(
        () -> {
          require(subscription.isPresent(), "a signal before onSubscribe");
          require(signals.size() < asked, "more signals than the " + asked + " asked for");
          require(signals.isEmpty() == signal instanceof Opened, "Opened is the first and only it");
          require(!hasEnded(), "a signal after the end");
          signals.add(signal);
        });
  }

  @Override
  public void onError(Throwable cause) {
    signal(
        () -> {
          require(!hasEnded(), "a second end");
          failure = Optional.of(cause);
        });
  }

  @Override
  public void onComplete() {
    signal(
        () -> {
          require(!hasEnded(), "a second end");
          completed = true;
        });
  }

  private void signal(Runnable note) {
    boolean alone = signalling.compareAndSet(false, true);
    synchronized (this) {
      require(alone, "two signals at once");
      note.run();
      notifyAll();
    }
    if (alone) {
      signalling.set(false);
    }
  }

  private void require(boolean holds, String otherwise) {
    if (!holds) {
      breaches.add(otherwise);
    }
  }

  private boolean hasEnded() {
    return completed || failure.isPresent();
  }

  /** Asks for that many signals more. */
  SourceProbe request(long count) {
    Flow.Subscription current;
    synchronized (this) {
      await(() -> subscription.isPresent(), "the subscription");
      asked = Long.MAX_VALUE - asked < count ? Long.MAX_VALUE : asked + count;
      current = subscription.orElseThrow();
    }
    current.request(count);
    return this;
  }

  /** Asks for every signal there will be. */
  SourceProbe requestAll() {
    return request(Long.MAX_VALUE);
  }

  void cancel() {
    Optional<Flow.Subscription> current;
    synchronized (this) {
      current = subscription;
    }
    current.ifPresent(Flow.Subscription::cancel);
  }

  synchronized Opened awaitOpened() {
    await(() -> !signals.isEmpty(), "Opened");
    return (Opened) signals.get(0);
  }

  /** The first {@code count} frames. */
  synchronized List<Frame> awaitFrames(int count) {
    await(() -> frames().size() >= count, count + " frames");
    return frames().subList(0, count);
  }

  synchronized void awaitSignals(int count) {
    await(() -> signals.size() >= count, count + " signals");
  }

  synchronized void awaitBytes(long count) {
    await(() -> bytes() >= count, count + " bytes");
  }

  synchronized void awaitKeepAlives(int count) {
    await(() -> keepAlives() >= count, count + " keep-alives");
  }

  synchronized void awaitCompletion() {
    await(this::hasEnded, "the end");
    if (!completed) {
      throw new AssertionError("failed in place of completing: " + failure.orElseThrow());
    }
  }

  synchronized StreamEnded awaitFailure() {
    await(this::hasEnded, "the end");
    if (failure.orElse(null) instanceof StreamEnded ended) {
      return ended;
    }
    throw new AssertionError(
        "did not fail with StreamEnded but " + (completed ? "completed" : "with " + failure));
  }

  /** The cause of a failure, which has to be of this type. */
  <T extends EndCause> T awaitFailure(Class<T> type) {
    EndCause cause = awaitFailure().endCause();
    if (type.isInstance(cause)) {
      return type.cast(cause);
    }
    throw new AssertionError("ended for another cause: " + cause.sentence());
  }

  synchronized List<StreamSignal> signals() {
    return List.copyOf(signals);
  }

  synchronized List<Frames> turns() {
    return turnStream().toList();
  }

  synchronized List<Frame> frames() {
    return turnStream().flatMap(turn -> turn.frames().stream()).toList();
  }

  synchronized long bytes() {
    return turnStream().mapToLong(Frames::bytes).sum();
  }

  synchronized int keepAlives() {
    return turnStream().mapToInt(Frames::keepAlives).sum();
  }

  private Stream<Frames> turnStream() {
    return signals.stream().filter(Frames.class::isInstance).map(Frames.class::cast);
  }

  /** What the source did against the rules of {@link Flow}. */
  synchronized List<String> breaches() {
    return List.copyOf(breaches);
  }

  private void await(BooleanSupplier condition, String what) {
    long deadline = System.nanoTime() + patience.toNanos();
    while (!condition.getAsBoolean()) {
      long left = deadline - System.nanoTime();
      if (left <= 0) {
        throw new AssertionError("waited in vain for " + what + "; so far " + account());
      }
      try {
        wait(Duration.ofNanos(left).toMillis() + 1);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new AssertionError("interrupted while waiting for " + what, e);
      }
    }
  }

  private String account() {
    return "%d signals, %d frames, %d bytes, %s"
        .formatted(
            signals.size(),
            frames().size(),
            bytes(),
            completed ? "completed" : failure.map(Object::toString).orElse("no end"));
  }
}
