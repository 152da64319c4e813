package dev.ouzel.app.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ouzel.app.bench.BenchPlan;
import dev.ouzel.app.bench.BenchReport;
import dev.ouzel.app.bench.Figures;
import dev.ouzel.app.bench.NewStore;
import dev.ouzel.app.bench.Spread;
import java.util.Locale;

/**
 * What a bench measured, as JSON on one line. Times and rates are in the units their names tell.
 */
final class BenchJson {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private BenchJson() {}

  static String write(BenchReport report) {
    ObjectNode document = MAPPER.createObjectNode();
    write(report.plan(), document);
    document.put("java", System.getProperty("java.version"));
    document.put("processors", Runtime.getRuntime().availableProcessors());
    document.put("sent", report.sent());
    document.put("stored", report.stored());
    report.exact().ifPresent(exact -> document.put("exact", exact));
    ObjectNode stages = document.putObject("stages");
    report
        .stages()
        .forEach(
            (stage, figures) ->
                write(figures, stages.putObject(stage.name().toLowerCase(Locale.ROOT))));
    report.ofSlowest().ifPresent(ratio -> document.put("ratio_to_slowest_stage", ratio));
    write(report.commits(), document.putObject("commit_ms"));
    write(report.ages(), document.putObject("made_to_committed_ms"));
    report.peakResident().ifPresent(bytes -> document.put("peak_resident_bytes", bytes));
    report
        .heaps()
        .ifPresent(
            heaps -> {
              document.put("stall_heap_at_first_bytes", heaps.atFirst());
              document.put("stall_heap_at_last_bytes", heaps.atLast());
            });
    try {
      return MAPPER.writeValueAsString(document);
    } catch (JsonProcessingException cannotBe) {
      throw new IllegalStateException("a tree of texts and numbers can be written", cannotBe);
    }
  }

  private static void write(BenchPlan plan, ObjectNode node) {
    node.put("size", plan.size().label());
    if (!Double.isInfinite(plan.postsPerSecond())) {
      node.put("rate", plan.postsPerSecond());
    }
    node.put("connections", plan.connections());
    node.put("gzip", plan.gzip());
    node.put("tls", plan.tls());
    node.put("sink", plan.store().map(NewStore::name).orElse("none"));
  }

  private static void write(Figures figures, ObjectNode node) {
    node.put("posts", figures.posts());
    node.put("seconds", figures.seconds());
    node.put("posts_per_second", figures.postsPerSecond());
    node.put("megabytes_per_second", figures.megabytesPerSecond());
    node.put("cpu_seconds_per_million_posts", figures.cpuSecondsPerMillion());
    node.put("gc_seconds", figures.collectingSeconds());
  }

  private static void write(Spread spread, ObjectNode node) {
    node.put("p50", spread.median());
    node.put("p90", spread.p90());
    node.put("p99", spread.p99());
    node.put("p99_9", spread.p999());
    node.put("max", spread.longest());
  }
}
