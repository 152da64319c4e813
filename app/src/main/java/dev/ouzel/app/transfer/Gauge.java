package dev.ouzel.app.transfer;

import dev.ouzel.app.operations.Console;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;

/**
 * A line on a terminal that tells how far a transfer is, drawn anew a few times a second; nothing
 * where nobody watches. Not safe for use by several threads.
 */
public final class Gauge implements AutoCloseable {
  private static final Duration PERIOD = Duration.ofMillis(250);
  private static final int CELLS = 30;
  private static final double PERCENT = 100;

  private final Console console;
  private final InstantSource clock;
  private Instant begun = Instant.EPOCH;
  private Instant drawn = Instant.EPOCH;
  private long from;
  private long to;
  private long postsBefore;

  /** A gauge by the machine's clock. */
  public Gauge(Console console) {
    this(console, InstantSource.system());
  }

  Gauge(Console console, InstantSource clock) {
    this.console = console;
    this.clock = clock;
  }

  /**
   * The transfer goes from one place to another, ids or bytes, with so many posts done before; to
   * the place where it starts when nobody knows how far.
   */
  void begin(long start, long end, long posts) {
    begun = clock.instant();
    from = start;
    to = end;
    postsBefore = posts;
  }

  /** It is at this place, with so many posts done. */
  void at(long place, long posts) {
    Instant now = clock.instant();
    if (console.terminal() && Duration.between(drawn, now).compareTo(PERIOD) >= 0) {
      drawn = now;
      console.err().print("\r" + line(place, posts, now) + "\u001B[K");
      console.err().flush();
    }
  }

  private String line(long place, long posts, Instant now) {
    double seconds = Math.max(1, Duration.between(begun, now).toMillis()) / 1_000.0;
    String count =
        String.format(Locale.ROOT, "%,d posts, %,.0f/s", posts, (posts - postsBefore) / seconds);
    if (to <= from) {
      return count;
    }
    double share = Math.min(1, Math.max(0, (place - from) / (double) (to - from)));
    int full = (int) Math.round(share * CELLS);
    return String.format(
        Locale.ROOT,
        "[%s%s] %3.0f %%  %s",
        "#".repeat(full),
        "-".repeat(CELLS - full),
        share * PERCENT,
        count);
  }

  /** Takes the line away, until it is drawn again. */
  public void clear() {
    if (console.terminal()) {
      console.err().print("\r\u001B[K");
      console.err().flush();
    }
  }

  @Override
  public void close() {
    clear();
  }
}
