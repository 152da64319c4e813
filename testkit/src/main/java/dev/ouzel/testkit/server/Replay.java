package dev.ouzel.testkit.server;

import dev.ouzel.loop.Moment;
import dev.ouzel.post.Payload;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;

/** Frames of the past on their way to one reader, as fast as it reads or at a pace. */
final class Replay {
  private final Iterator<Payload> frames;
  private final Duration between;
  private Moment next;

  /** From {@code begun} one frame each time {@code between} has passed; zero for no pace. */
  Replay(List<Payload> frames, Duration between, Moment begun) {
    this.frames = frames.iterator();
    this.between = between;
    this.next = begun;
  }

  static Replay none() {
    return new Replay(List.of(), Duration.ZERO, new Moment(Instant.EPOCH, 0));
  }

  boolean isOver() {
    return !frames.hasNext();
  }

  boolean isDue(Moment now) {
    return frames.hasNext() && (between.isZero() || now.hasReached(next));
  }

  /** How long until the next is due. */
  Duration untilNext(Moment now) {
    return next.since(now);
  }

  Payload take() {
    next = next.plus(between);
    return frames.next();
  }
}
