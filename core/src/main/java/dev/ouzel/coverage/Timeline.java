package dev.ouzel.coverage;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Stretches of a stream's time laid side by side: disjoint, in order, and joined where neighbours
 * tell the same.
 *
 * @param stretches what became of the time; there may be time between them of which nothing is
 *     known
 */
public record Timeline(List<Stretch> stretches) {
  /** Copies the list. */
  public Timeline {
    stretches = List.copyOf(stretches);
  }

  /** Lays out what was closed, in the order of its closing, and over it what a ledger still has. */
  public static Timeline of(Collection<Stretch> closed, CoverageLedger ledger) {
    NavigableMap<Instant, Stretch> laid = new TreeMap<>();
    closed.forEach(stretch -> lay(laid, stretch));
    TimeRange.between(ledger.run().from(), ledger.run().to())
        .ifPresent(run -> lay(laid, new Covered(run, ledger.selection())));
    ledger.gaps().forEach(gap -> lay(laid, gap));
    return new Timeline(joined(laid.values()));
  }

  /** Where two stretches overlap, the later one counts. */
  private static void lay(NavigableMap<Instant, Stretch> laid, Stretch stretch) {
    TimeRange range = stretch.range();
    Map.Entry<Instant, Stretch> before = laid.lowerEntry(range.from());
    List<Stretch> met = new ArrayList<>(laid.subMap(range.from(), range.to()).values());
    if (before != null && before.getValue().range().overlaps(range)) {
      met.add(before.getValue());
    }
    for (Stretch old : met) {
      laid.remove(old.range().from());
      old.range().before(range.from()).map(old::over).ifPresent(part -> put(laid, part));
      old.range().since(range.to()).map(old::over).ifPresent(part -> put(laid, part));
    }
    put(laid, stretch);
  }

  private static void put(NavigableMap<Instant, Stretch> laid, Stretch stretch) {
    laid.put(stretch.range().from(), stretch);
  }

  private static List<Stretch> joined(Collection<Stretch> laid) {
    List<Stretch> joined = new ArrayList<>();
    for (Stretch next : laid) {
      int last = joined.size() - 1;
      if (last >= 0 && tellTheSame(joined.get(last), next)) {
        Stretch whole = joined.get(last);
        joined.set(last, whole.over(whole.range().spanning(next.range())));
      } else {
        joined.add(next);
      }
    }
    return joined;
  }

  private static boolean tellTheSame(Stretch a, Stretch b) {
    return a.range().to().equals(b.range().from()) && a.equals(b.over(a.range()));
  }

  /** The stretches that are covered. */
  public List<Covered> covered() {
    return stretches.stream().filter(Covered.class::isInstance).map(Covered.class::cast).toList();
  }

  /** The stretches that are or were gaps. */
  public List<Gap> gaps() {
    return stretches.stream().filter(Gap.class::isInstance).map(Gap.class::cast).toList();
  }
}
