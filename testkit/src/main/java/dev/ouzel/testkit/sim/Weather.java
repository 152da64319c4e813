package dev.ouzel.testkit.sim;

import java.util.EnumMap;
import java.util.Map;

/** Whether a fault strikes now. Keeps count of those that did. */
final class Weather {
  private final FaultProfile profile;
  private final Chance chance;
  private final Map<Fault, Long> struck = new EnumMap<>(Fault.class);
  private boolean over;

  Weather(FaultProfile profile, Chance chance) {
    this.profile = profile;
    this.chance = chance;
  }

  /** True when there is occasion for {@code fault} and it takes it. */
  boolean strikes(Fault fault) {
    boolean strikes = !over && chance.happens(profile.odds(fault));
    if (strikes) {
      struck(fault);
    }
    return strikes;
  }

  /** The first of these faults that strikes, if one does; {@code none} otherwise. */
  boolean strikesAny(Fault... faults) {
    for (Fault fault : faults) {
      if (strikes(fault)) {
        return true;
      }
    }
    return false;
  }

  /** Counts a fault that followed from something else. */
  void struck(Fault fault) {
    struck.merge(fault, 1L, Long::sum);
  }

  /** From now on nothing strikes. */
  void clear() {
    over = true;
  }

  boolean isClear() {
    return over;
  }

  Map<Fault, Long> struck() {
    return struck;
  }
}
