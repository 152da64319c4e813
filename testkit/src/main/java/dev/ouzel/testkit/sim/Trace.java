package dev.ouzel.testkit.sim;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** What happened, line by line, if anybody wants to know. */
final class Trace {
  private final VirtualTime time;
  private final boolean wanted;
  private final List<String> lines = new ArrayList<>();

  Trace(VirtualTime time, boolean wanted) {
    this.time = time;
    this.wanted = wanted;
  }

  void note(Supplier<String> what) {
    if (wanted) {
      lines.add(time.now() + " " + what.get());
    }
  }

  List<String> lines() {
    return List.copyOf(lines);
  }
}
