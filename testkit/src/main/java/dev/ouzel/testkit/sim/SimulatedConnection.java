package dev.ouzel.testkit.sim;

import dev.ouzel.stream.EndCause;
import dev.ouzel.stream.Frame;
import dev.ouzel.stream.StreamEnded;
import dev.ouzel.stream.StreamRequest;
import dev.ouzel.stream.StreamSignal;
import dev.ouzel.stream.StreamSignal.Opened;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Flow;

/**
 * One connection, both ends of it: X writes, the network holds what is not asked for, and drops it
 * in the end.
 */
final class SimulatedConnection implements Flow.Subscription {
  private static final Duration SLOWEST_HOP = Duration.ofMillis(20);

  private final World world;
  private final Chance chance;
  private final Caller caller;
  private final StreamRequest request;
  private final Flow.Subscriber<? super StreamSignal> subscriber;
  private final Unread unread = new Unread();
  private Optional<Opened> opening = Optional.empty();
  private Optional<EndCause> end = Optional.empty();
  private int unfinishedBytes;
  private long demand;
  private boolean hopping;
  private boolean deaf;
  private boolean left;
  private boolean cancelled;
  private boolean over;
  private Instant lastSent;

  /** The process at the other end, and who is to know what it does. */
  interface Caller {
    boolean isAlive();

    /** A signal reaches it. */
    void delivered(StreamSignal signal);

    /** The end reaches it. */
    void ended(EndCause cause);

    /** It closes the connection. */
    void cancelled(SimulatedConnection connection);
  }

  SimulatedConnection(
      World world,
      Caller caller,
      StreamRequest request,
      Flow.Subscriber<? super StreamSignal> subscriber) {
    this.world = world;
    this.chance = world.chance("connection" + world.now());
    this.caller = caller;
    this.request = request;
    this.subscriber = subscriber;
    this.lastSent = world.now();
  }

  Chance chance() {
    return chance;
  }

  StreamRequest request() {
    return request;
  }

  boolean isRecovery() {
    return request.startTime().isPresent();
  }

  /** True while X writes on it. */
  boolean isWritten() {
    return !left && !cancelled;
  }

  /** How much nobody has read. */
  long unreadBytes() {
    return unread.bytes();
  }

  Instant lastSent() {
    return lastSent;
  }

  void open(Opened opened) {
    opening = Optional.of(opened);
    lastSent = world.now();
    pump();
  }

  void send(Frame frame) {
    if (isHeard()) {
      unread.add(frame);
      pump();
    }
  }

  void sendKeepAlive() {
    if (isHeard()) {
      unread.addKeepAlive();
      pump();
    }
  }

  /** Sends the beginning of a frame, and the frame a little later. */
  void sendSlowly(Frame frame) {
    if (isHeard()) {
      unread.addBeginning(chance.below(40) + 1);
      pump();
      world.after(chance.within(Duration.ofSeconds(1)), () -> send(frame));
    }
  }

  private boolean isHeard() {
    lastSent = world.now();
    return isWritten() && !deaf;
  }

  /** Loses what the network does not hold. */
  void dropBeyond(int bytes) {
    unread.keep(bytes);
  }

  /** X ends it in order. */
  void close() {
    end(new EndCause.Closed(), 0);
  }

  /** It ends within a frame. */
  void cut() {
    EndCause cause =
        chance.happens(0.5)
            ? new EndCause.Closed()
            : new EndCause.NetworkFailure("connection reset within a frame");
    end(cause, 1 + chance.below(100));
  }

  /** It is reset: some of what was not read is lost. */
  void reset() {
    unread.keep((long) (unread.bytes() * chance.part()));
    end(new EndCause.NetworkFailure("connection reset"), 0);
  }

  /** It could not be made, or X refused. */
  void fail(EndCause cause) {
    end(cause, 0);
  }

  private void end(EndCause cause, int unfinished) {
    if (isWritten()) {
      left = true;
      if (!deaf) {
        end = Optional.of(cause);
        unfinishedBytes = unfinished;
        pump();
      }
    }
  }

  /** X learns that there is nobody at the other end. */
  void giveUp() {
    left = true;
  }

  /** Nothing more arrives. */
  void stall() {
    deaf = true;
  }

  /** What is on its way takes a moment. */
  private void pump() {
    if (!hopping) {
      hopping = true;
      world.after(chance.within(SLOWEST_HOP), this::deliver);
    }
  }

  private void deliver() {
    hopping = false;
    while (isListening() && demand > 0 && (opening.isPresent() || !unread.isEmpty())) {
      demand--;
      StreamSignal signal = opening.isPresent() ? opening.get() : unread.turn();
      opening = Optional.empty();
      caller.delivered(signal);
      subscriber.onNext(signal);
    }
    if (isListening() && opening.isEmpty() && unread.isEmpty() && end.isPresent()) {
      over = true;
      caller.ended(end.get());
      if (end.get() instanceof EndCause.Closed && unfinishedBytes == 0) {
        subscriber.onComplete();
      } else {
        subscriber.onError(new StreamEnded(end.get(), unfinishedBytes));
      }
    }
  }

  private boolean isListening() {
    return !cancelled && !over && caller.isAlive();
  }

  @Override
  public void request(long signals) {
    demand += signals;
    pump();
  }

  @Override
  public void cancel() {
    if (!cancelled && !over) {
      cancelled = true;
      unread.clear();
      caller.cancelled(this);
    }
  }
}
