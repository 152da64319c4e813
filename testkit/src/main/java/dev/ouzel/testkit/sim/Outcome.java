package dev.ouzel.testkit.sim;

import java.util.List;
import java.util.Map;

/**
 * What came of a simulation.
 *
 * @param seed its seed
 * @param profile the name of its fault profile
 * @param broken the promises that were broken, the first first; empty when all were kept
 * @param totals what was counted
 * @param struck how often each fault struck
 * @param trace what happened, a line each, if it was asked for
 */
public record Outcome(
    long seed,
    String profile,
    List<String> broken,
    Totals totals,
    Map<Fault, Long> struck,
    List<String> trace) {
  /** Copies the collections. */
  public Outcome {
    broken = List.copyOf(broken);
    struck = Map.copyOf(struck);
    trace = List.copyOf(trace);
  }

  /** What to tell when promises were broken. */
  public String verdict() {
    return "seed " + seed + " (" + profile + "): " + String.join("\n  ", broken);
  }
}
