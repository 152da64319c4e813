package dev.ouzel.app.status;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How fast posts were stored, and how late they came, in the last hour: a point for each whole 10
 * s. Not safe for use by several threads.
 */
final class Series {
  /** From one point to the next. */
  static final Duration STEP = Duration.ofSeconds(10);

  /** How many points an hour has. */
  static final int POINTS = 360;

  private final Deque<Point> points = new ArrayDeque<>();
  private final long begun;
  private long stored;

  /**
   * What came in one step.
   *
   * @param step which, counted from 1970
   * @param posts how many were stored
   * @param lag the longest that the newest post of a batch took; absent without posts
   */
  private record Point(long step, long posts, Optional<Duration> lag) {
    Point with(long more, Optional<Duration> next) {
      Optional<Duration> longest = lag.isEmpty() || isLonger(next) ? next : lag;
      return new Point(step, posts + more, longest);
    }

    private boolean isLonger(Optional<Duration> next) {
      return next.isPresent() && next.get().compareTo(lag.orElseThrow()) > 0;
    }
  }

  /**
   * What a reader sees.
   *
   * @param end when the last point ends
   * @param postsPerSecond oldest first; empty where the program did not run
   * @param lagSeconds the same; empty where no post came either
   */
  record Curves(
      Instant end, List<OptionalDouble> postsPerSecond, List<OptionalDouble> lagSeconds) {}

  /** A series that begins at {@code now}: before, nothing is known. */
  Series(Instant now) {
    begun = step(now);
  }

  /** So many posts were stored by then; {@code lag} is of the newest that came last. */
  void stored(Instant at, long total, Optional<Duration> lag) {
    // A clock that was set back adds to the last point.
    long step = points.isEmpty() ? step(at) : Math.max(step(at), points.getLast().step());
    Point point =
        points.isEmpty() || points.getLast().step() < step
            ? new Point(step, 0, Optional.empty())
            : points.removeLast();
    points.addLast(point.with(total - stored, lag));
    stored = total;
    while (points.getFirst().step() < step - POINTS) {
      points.removeFirst();
    }
  }

  /** The last hour up to the last whole step. */
  Curves curves(Instant now) {
    long end = step(now);
    List<OptionalDouble> posts =
        new ArrayList<>(Collections.nCopies(POINTS, OptionalDouble.empty()));
    List<OptionalDouble> lags = new ArrayList<>(posts);
    for (int i = 0; i < POINTS; i++) {
      if (end - POINTS + i >= begun) {
        posts.set(i, OptionalDouble.of(0));
      }
    }
    for (Point point : points) {
      int at = (int) (point.step() - end + POINTS);
      if (at >= 0 && at < POINTS) {
        posts.set(at, OptionalDouble.of((double) point.posts() / STEP.toSeconds()));
        point.lag().ifPresent(lag -> lags.set(at, OptionalDouble.of(lag.toMillis() / 1e3)));
      }
    }
    return new Curves(Instant.ofEpochSecond(end * STEP.toSeconds()), posts, lags);
  }

  private static long step(Instant time) {
    return Math.floorDiv(time.getEpochSecond(), STEP.toSeconds());
  }
}
