package dev.ouzel.testkit.script;

import dev.ouzel.testkit.script.FaultScript.Fault;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A script as one server plays it. {@link #request} is called on the server's thread only, the
 * others on any.
 */
public final class FaultRun {
  private final FaultScript script;
  private final Set<String> happened = ConcurrentHashMap.newKeySet();
  private final Map<Target, Integer> requests = new HashMap<>();

  /** A run in which nothing has happened. */
  public FaultRun(FaultScript script) {
    this.script = script;
  }

  /** The faults of the next request, which is for this target. */
  public AttemptFaults request(Target target) {
    script.targets().stream()
        .filter(counted -> counted.includes(target))
        .forEach(counted -> requests.merge(counted, 1, Integer::sum));
    return new AttemptFaults(
        concerned(script.answers(), target), concerned(script.deeds(), target), happened::add);
  }

  private <W> List<Fault<W>> concerned(List<Fault<W>> faults, Target target) {
    return faults.stream()
        .filter(fault -> fault.target().includes(target))
        .filter(fault -> fault.includes(requests.get(fault.target())))
        .toList();
  }

  /** The names of the faults that have not happened, in order of the alphabet. */
  public List<String> missing() {
    return script.names().stream().filter(name -> !happened.contains(name)).sorted().toList();
  }

  /** Fails with the names of the faults that have not happened. */
  public void verify() {
    if (!missing().isEmpty()) {
      throw new AssertionError("these faults of the script never happened: " + missing());
    }
  }
}
