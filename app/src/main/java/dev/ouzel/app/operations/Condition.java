package dev.ouzel.app.operations;

import java.time.Instant;
import java.util.Locale;

/**
 * Something about an ingest that a person may want to look into.
 *
 * @param kind what
 * @param since since when, by this machine's clock
 * @param words one sentence on one line
 */
public record Condition(Kind kind, Instant since, String words) {
  /** What can be wrong. */
  public enum Kind {
    /** No connection is open. */
    DISCONNECTED(true),
    /** A connection is open, and not even keep-alives arrive. */
    SILENT(true),
    /** X allows no more connections. */
    SLOT_HELD(true),
    /** The sink, or one behind the spool, takes nothing. */
    SINK_FAILING(true),
    /** Reading stands still, since the sink is slower than the stream. */
    PAUSED(true),
    /** Posts arrive long after their creation. */
    LAGGING(false),
    /** Keep-alives arrive, and no posts. */
    QUIET(false),
    /** Far fewer posts come than before. */
    VOLUME_COLLAPSED(false),
    /** Time was missed that may still be repaired. */
    GAP_OPEN(false),
    /** Few attempts are left of X's rate limit. */
    BUDGET_LOW(false),
    /** As many posts as may be delivered, or nearly. */
    USAGE_HIGH(false),
    /** X gives no backfill or no recoveries. */
    REPAIR_REFUSED(false);

    private final boolean problem;

    Kind(boolean problem) {
      this.problem = problem;
    }

    /** True when posts do not flow as long as it lasts. */
    public boolean isProblem() {
      return problem;
    }

    /** The kind as metrics and JSON name it, such as {@code slot_held}. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Brings the words onto one line. */
  public Condition {
    words = Console.oneLine(words);
  }
}
