package dev.ouzel.app.bench;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;

/**
 * What this process has used up to a moment, or between two.
 *
 * @param wall the time that passed
 * @param cpu processor time, the user's and the system's, of all threads, the JVM's own too
 * @param collecting time that the garbage collector took
 */
public record Usage(Duration wall, Duration cpu, Duration collecting) {
  static Usage now() {
    OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    long collecting =
        ManagementFactory.getGarbageCollectorMXBeans().stream()
            .mapToLong(GarbageCollectorMXBean::getCollectionTime)
            .sum();
    return new Usage(
        Duration.ofNanos(System.nanoTime()),
        Duration.ofNanos(system.getProcessCpuTime()),
        Duration.ofMillis(collecting));
  }

  Usage since(Usage before) {
    return new Usage(
        wall.minus(before.wall), cpu.minus(before.cpu), collecting.minus(before.collecting));
  }
}
