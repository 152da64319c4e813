package dev.ouzel.app.metrics;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * Metrics read back from Prometheus' text format 0.0.4, strictly: what its documentation calls
 * wrong is refused, and so is what a scrape would take but no query could use.
 *
 * @param families by name, in their order
 * @param series in their order
 */
public record Exposed(Map<String, Family> families, List<Series> series) {
  /**
   * What is said of all series of one name.
   *
   * @param type such as {@code counter}
   * @param help what they mean
   */
  public record Family(String type, String help) {}

  /**
   * A value.
   *
   * @param name with the suffix that a histogram's parts have
   * @param labels by name
   * @param value may be infinite or not a number
   */
  public record Series(String name, Map<String, String> labels, double value) {}

  /** Reads a text; fails with {@link IllegalArgumentException} where it is not valid. */
  public static Exposed parse(String text) {
    ExposedReader reader = new ExposedReader();
    if (!text.endsWith("\n")) {
      throw new IllegalArgumentException("the last line has no end");
    }
    text.lines().forEach(reader::line);
    Exposed exposed = reader.exposed();
    exposed.families.forEach((name, family) -> exposed.checkParts(name, family.type()));
    return exposed;
  }

  /** The value of the one series of this name with these labels; absent without one. */
  public OptionalDouble find(String name, String... labels) {
    Map<String, String> wanted = new TreeMap<>();
    for (int i = 0; i < labels.length; i += 2) {
      wanted.put(labels[i], labels[i + 1]);
    }
    return series.stream()
        .filter(one -> one.name().equals(name) && one.labels().equals(wanted))
        .mapToDouble(Series::value)
        .findFirst();
  }

  /** The same, which must be there. */
  public double value(String name, String... labels) {
    return find(name, labels)
        .orElseThrow(
            () -> new AssertionError("no " + name + " " + List.of(labels) + " in " + series));
  }

  private void checkParts(String name, String type) {
    if (!type.equals("histogram")) {
      return;
    }
    Map<Map<String, String>, List<Series>> buckets = new LinkedHashMap<>();
    for (Series one : series) {
      if (one.name().equals(name + "_bucket")) {
        Map<String, String> others = new TreeMap<>(one.labels());
        others.remove("le");
        buckets.computeIfAbsent(others, any -> new ArrayList<>()).add(one);
      }
    }
    buckets.forEach((labels, parts) -> checkBuckets(name, labels, parts));
  }

  private void checkBuckets(String name, Map<String, String> labels, List<Series> buckets) {
    double bound = Double.NEGATIVE_INFINITY;
    double count = 0;
    for (Series bucket : buckets) {
      double next = ExposedReader.number(bucket.labels().get("le"));
      require(next > bound && bucket.value() >= count, "buckets out of order: " + name);
      bound = next;
      count = bucket.value();
    }
    require(bound == Double.POSITIVE_INFINITY, "no bucket for everything: " + name);
    require(count == only(name + "_count", labels), "a count that is not all: " + name);
    only(name + "_sum", labels);
  }

  private double only(String name, Map<String, String> labels) {
    List<Series> found =
        series.stream()
            .filter(one -> one.name().equals(name) && one.labels().equals(labels))
            .toList();
    require(found.size() == 1, found.size() + " times " + name + labels);
    return found.get(0).value();
  }

  static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException(otherwise);
    }
  }
}
