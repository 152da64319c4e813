package dev.ouzel.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ouzel.stream.EndCause;
import dev.ouzel.stream.Frame;
import dev.ouzel.stream.StreamEnded;
import dev.ouzel.stream.StreamSignal;
import dev.ouzel.stream.StreamSignal.Frames;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** A subscriber that keeps what it gets, asks when told to, and can be waited for. */
final class Recorder implements Flow.Subscriber<StreamSignal> {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final CompletableFuture<Flow.Subscription> subscription = new CompletableFuture<>();
  private final List<StreamSignal> signals = new ArrayList<>();
  private Optional<Throwable> failure = Optional.empty();
  private boolean completed;

  @Override
  public void onSubscribe(Flow.Subscription given) {
    subscription.complete(given);
  }

  @Override
  public synchronized void onNext(StreamSignal signal) {
    signals.add(signal);
    notifyAll();
  }

  @Override
  public synchronized void onError(Throwable cause) {
    failure = Optional.of(cause);
    notifyAll();
  }

  @Override
  public synchronized void onComplete() {
    completed = true;
    notifyAll();
  }

  Recorder request(long count) {
    subscription.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join().request(count);
    return this;
  }

  Recorder requestAll() {
    return request(Long.MAX_VALUE);
  }

  void cancel() {
    subscription.join().cancel();
  }

  synchronized Recorder awaitSignals(int count) {
    await(() -> signals.size() >= count);
    return this;
  }

  synchronized Recorder awaitFrames(int count) {
    await(() -> frames().size() >= count);
    return this;
  }

  /** Waits for so many signals or the end; true when the end came first. */
  synchronized boolean awaitSignalsOrEnd(int count) {
    await(() -> signals.size() >= count || hasEnded());
    return signals.size() < count;
  }

  private boolean hasEnded() {
    return completed || failure.isPresent();
  }

  synchronized void awaitCompletion() {
    await(this::hasEnded);
    assertThat(failure).isEmpty();
  }

  synchronized Throwable awaitError() {
    await(this::hasEnded);
    assertThat(failure).as("completed").isPresent();
    return failure.orElseThrow();
  }

  StreamEnded awaitFailure() {
    assertThat(awaitError()).isInstanceOf(StreamEnded.class);
    return (StreamEnded) awaitError();
  }

  /** What the network failure says that the attempt ended with. */
  String awaitNetworkFailure() {
    assertThat(awaitFailure().endCause()).isInstanceOf(EndCause.NetworkFailure.class);
    return ((EndCause.NetworkFailure) awaitFailure().endCause()).detail();
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

  List<String> texts() {
    return frames().stream().map(frame -> frame.payload().text()).toList();
  }

  synchronized long bytes() {
    return turnStream().mapToLong(Frames::bytes).sum();
  }

  private Stream<Frames> turnStream() {
    return signals.stream().filter(Frames.class::isInstance).map(Frames.class::cast);
  }

  private void await(BooleanSupplier condition) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("waited in vain; so far " + this);
      }
      try {
        wait(100);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new AssertionError(e);
      }
    }
  }

  @Override
  public synchronized String toString() {
    return signals.size()
        + " signals, "
        + bytes()
        + " bytes, "
        + (completed ? "completed" : failure);
  }
}
