package dev.ouzel.benchmarks;

import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Counts what was read. */
@State(Scope.Thread)
@AuxCounters
public class Volume {
  /** Millions of bytes; named as it shows in the results. JMH sets it to 0 itself. */
  public double MB;

  /** So many bytes more were read. */
  public void add(long bytes) {
    MB += bytes / 1e6;
  }
}
