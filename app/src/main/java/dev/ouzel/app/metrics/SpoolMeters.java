package dev.ouzel.app.metrics;

import dev.ouzel.app.operations.SpoolWatch;
import dev.ouzel.app.operations.SpoolWatch.SinkState;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.HashSet;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/** How the sinks behind a spool are doing; nothing without a spool. Used by one thread. */
final class SpoolMeters {
  private final Set<String> known = new HashSet<>();
  private final MeterRegistry registry;
  private final SpoolWatch watch;

  SpoolMeters(MeterRegistry registry, SpoolWatch watch) {
    this.registry = registry;
    this.watch = watch;
  }

  /** Looks for sinks of which something was heard for the first time. */
  void refresh() {
    watch.sinks().stream().map(SinkState::sink).filter(known::add).forEach(this::register);
  }

  private void register(String sink) {
    gauge("ouzel_spool_waiting_batches", "Batches that the sink has not", sink, SinkState::waiting);
    gauge(
        "ouzel_spool_sink_up",
        "1 while the sink takes posts, else 0",
        sink,
        state -> state.trouble().isEmpty() ? 1 : 0);
    counter("ouzel_spool_stored_total", "Posts that the sink stored", sink, SinkState::stored);
    counter(
        "ouzel_spool_rejected_total",
        "Posts that the sink will never take",
        sink,
        SinkState::rejected);
  }

  private void gauge(String name, String meaning, String sink, ToDoubleFunction<SinkState> value) {
    Gauge.builder(name, this, self -> self.value(sink, value))
        .description(meaning)
        .tag("sink", sink)
        .register(registry);
  }

  private void counter(
      String name, String meaning, String sink, ToDoubleFunction<SinkState> value) {
    FunctionCounter.builder(name, this, self -> self.value(sink, value))
        .description(meaning)
        .tag("sink", sink)
        .register(registry);
  }

  private double value(String sink, ToDoubleFunction<SinkState> value) {
    return watch.sinks().stream()
        .filter(state -> state.sink().equals(sink))
        .mapToDouble(value)
        .findFirst()
        .orElse(0);
  }
}
