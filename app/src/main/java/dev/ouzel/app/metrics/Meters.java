package dev.ouzel.app.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.stream.DoubleStream;

/**
 * Makes what counts.
 *
 * @param registry where it is read
 */
record Meters(MeterRegistry registry) {
  private static final double MILLIS = 1e3;

  Counter counter(String name, String meaning) {
    return Counter.builder(name).description(meaning).register(registry);
  }

  CounterFamily family(String name, String meaning, String label) {
    return new CounterFamily(registry, name, meaning, label);
  }

  /** A histogram of spans of time, whose buckets end at so many seconds. */
  Timer timer(String name, String meaning, double... buckets) {
    Duration[] bounds =
        DoubleStream.of(buckets)
            .mapToObj(seconds -> Duration.ofMillis(Math.round(seconds * MILLIS)))
            .toArray(Duration[]::new);
    return Timer.builder(name)
        .description(meaning)
        .serviceLevelObjectives(bounds)
        .register(registry);
  }

  static double seconds(Duration span) {
    return span.toMillis() / MILLIS;
  }
}
