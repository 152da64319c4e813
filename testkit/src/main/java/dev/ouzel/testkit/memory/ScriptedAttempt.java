package dev.ouzel.testkit.memory;

import dev.ouzel.post.Payload;
import dev.ouzel.stream.EndCause;
import dev.ouzel.stream.Frame;
import dev.ouzel.stream.RateLimit;
import dev.ouzel.stream.StreamEnded;
import dev.ouzel.stream.StreamRequest;
import dev.ouzel.stream.StreamSignal;
import dev.ouzel.stream.StreamSignal.Frames;
import dev.ouzel.stream.StreamSignal.Opened;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.Flow;

/**
 * One attempt at a {@link ScriptedSource}. Signals wait until there is demand for them, and an end
 * waits for the signals before it. Signals reach the subscriber in the thread that sends them or
 * that asks for more. Safe for use by several threads; what waits is not bounded.
 *
 * <p>A script that no source could follow (frames before the opening, anything after the end) fails
 * with {@link IllegalStateException}; after a cancellation what is sent goes nowhere, as in life.
 */
public final class ScriptedAttempt {
  private final StreamRequest request;
  private final Flow.Subscriber<? super StreamSignal> subscriber;
  private final Queue<StreamSignal> undelivered = new ArrayDeque<>();
  private Optional<Runnable> end = Optional.empty();
  private long demand;
  private boolean opened;
  private boolean ended;
  private boolean cancelled;
  private boolean delivering;
  private boolean over;

  ScriptedAttempt(StreamRequest request, Flow.Subscriber<? super StreamSignal> subscriber) {
    this.request = request;
    this.subscriber = subscriber;
  }

  void begin() {
    subscriber.onSubscribe(
        new Flow.Subscription() {
          @Override
          public void request(long signals) {
            ask(signals);
          }

          @Override
          public void cancel() {
            drop();
          }
        });
  }

  /** What was asked for. */
  public StreamRequest request() {
    return request;
  }

  /** How many signals the subscriber has asked for and not yet got. */
  public synchronized long demand() {
    return demand;
  }

  /** How many signals wait for demand. */
  public synchronized int undelivered() {
    return undelivered.size();
  }

  /** True once the subscriber has cancelled. */
  public synchronized boolean isCancelled() {
    return cancelled;
  }

  /** X accepts, at {@code serverTime} by its clock, without a word on the rate limit. */
  public void open(Instant serverTime) {
    open(new Opened(Optional.of(serverTime), RateLimit.unknown(), Optional.empty()));
  }

  /** X accepts. */
  public void open(Opened signal) {
    synchronized (this) {
      require(!opened, "opened twice");
      opened = true;
      add(signal);
    }
    deliver();
  }

  /** One turn of reading brings these frames. */
  public void send(Frame... frames) {
    long bytes = List.of(frames).stream().mapToLong(frame -> frame.payload().size()).sum();
    long delimiters = 2L * frames.length;
    send(new Frames(List.of(frames), 0, bytes + delimiters, bytes + delimiters));
  }

  /** One turn of reading brings a small post that matched no rule. */
  public void post(long id, String text) {
    String line = "{\"data\":{\"id\":\"%d\",\"text\":\"%s\"}}".formatted(id, escaped(text));
    send(new Frame.PostFrame(id, Payload.ofText(line), 0, 0));
  }

  /** As it may stand in JSON. */
  private static String escaped(String text) {
    StringBuilder escaped = new StringBuilder();
    text.chars()
        .forEach(
            c -> {
              if (c == '"' || c == '\\') {
                escaped.append('\\').append((char) c);
              } else if (c < ' ') {
                escaped.append("\\u%04x".formatted(c));
              } else {
                escaped.append((char) c);
              }
            });
    return escaped.toString();
  }

  /** One turn of reading brings nothing but a keep-alive. */
  public void keepAlive() {
    send(new Frames(List.of(), 1, 2, 0));
  }

  /** One turn of reading. */
  public void send(Frames signal) {
    synchronized (this) {
      require(opened, "frames before the opening");
      add(signal);
    }
    deliver();
  }

  private void add(StreamSignal signal) {
    require(!ended, "a signal after the end");
    if (!cancelled) {
      undelivered.add(signal);
    }
  }

  /** X closes the response in order. */
  public void close() {
    synchronized (this) {
      require(opened, "closed before the opening");
    }
    end(subscriber::onComplete);
  }

  /** The attempt ends for {@code cause}, with no frame unfinished. */
  public void fail(EndCause cause) {
    fail(new StreamEnded(cause, 0));
  }

  /** The attempt ends. */
  public void fail(StreamEnded failure) {
    end(() -> subscriber.onError(failure));
  }

  private void end(Runnable signal) {
    synchronized (this) {
      require(!ended, "ended twice");
      ended = true;
      end = Optional.of(signal);
    }
    deliver();
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalStateException("no source does this: " + otherwise);
    }
  }

  private void ask(long signals) {
    synchronized (this) {
      if (over) {
        return;
      }
      if (signals <= 0) {
        undelivered.clear();
        ended = true;
        end =
            Optional.of(
                () ->
                    subscriber.onError(
                        new IllegalArgumentException("demand is positive, not " + signals)));
      } else {
        demand = Long.MAX_VALUE - demand < signals ? Long.MAX_VALUE : demand + signals;
      }
    }
    deliver();
  }

  private synchronized void drop() {
    cancelled = true;
    undelivered.clear();
  }

  /** Hands over what may be handed over; a call from within a signal leaves it to the outer one. */
  private void deliver() {
    synchronized (this) {
      if (delivering) {
        return;
      }
      delivering = true;
    }
    for (Optional<Runnable> next = next(); next.isPresent(); next = next()) {
      next.get().run();
    }
  }

  private synchronized Optional<Runnable> next() {
    Optional<Runnable> next = Optional.empty();
    if (!cancelled && !undelivered.isEmpty() && demand > 0) {
      StreamSignal signal = undelivered.remove();
      demand--;
      next = Optional.of(() -> subscriber.onNext(signal));
    } else if (!cancelled && undelivered.isEmpty()) {
      next = end;
      end = Optional.empty();
      over = next.isPresent();
    }
    delivering = next.isPresent();
    return next;
  }
}
