package dev.ouzel.ingest;

import dev.ouzel.coverage.TimeRange;
import dev.ouzel.post.PostId;
import java.time.Duration;
import java.time.Instant;
import java.util.TreeMap;

/**
 * Recognises posts that came before, exactly, for ids created within a span of time and within a
 * limit of memory, at 10 to 16 bytes an id.
 *
 * <p>Ids of a stream lie close together in time, so those of one second (of 1.024 s, where the id's
 * upper half changes) share one small table, and the window forgets by dropping whole tables. A
 * second that fills like the ones before gets at once what they took, so while it fills, it takes
 * more an id. Ids outside the span, before or after, are never remembered: an invented id cannot
 * fill the memory or push others out. The sink's key is there for those.
 */
final class DuplicateWindow {
  /** Marks an id of which it is not known what rules it matched. */
  private static final int UNKNOWN_RULES = 1;

  /** How far an id may be dated ahead of X's clock and still count. */
  static final Duration MOST_AHEAD = Duration.ofSeconds(5);

  private static final int SET_APART = 0x9E3779B9;
  private static final int SECOND_SHIFT = 32;
  private static final int CACHED = 16;

  /** Posts arrive seconds late, so the last second is not yet as full as it will be. */
  private static final int LOOKED_BACK = 4;

  /** A second that has this part of what the last ones took is expected to take as many. */
  private static final int WORTH_EXPECTING = 16;

  /** What the window says of a post. */
  enum Verdict {
    /** Not seen before, or outside the window. */
    NEW,
    /** Seen, with the same rules. */
    DUPLICATE,
    /** Seen, with other rules. */
    REMATCH
  }

  private final Duration span;
  private final long maxBytes;
  private final TreeMap<Long, IdTable> tables = new TreeMap<>();
  private final IdTable[] cache = new IdTable[CACHED];
  private long bytes;
  private long oldestSecond = Long.MAX_VALUE;
  private long newestSecond = Long.MIN_VALUE;
  private long forgottenUntil = Long.MIN_VALUE;

  DuplicateWindow(Duration span, long maxBytes) {
    this.span = span;
    this.maxBytes = maxBytes;
  }

  /** Moves the window to end at {@code now}, by X's clock, and forgets what it leaves behind. */
  void advance(Instant now) {
    oldestSecond = second(PostId.at(now.minus(span)).value());
    newestSecond = second(PostId.at(now.plus(MOST_AHEAD)).value());
    while (!tables.isEmpty() && tables.firstKey() < oldestSecond) {
      forgetOldest();
    }
  }

  /** Whether the post came before; if not, it is remembered. */
  Verdict add(long id, int rulesFingerprint) {
    int print = printOf(rulesFingerprint);
    int known = remember(id, print);
    if (known == IdTable.ABSENT) {
      return Verdict.NEW;
    }
    return known == print || known == UNKNOWN_RULES ? Verdict.DUPLICATE : Verdict.REMATCH;
  }

  /** Remembers a post that the sink holds from before. */
  void addHeld(long id) {
    remember(id, UNKNOWN_RULES);
  }

  private int remember(long id, int print) {
    long second = second(id);
    if (second < oldestSecond || second > newestSecond) {
      return IdTable.ABSENT;
    }
    IdTable table = table(second);
    if (table.isFull()) {
      grow(table);
    }
    return table.put((int) id, print);
  }

  /** To what the second before it took, once that is likely, and so without growing again. */
  private void grow(IdTable table) {
    int expected = fullestBefore(table.second());
    bytes -= table.bytes();
    table.grow(table.size() > expected / WORTH_EXPECTING ? expected : 0);
    bytes += table.bytes();
    keepWithinLimit();
  }

  /** How many ids the fullest of the last few seconds took. */
  private int fullestBefore(long second) {
    int fullest = 0;
    for (long earlier = second - LOOKED_BACK; earlier < second; earlier++) {
      IdTable table = cache[slot(earlier)];
      if (table != null && table.second() == earlier) {
        fullest = Math.max(fullest, table.size());
      }
    }
    return fullest;
  }

  private void keepWithinLimit() {
    while (bytes > maxBytes && tables.size() > 1) {
      forgottenUntil = Math.max(forgottenUntil, tables.firstKey());
      forgetOldest();
    }
  }

  /** What was created before {@code time} may have been kept without being known here. */
  void forgetBefore(Instant time) {
    forgottenUntil = Math.max(forgottenUntil, second(PostId.at(time).value()));
  }

  /** From when on all ids taken are remembered. */
  Instant knownSince() {
    long first = Math.max(oldestSecond, forgottenUntil) + 1;
    return Instant.ofEpochMilli(PostId.millis(first << SECOND_SHIFT));
  }

  /** True when an id created within {@code time} is remembered, to a second within its ends. */
  boolean holdsSome(TimeRange time) {
    long first = second(PostId.at(time.from()).value()) + 1;
    long end = second(PostId.at(time.to()).value());
    return first < end && !tables.subMap(first, end).isEmpty();
  }

  /** How much memory the ids take. */
  long bytes() {
    return bytes;
  }

  private static long second(long id) {
    return id >>> SECOND_SHIFT;
  }

  /** Keeps a fingerprint clear of the two values that mean something else. */
  private static int printOf(int fingerprint) {
    return fingerprint == IdTable.ABSENT || fingerprint == UNKNOWN_RULES
        ? ~fingerprint ^ SET_APART
        : fingerprint;
  }

  private IdTable table(long second) {
    IdTable cached = cache[slot(second)];
    if (cached != null && cached.second() == second) {
      return cached;
    }
    IdTable table = tables.get(second);
    if (table == null) {
      table = new IdTable(second);
      tables.put(second, table);
      bytes += table.bytes();
    }
    cache[slot(second)] = table;
    keepWithinLimit();
    return table;
  }

  private void forgetOldest() {
    IdTable oldest = tables.pollFirstEntry().getValue();
    bytes -= oldest.bytes();
    int slot = slot(oldest.second());
    if (cache[slot] == oldest) {
      cache[slot] = null;
    }
  }

  private static int slot(long second) {
    return (int) second & (CACHED - 1);
  }
}
