package dev.ouzel.ingest;

import dev.ouzel.loop.Moment;
import dev.ouzel.reconnect.Backoff;
import dev.ouzel.stream.EndCause;
import java.time.Duration;
import java.util.Optional;

/** The live connection's place: one attempt after another, and the waits between them. */
final class Lane {
  private final Duration healthyAfter;
  private Backoff backoff = Backoff.fresh();
  private Optional<Link> link = Optional.empty();
  private Optional<Moment> connectAt;
  private Moment since;

  /** A lane whose first attempt is due at once. */
  Lane(Duration healthyAfter, Moment now) {
    this.healthyAfter = healthyAfter;
    this.connectAt = Optional.of(now);
    this.since = now;
  }

  /** The attempt, from its record to its end. */
  Optional<Link> link() {
    return link;
  }

  /** The attempt with this number, while it lives. */
  Optional<Link> live(int attempt) {
    return link.filter(own -> own.attempt() == attempt && own.isLive());
  }

  boolean isOpen() {
    return link.filter(Link::isOpen).isPresent();
  }

  boolean isLive() {
    return link.filter(Link::isLive).isPresent();
  }

  /** What an ingest is doing while its lane is so. */
  IngestStatus.State doing() {
    if (link.isEmpty()) {
      return connectAt.isPresent() ? IngestStatus.State.WAITING : IngestStatus.State.STARTING;
    }
    return switch (link.get().state()) {
      case RECORDING, CONNECTING -> IngestStatus.State.CONNECTING;
      case OPEN -> IngestStatus.State.STREAMING;
      case ENDING, OVER -> IngestStatus.State.WAITING;
    };
  }

  /** Since when the lane does what it does. */
  Moment since() {
    return link.map(Link::since).orElse(since);
  }

  /** The next attempt. */
  void begin(Link next) {
    connectAt = Optional.empty();
    link = Optional.of(next);
  }

  /** The attempt is over. */
  void over(Moment now) {
    prove(now);
    link = Optional.empty();
    since = now;
  }

  /** Forgives what failed before, once the connection has served long enough. */
  void prove(Moment now) {
    if (link.filter(own -> own.served(now).compareTo(healthyAfter) >= 0).isPresent()) {
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
  Duration backOff(EndCause cause, boolean opened, Moment now, long chance) {
    Backoff.Step step = backoff.after(cause, opened, now.wall(), chance);
    backoff = step.next();
    wait(step.pause(), now);
    return step.pause();
  }

  /** Waits for so long. */
  void wait(Duration pause, Moment now) {
    link = Optional.empty();
    connectAt = Optional.of(now.plus(pause));
    since = now;
  }

  /** Waits no longer, if it waits: the next attempt is due. */
  void hurry(Moment now) {
    connectAt = connectAt.map(due -> now);
  }

  /** Makes no attempt any more. */
  void rest(Moment now) {
    if (!isLive()) {
      link.ifPresent(own -> own.drop(now));
      link = Optional.empty();
      connectAt = Optional.empty();
      since = now;
    }
  }

  /** True when the wait before the next attempt is over. */
  boolean isDue(Moment now) {
    return connectAt.filter(now::hasReached).isPresent();
  }

  /** The next moment at which the lane needs attention. */
  Optional<Moment> deadline() {
    return connectAt.or(() -> link.flatMap(Link::deadline));
  }
}
