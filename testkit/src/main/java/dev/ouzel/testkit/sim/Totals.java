package dev.ouzel.testkit.sim;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/** What was counted in one simulation or several. Not safe for use by several threads. */
public final class Totals {
  private final Map<Measure, Long> counts = new EnumMap<>(Measure.class);

  /** What is counted. */
  public enum Measure {
    /** Simulations. */
    SEEDS,
    /** Posts that X published. */
    PUBLISHED,
    /** Posts in the store, each once. */
    HELD,
    /** Attempts that reached the network. */
    ATTEMPTS,
    /** Attempts that X accepted. */
    OPENINGS,
    /** Times that the program was started. */
    STARTS,
    /** Times that the program ended of its own accord. */
    FINISHES,
    /** Times that reading paused. */
    PAUSES,
    /** Commits that failed. */
    COMMIT_FAILURES,
    /** Posts dropped before the sink saw them, since they had come before. */
    WINDOW_DUPLICATES,
    /** Posts that the sink held already. */
    SINK_DUPLICATES,
    /** Posts that came again with other rules. */
    REMATCHES,
    /** Frames that are no posts. */
    DEAD_LETTERS,
    /** Posts that came after their time had been called covered. */
    LATE,
    /** Gaps that opened. */
    GAPS_OPENED,
    /** Gaps, or parts of gaps, that were repaired. */
    GAPS_REPAIRED,
    /** Gaps, or parts of gaps, that were lost. */
    GAPS_LOST,
    /** Recoveries that were begun. */
    RECOVERIES,
    /** Minutes that are covered or repaired in the end. */
    COVERED_MINUTES,
    /** Minutes that are still open in the end. */
    OPEN_MINUTES,
    /** Minutes that are lost in the end. */
    LOST_MINUTES,
    /** Posts missing from covered time, for X withheld them without a trace. */
    WITHHELD;

    /** The name in texts. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** How many. */
  public long of(Measure measure) {
    return counts.getOrDefault(measure, 0L);
  }

  void count(Measure measure, long more) {
    counts.merge(measure, more, Long::sum);
  }

  /** Adds what another counted. */
  public void add(Totals other) {
    other.counts.forEach(this::count);
  }

  @Override
  public String toString() {
    return counts.toString();
  }
}
