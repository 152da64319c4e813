package dev.ouzel.app.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Counters of one name, told apart by a label with a bounded number of values. Values that are
 * known beforehand are there from the beginning, at zero: Prometheus does not see a counter rise
 * that appears with its first count. Used by one thread.
 */
final class CounterFamily {
  /** Stands for all values that come once there are as many as may be. */
  static final String OTHER = "other";

  private final MeterRegistry registry;
  private final String name;
  private final String meaning;
  private final String label;
  private final Map<String, Counter> counters = new HashMap<>();
  private int most = Integer.MAX_VALUE;

  /** A family without counters yet. */
  CounterFamily(MeterRegistry registry, String name, String meaning, String label) {
    this.registry = registry;
    this.name = name;
    this.meaning = meaning;
    this.label = label;
  }

  /** With these values from the beginning. */
  CounterFamily with(String... values) {
    Arrays.stream(values).forEach(this::of);
    return this;
  }

  /** With the names of these constants from the beginning. */
  CounterFamily with(Enum<?>... values) {
    return with(Arrays.stream(values).map(CounterFamily::label).toArray(String[]::new));
  }

  /** With so many values at most, and {@link #OTHER}. */
  CounterFamily atMost(int values) {
    most = values;
    return this;
  }

  /** The counter for this value. */
  Counter of(String value) {
    Counter known = counters.get(value);
    return known != null
        ? known
        : counters.computeIfAbsent(counters.size() < most ? value : OTHER, this::made);
  }

  private Counter made(String value) {
    return Counter.builder(name).description(meaning).tag(label, value).register(registry);
  }

  /** The value for a constant, such as {@code network_failure}. */
  static String label(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
