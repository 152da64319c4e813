package dev.ouzel.coverage;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What became of a stream's time so far, as far as that may still change: the covered run that is
 * growing, and the gaps that are not closed. What no longer changes is handed over once, in {@link
 * #closed}. An immutable value: each step returns the ledger after it.
 *
 * @param run the covered time that is growing; absent before the first step, and its {@code to} is
 *     how far coverage reaches
 * @param selection a print of the rules and fields asked for during the run
 * @param gaps gaps not closed, disjoint and in order, all before the run
 * @param closed stretches that were closed since the ledger was last {@link #settled}, in the order
 *     of their closing; where two overlap, the later counts
 */
public record CoverageLedger(Run run, String selection, List<Gap> gaps, List<Stretch> closed) {
  /** More gaps than this are not told apart: the two nearest become one, what lies between too. */
  public static final int MOST_GAPS = 200;

  /** A gap too old to be repaired is closed piece by piece, each no shorter than this. */
  private static final Duration LOST_PIECE = Duration.ofMinutes(15);

  private static final Run NONE = new Run(Instant.EPOCH, Instant.EPOCH);

  /**
   * Covered time that may still be empty.
   *
   * @param from where it begins
   * @param to how far it reaches, not before {@code from}
   */
  public record Run(Instant from, Instant to) {}

  /** Copies the lists. */
  public CoverageLedger {
    gaps = List.copyOf(gaps);
    closed = List.copyOf(closed);
  }

  /** A ledger of no time at all. */
  public static CoverageLedger empty() {
    return new CoverageLedger(NONE, "", List.of(), List.of());
  }

  /** A ledger that goes on from what was kept of another. */
  public static CoverageLedger of(Run run, String selection, List<Gap> gaps) {
    return new CoverageLedger(run, selection, gaps, List.of());
  }

  /** True once coverage has begun. */
  public boolean hasBegun() {
    return !run.equals(NONE);
  }

  /** How far coverage reaches: all before is covered, or in a gap. Absent before it has begun. */
  public Optional<Instant> frontier() {
    return hasBegun() ? Optional.of(run.to) : Optional.empty();
  }

  /** Begins: what was before {@code at} is nobody's business. */
  public CoverageLedger begin(Instant at) {
    return hasBegun() ? this : new CoverageLedger(new Run(at, at), selection, gaps, closed);
  }

  /**
   * Every post of {@code time} is kept. Gaps within are repaired by it; what lies between the
   * frontier and it becomes a gap like {@code hole}.
   *
   * @param hole tells the reason and connection of a gap before {@code time}; its own range does
   *     not matter
   */
  public CoverageLedger cover(TimeRange time, Gap hole) {
    CoverageLedger begun = begin(time.from());
    CoverageLedger joined =
        TimeRange.between(begun.run.to, time.from())
            .map(missed -> begun.broken().with(hole.over(missed)).startingAt(time.from()))
            .orElse(begun);
    CoverageLedger mended = joined.repair(time, "backfill");
    return time.to().isAfter(mended.run.to)
        ? new CoverageLedger(
            new Run(mended.run.from, time.to()), mended.selection, mended.gaps, mended.closed)
        : mended;
  }

  /** Every post of {@code time} is kept, thanks to {@code remedy}: gaps within are repaired. */
  public CoverageLedger repair(TimeRange time, String remedy) {
    return close(time, Gap.State.REPAIRED, remedy);
  }

  /**
   * Gives up what lies before {@code horizon}. A gap that reaches beyond it is given up only once a
   * good piece of it lies before, so that old gaps do not fall to crumbs.
   */
  public CoverageLedger lose(Instant horizon) {
    CoverageLedger ledger = this;
    for (Gap gap : gaps) {
      Optional<TimeRange> old = gap.range().before(horizon);
      boolean whole = !gap.range().to().isAfter(horizon);
      if (old.isPresent() && (whole || old.get().length().compareTo(LOST_PIECE) >= 0)) {
        String remedy = gap.state() == Gap.State.REPAIRING ? "" : gap.remedy();
        ledger = ledger.close(old.get(), Gap.State.LOST, remedy);
      }
    }
    return ledger;
  }

  /** What lies in {@code time} and is not kept will not be asked for: gaps within are lost. */
  public CoverageLedger giveUp(TimeRange time, String remedy) {
    return close(time, Gap.State.LOST, remedy);
  }

  /** What was called covered may have been missed after all: {@code doubt} becomes a gap. */
  public CoverageLedger doubt(Gap doubt) {
    Optional<TimeRange> known =
        hasBegun() ? doubt.range().before(run.to) : Optional.<TimeRange>empty();
    return known.map(range -> broken().startingAt(run.to).with(doubt.over(range))).orElse(this);
  }

  /** What becomes of the open gaps that overlap {@code time}. */
  public CoverageLedger mark(TimeRange time, Gap.State state, String remedy) {
    List<Gap> marked =
        gaps.stream()
            .map(gap -> gap.range().overlaps(time) ? gap.now(state, remedy) : gap)
            .toList();
    return marked.equals(gaps) ? this : new CoverageLedger(run, selection, marked, closed);
  }

  /** From the frontier on, something else is asked for. */
  public CoverageLedger select(String next) {
    if (next.equals(selection)) {
      return this;
    }
    CoverageLedger ended = broken();
    return new CoverageLedger(new Run(run.to, run.to), next, ended.gaps, ended.closed);
  }

  /** The same ledger, with nothing closed lately. */
  public CoverageLedger settled() {
    return closed.isEmpty() ? this : new CoverageLedger(run, selection, gaps, List.of());
  }

  /** The run is over: what it covered is closed. */
  private CoverageLedger broken() {
    Optional<TimeRange> covered = TimeRange.between(run.from, run.to);
    return covered.isEmpty()
        ? this
        : new CoverageLedger(
            run, selection, gaps, appended(closed, List.of(new Covered(covered.get(), selection))));
  }

  private CoverageLedger startingAt(Instant from) {
    return new CoverageLedger(new Run(from, from), selection, gaps, closed);
  }

  /** Closes the parts of gaps that lie within {@code time}. */
  private CoverageLedger close(TimeRange time, Gap.State state, String remedy) {
    List<Gap> left = new ArrayList<>();
    List<Stretch> done = new ArrayList<>();
    for (Gap gap : gaps) {
      Optional<TimeRange> within = gap.range().within(time);
      if (within.isEmpty()) {
        left.add(gap);
      } else {
        done.add(gap.now(state, remedy).over(within.get()));
        left.addAll(rest(gap, time));
      }
    }
    return done.isEmpty() ? this : new CoverageLedger(run, selection, left, appended(closed, done));
  }

  private static List<Gap> rest(Gap gap, TimeRange without) {
    return Stream.of(gap.range().before(without.from()), gap.range().since(without.to()))
        .flatMap(Optional::stream)
        .map(gap::over)
        .toList();
  }

  /** The ledger with a gap more; where another gap is already, that one stays. */
  private CoverageLedger with(Gap gap) {
    List<Gap> fresh = List.of(gap);
    for (Gap known : gaps) {
      fresh = fresh.stream().flatMap(part -> rest(part, known.range()).stream()).toList();
    }
    List<Gap> all =
        new ArrayList<>(
            Stream.concat(gaps.stream(), fresh.stream())
                .sorted(Comparator.comparing(known -> known.range().from()))
                .toList());
    while (all.size() > MOST_GAPS) {
      joinNearest(all);
    }
    return new CoverageLedger(run, selection, all, closed);
  }

  private static void joinNearest(List<Gap> gaps) {
    int nearest = 0;
    Duration least = Duration.ofSeconds(Long.MAX_VALUE);
    for (int i = 0; i + 1 < gaps.size(); i++) {
      Duration between = Duration.between(gaps.get(i).range().to(), gaps.get(i + 1).range().from());
      if (between.compareTo(least) < 0) {
        least = between;
        nearest = i;
      }
    }
    Gap second = gaps.remove(nearest + 1);
    Gap first = gaps.get(nearest);
    gaps.set(nearest, first.over(first.range().spanning(second.range())));
  }

  private static List<Stretch> appended(List<Stretch> closed, List<? extends Stretch> more) {
    return Stream.concat(closed.stream(), more.stream()).toList();
  }
}
