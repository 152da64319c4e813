package dev.ouzel.testkit.script;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A script as one server plays it. {@link #attempt} is called on the server's thread only, the
 * others on any.
 */
public final class FaultRun {
  private final FaultScript script;
  private final Set<String> happened = ConcurrentHashMap.newKeySet();
  private int attempts;
  private int recoveries;

  /** A run in which nothing has happened. */
  public FaultRun(FaultScript script) {
    this.script = script;
  }

  /** The faults of the next attempt. */
  public AttemptFaults attempt(boolean recovery) {
    int number = recovery ? ++recoveries : ++attempts;
    return new AttemptFaults(
        script.answers().stream()
            .filter(fault -> fault.attempts().include(recovery, number))
            .toList(),
        script.deeds().stream()
            .filter(fault -> fault.attempts().include(recovery, number))
            .toList(),
        happened::add);
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
