package dev.ouzel.ingest;

import dev.ouzel.loop.Moment;
import dev.ouzel.reconnect.Backoff;
import dev.ouzel.stream.EndCause;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/** What belongs to one live connection: its attempt, its demand, its silence and its backoff. */
final class Lane {
  /** Signals asked for ahead, so that reading goes on while a turn is being taken in. */
  private static final int AHEAD = 4;

  /** What the lane is doing. */
  enum State {
    IDLE,
    RECORDING,
    CONNECTING,
    OPEN,
    ENDING,
    WAITING
  }

  private final IngestSettings settings;
  private Backoff backoff = Backoff.fresh();
  private State state = State.WAITING;
  private Moment since;
  private int attempt;
  private int demanded;
  private Optional<Moment> openedAt = Optional.empty();
  private Optional<EndCause> ownEnd = Optional.empty();
  private OptionalLong recordedBy = OptionalLong.empty();
  private Moment heardAt;
  private Moment connectAt;

  Lane(IngestSettings settings, Moment now) {
    this.settings = settings;
    this.since = now;
    this.heardAt = now;
    this.connectAt = now;
  }

  State state() {
    return state;
  }

  /** What an ingest is doing while its lane is in this state. */
  IngestStatus.State doing() {
    return switch (state) {
      case IDLE -> IngestStatus.State.STARTING;
      case RECORDING, CONNECTING -> IngestStatus.State.CONNECTING;
      case OPEN -> IngestStatus.State.STREAMING;
      case ENDING, WAITING -> IngestStatus.State.WAITING;
    };
  }

  /** Since when the lane is in its state. */
  Moment since() {
    return since;
  }

  int attempt() {
    return attempt;
  }

  /** True while an attempt has not ended, be it that we have told it to. */
  boolean isLive() {
    return state == State.CONNECTING || state == State.OPEN || state == State.ENDING;
  }

  /** The next attempt is to be made once it is on record. */
  void record(Moment now) {
    recordedBy = OptionalLong.empty();
    enter(State.RECORDING, now);
  }

  /** True when an attempt is to be put on record, and is on its way into none yet. */
  boolean isToBeRecorded() {
    return state == State.RECORDING && recordedBy.isEmpty();
  }

  /** A batch was sent, which puts on record what is to be recorded. */
  void sent(long sequence) {
    if (isToBeRecorded()) {
      recordedBy = OptionalLong.of(sequence);
    }
  }

  /** True when the batch with this number put the attempt on record. */
  boolean isRecordedBy(long sequence) {
    return state == State.RECORDING && recordedBy.equals(OptionalLong.of(sequence));
  }

  /** Begins the next attempt. */
  void connect(Moment now) {
    attempt++;
    demanded = 0;
    openedAt = Optional.empty();
    ownEnd = Optional.empty();
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

  /**
   * How many more signals to ask for; silence counts anew from a moment when none was asked for.
   */
  int replenish(Moment now) {
    if (state != State.CONNECTING && state != State.OPEN) {
      return 0;
    }
    if (demanded == 0) {
      heardAt = now;
    }
    int more = AHEAD - demanded;
    demanded = AHEAD;
    return more;
  }

  /** True when a connection is open of which nothing more is asked. */
  boolean isParched() {
    return state == State.OPEN && demanded == 0;
  }

  /** The attempt is being ended from our side, for this reason. */
  void ending(EndCause cause, Moment now) {
    ownEnd = Optional.of(cause);
    enter(State.ENDING, now);
  }

  /** The attempt is over: why, by our reason if we ended it. */
  EndCause ended(EndCause cause, Moment now) {
    enter(State.IDLE, now);
    return ownEnd.orElse(cause);
  }

  /** How long the last attempt was open. */
  Duration served(Moment now) {
    return openedAt.map(now::since).orElse(Duration.ZERO);
  }

  /** Forgives what failed before, once the connection has served long enough. */
  void prove(Moment now) {
    if (served(now).compareTo(settings.healthyAfter()) >= 0) {
      backoff = Backoff.fresh();
    }
  }

  Backoff backoff() {
    return backoff;
  }

  /** Goes on from failures before a restart. */
  void resume(Backoff before) {
    backoff = before;
  }

  /** Waits before the next attempt, and tells how long. */
  Duration backOff(EndCause cause, Moment now, long chance) {
    prove(now);
    Backoff.Step step = backoff.after(cause, openedAt.isPresent(), now.wall(), chance);
    backoff = step.next();
    wait(step.pause(), now);
    return step.pause();
  }

  /** Waits for that long more. */
  void wait(Duration pause, Moment now) {
    connectAt = now.plus(pause);
    enter(State.WAITING, now);
  }

  /** Waits no longer: there will be no next attempt. */
  void rest(Moment now) {
    if (state == State.WAITING || state == State.RECORDING) {
      enter(State.IDLE, now);
    }
  }

  /** True when the wait before the next attempt is over. */
  boolean isDue(Moment now) {
    return state == State.WAITING && now.hasReached(connectAt);
  }

  /** How long nothing has arrived, if that is too long. */
  Optional<Duration> silence(Moment now) {
    return deadline()
        .filter(due -> isWatched() && now.hasReached(due))
        .map(due -> now.since(heardAt));
  }

  /** The next moment at which the lane needs attention. */
  Optional<Moment> deadline() {
    if (state == State.WAITING) {
      return Optional.of(connectAt);
    }
    return isWatched() ? Optional.of(heardAt.plus(settings.silenceLimit())) : Optional.empty();
  }

  /** Silence says nothing while nothing is asked for. */
  private boolean isWatched() {
    return demanded > 0 && (state == State.CONNECTING || state == State.OPEN);
  }

  private void enter(State next, Moment now) {
    state = next;
    since = now;
  }
}
