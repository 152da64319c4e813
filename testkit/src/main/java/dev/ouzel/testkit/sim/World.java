package dev.ouzel.testkit.sim;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;

/** What everything in a simulation shares: its time, its weather, its circumstances. */
final class World {
  private final long seed;
  private final Circumstances circumstances;
  private final VirtualTime time;
  private final Weather weather;
  private final Trace trace;

  World(long seed, FaultProfile profile, boolean traced) {
    this.seed = seed;
    this.circumstances = new Circumstances(seed, profile);
    this.time = new VirtualTime(circumstances.start());
    this.weather = new Weather(profile, chance("weather"));
    this.trace = new Trace(time, traced);
  }

  Circumstances circumstances() {
    return circumstances;
  }

  VirtualTime time() {
    return time;
  }

  Weather weather() {
    return weather;
  }

  Trace trace() {
    return trace;
  }

  Chance chance(String concern) {
    return new Chance(seed, concern);
  }

  Instant now() {
    return time.now();
  }

  void after(Duration delay, Runnable what) {
    time.after(delay, what);
  }

  void note(Supplier<String> what) {
    trace.note(what);
  }
}
