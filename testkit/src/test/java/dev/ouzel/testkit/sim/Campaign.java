package dev.ouzel.testkit.sim;

import dev.ouzel.testkit.sim.Totals.Measure;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Many seeds, and what came of them all. */
final class Campaign {
  private final Map<String, Totals> totals = new TreeMap<>();
  private final Map<Fault, Long> struck = new EnumMap<>(Fault.class);
  private final List<String> broken = new ArrayList<>();

  private Campaign() {}

  static Campaign of(int seeds) {
    Campaign campaign = new Campaign();
    for (long seed = 1; seed <= seeds; seed++) {
      campaign.add(Simulation.of(seed).run());
    }
    return campaign;
  }

  private void add(Outcome outcome) {
    totals.computeIfAbsent(outcome.profile(), name -> new Totals()).add(outcome.totals());
    outcome.struck().forEach((fault, times) -> struck.merge(fault, times, Long::sum));
    if (!outcome.broken().isEmpty()) {
      broken.add(outcome.verdict());
    }
  }

  /** What was broken, by seed. */
  List<String> broken() {
    return broken;
  }

  /** The faults that never struck. */
  Set<Fault> unseen() {
    Set<Fault> unseen = EnumSet.allOf(Fault.class);
    unseen.removeAll(struck.keySet());
    return unseen;
  }

  /** The totals of each profile, a column each. */
  String report() {
    StringBuilder report = new StringBuilder(cell("", 20));
    totals.keySet().forEach(profile -> report.append(cell(profile, 12)));
    for (Measure measure : Measure.values()) {
      report.append('\n').append(cell(measure.label(), -20));
      totals
          .values()
          .forEach(counted -> report.append(cell(Long.toString(counted.of(measure)), 12)));
    }
    return report.append('\n').toString();
  }

  private static String cell(String text, int width) {
    return ("%" + width + "s").formatted(text);
  }
}
