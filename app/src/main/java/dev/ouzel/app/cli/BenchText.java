package dev.ouzel.app.cli;

import dev.ouzel.app.bench.BenchPlan;
import dev.ouzel.app.bench.BenchReport;
import dev.ouzel.app.bench.Figures;
import dev.ouzel.app.bench.NewStore;
import dev.ouzel.app.bench.Spread;
import dev.ouzel.app.bench.Stage;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a bench measured, for reading. */
final class BenchText {
  private static final double MEGA = 1e6;

  private BenchText() {}

  static String write(BenchReport report) {
    List<String> lines = new ArrayList<>();
    lines.add(title(report.plan()));
    report.plan().store().map(NewStore::name).ifPresent(name -> lines.add("into " + name));
    lines.add("");
    lines.add(form("%-20s %11s %8s %17s", "stage", "posts/s", "MB/s", "CPU s/million"));
    report.stages().forEach((stage, figures) -> lines.add(row(stage, figures)));
    lines.add("");
    report
        .ofSlowest()
        .ifPresent(ratio -> lines.add(form("ingest is %.2f of the slowest stage alone", ratio)));
    lines.add("from making a post to its commit: " + spread(report.ages()));
    lines.add("a commit: " + spread(report.commits()));
    lines.add(
        form(
            "garbage collection: %.1f %% of the time",
            100 * report.ingest().collectingSeconds() / report.ingest().seconds()));
    report
        .peakResident()
        .ifPresent(bytes -> lines.add(form("peak resident memory: %.0f MB", bytes / MEGA)));
    report
        .heaps()
        .ifPresent(
            heaps ->
                lines.add(
                    form(
                        "heap in use while the sink stood still: %.0f MB at first, %.0f MB at last",
                        heaps.atFirst() / MEGA, heaps.atLast() / MEGA)));
    lines.add(stored(report));
    return String.join("\n", lines);
  }

  private static String title(BenchPlan plan) {
    return form(
        "frames of %s bytes over %s%s, %s, %d %s, Java %s on %d processors",
        plan.size().label(),
        plan.tls() ? "HTTPS" : "HTTP",
        plan.gzip() ? " with gzip" : "",
        Double.isInfinite(plan.postsPerSecond())
            ? "as fast as they are read"
            : form("%,.0f posts/s", plan.postsPerSecond()),
        plan.connections(),
        plan.connections() == 1 ? "connection" : "connections",
        System.getProperty("java.version"),
        Runtime.getRuntime().availableProcessors());
  }

  private static String row(Stage stage, Figures figures) {
    return form(
        "%-20s %,11.0f %8.0f %17.2f",
        stage.label(),
        figures.postsPerSecond(),
        figures.megabytesPerSecond(),
        figures.cpuSecondsPerMillion());
  }

  private static String spread(Spread spread) {
    return form(
        "median %.0f ms, 90 %% %.0f, 99 %% %.0f, 99.9 %% %.0f, longest %.0f",
        spread.median(), spread.p90(), spread.p99(), spread.p999(), spread.longest());
  }

  private static String stored(BenchReport report) {
    String verdict =
        report
            .exact()
            .map(
                exact ->
                    exact ? "; the store holds each once, byte for byte" : "; the store differs")
            .orElseGet(() -> unseen(report.plan()));
    return form("sent %,d posts, committed %,d%s", report.sent(), report.stored(), verdict);
  }

  private static String unseen(BenchPlan plan) {
    return plan.store().isPresent()
        ? "; what the store holds was not read back"
        : "; nothing was stored";
  }

  private static String form(String form, Object... values) {
    return String.format(Locale.ROOT, form, values);
  }
}
