package dev.ouzel.ingest;

import dev.ouzel.loop.Moment;
import dev.ouzel.stream.EndCause;
import dev.ouzel.stream.StreamRequest;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/** One attempt at a connection, from its record to its end: its demand and its silence. */
final class Link {
  /** Signals asked for ahead, so that reading goes on while a turn is being taken in. */
  private static final int AHEAD = 4;

  /** How far the attempt has come. */
  enum State {
    /** It is being put on record. */
    RECORDING,
    CONNECTING,
    OPEN,
    /** We have told it to end. */
    ENDING,
    OVER
  }

  private final StreamRequest request;
  private final Duration silenceLimit;
  private State state = State.RECORDING;
  private Moment since;
  private int attempt;
  private int demanded;
  private OptionalLong recordedBy = OptionalLong.empty();
  private Optional<Moment> openedAt = Optional.empty();
  private Optional<EndCause> ownEnd = Optional.empty();
  private Moment heardAt;

  Link(StreamRequest request, Duration silenceLimit, Moment now) {
    this.request = request;
    this.silenceLimit = silenceLimit;
    this.since = now;
    this.heardAt = now;
  }

  StreamRequest request() {
    return request;
  }

  State state() {
    return state;
  }

  /** Since when it is in its state. */
  Moment since() {
    return since;
  }

  /** Its number; 0 before it connects. */
  int attempt() {
    return attempt;
  }

  /** True while a connection may be there, be it that we have told it to end. */
  boolean isLive() {
    return state == State.CONNECTING || state == State.OPEN || state == State.ENDING;
  }

  boolean isOpen() {
    return state == State.OPEN;
  }

  /** True while it is on its way into no batch that puts it on record. */
  boolean isToBeRecorded() {
    return state == State.RECORDING && recordedBy.isEmpty();
  }

  /** A batch was sent, which puts on record what is to be recorded. */
  void sent(long sequence) {
    if (isToBeRecorded()) {
      recordedBy = OptionalLong.of(sequence);
    }
  }

  /** True when the batch with this number put it on record. */
  boolean isRecordedBy(long sequence) {
    return state == State.RECORDING && recordedBy.equals(OptionalLong.of(sequence));
  }

  void connect(int number, Moment now) {
    attempt = number;
    heardAt = now;
    enter(State.CONNECTING, now);
  }

  void opened(Moment now) {
    demanded--;
    heardAt = now;
    if (state == State.CONNECTING) {
      openedAt = Optional.of(now);
      enter(State.OPEN, now);
    }
  }

  void heard(Moment now) {
    demanded--;
    heardAt = now;
  }

  /** When something arrived last, or was asked for again after a pause. */
  Moment heardAt() {
    return heardAt;
  }

  /**
   * How many more signals to ask for; silence counts anew from a moment when none was asked for.
   * The opening is asked for even without room: it pins nothing, and X's time must not wait.
   */
  int replenish(Moment now, boolean hasRoom) {
    if (state != State.CONNECTING && state != State.OPEN) {
      return 0;
    }
    int wanted = hasRoom ? AHEAD : state == State.CONNECTING ? 1 : 0;
    int more = Math.max(wanted - demanded, 0);
    if (demanded == 0 && more > 0) {
      heardAt = now;
    }
    demanded += more;
    return more;
  }

  /** True when it is open and nothing more is asked of it. */
  boolean isParched() {
    return state == State.OPEN && demanded == 0;
  }

  /** We end it, for this reason; false when there is nothing to end. */
  boolean ending(EndCause cause, Moment now) {
    if (state != State.CONNECTING && state != State.OPEN) {
      return false;
    }
    ownEnd = Optional.of(cause);
    enter(State.ENDING, now);
    return true;
  }

  /** It is over: why, by our reason if we ended it. */
  EndCause ended(EndCause cause, Moment now) {
    enter(State.OVER, now);
    return ownEnd.orElse(cause);
  }

  /** It will never be made. */
  void drop(Moment now) {
    enter(State.OVER, now);
  }

  boolean hasOpened() {
    return openedAt.isPresent();
  }

  /** How long it has been open, or was. */
  Duration served(Moment now) {
    return openedAt.map(now::since).orElse(Duration.ZERO);
  }

  /** How long nothing has arrived, if that is too long. */
  Optional<Duration> silence(Moment now) {
    return deadline().filter(now::hasReached).map(due -> now.since(heardAt));
  }

  /** When silence will have lasted too long; it says nothing while nothing is asked for. */
  Optional<Moment> deadline() {
    boolean watched = demanded > 0 && (state == State.CONNECTING || state == State.OPEN);
    return watched ? Optional.of(heardAt.plus(silenceLimit)) : Optional.empty();
  }

  private void enter(State next, Moment now) {
    state = next;
    since = now;
  }
}
