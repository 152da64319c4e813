package dev.ouzel.testkit.sim;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** The broken promises found. */
final class Findings {
  /** One fault makes many; nobody reads more than a few. */
  private static final int MOST = 20;

  private final World world;
  private final List<String> found = new ArrayList<>();

  Findings(World world) {
    this.world = world;
  }

  /** Notes that {@code promise} is broken, unless {@code holds}. */
  void require(boolean holds, String promise, Supplier<?> detail) {
    if (!holds && found.size() < MOST) {
      String told = promise + " at " + world.now() + ": " + detail.get();
      found.add(told);
      world.note(() -> "BROKEN " + told);
    }
  }

  boolean isEmpty() {
    return found.isEmpty();
  }

  List<String> list() {
    return List.copyOf(found);
  }
}
