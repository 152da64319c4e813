package dev.ouzel.app.metrics;

import com.sun.management.OperatingSystemMXBean;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import java.lang.management.ManagementFactory;
import java.util.Optional;

/** The program and the machine it runs on, by Micrometer's own names. */
final class MachineMeters implements AutoCloseable {
  private static final double NANOS = 1e9;

  private final JvmGcMetrics collections = new JvmGcMetrics();

  MachineMeters(MeterRegistry registry) {
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new FileDescriptorMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
    collections.bindTo(registry);
    FunctionCounter.builder(
            "process_cpu_seconds_total",
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class),
            system -> system.getProcessCpuTime() / NANOS)
        .description("Time that processors spent on the program")
        .register(registry);
    Gauge.builder("ouzel.build.info", () -> 1)
        .description("Always 1: its labels tell which program this is")
        .tag("version", version())
        .tag("java", System.getProperty("java.version"))
        .register(registry);
  }

  private static String version() {
    return Optional.ofNullable(MachineMeters.class.getPackage().getImplementationVersion())
        .orElse("unpackaged");
  }

  @Override
  public void close() {
    collections.close();
  }
}
