package dev.ouzel.app.operations;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * How fast a count has grown of late. Immutable; remembers five seconds, at most four samples each.
 *
 * @param samples oldest first; the first may be older, as what the others are measured from
 */
public record Rate(List<Sample> samples) {
  private static final Duration WINDOW = Duration.ofSeconds(5);
  private static final Duration SPACING = Duration.ofMillis(250);

  /**
   * A count at a time.
   *
   * @param at when
   * @param count how many by then
   */
  public record Sample(Instant at, long count) {}

  /** Copies the list. */
  public Rate {
    samples = List.copyOf(samples);
  }

  /** Nothing was counted. */
  public static Rate none() {
    return new Rate(List.of());
  }

  /** With {@code count} reached at {@code at}, which is not before the samples held. */
  public Rate counting(Instant at, long count) {
    List<Sample> kept = new ArrayList<>(samples);
    while (kept.size() > 1 && kept.get(1).at().isBefore(at.minus(WINDOW))) {
      kept.remove(0);
    }
    int last = kept.size() - 1;
    if (last > 0 && kept.get(last).at().isBefore(kept.get(last - 1).at().plus(SPACING))) {
      kept.remove(last);
    }
    kept.add(new Sample(at, count));
    return new Rate(kept);
  }

  /** How many a second, seen at {@code now}; zero when nothing was counted within the window. */
  public double perSecond(Instant now) {
    if (samples.size() < 2) {
      return 0;
    }
    Sample oldest = samples.get(0);
    Sample newest = samples.get(samples.size() - 1);
    long millis = Duration.between(oldest.at(), now).toMillis();
    return millis <= 0 || newest.at().isBefore(now.minus(WINDOW))
        ? 0
        : (newest.count() - oldest.count()) * 1e3 / millis;
  }
}
