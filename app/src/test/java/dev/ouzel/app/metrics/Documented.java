package dev.ouzel.app.metrics;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What {@code docs/metrics.md} says of the metrics. */
final class Documented {
  private static final Path PAGE = Path.of("..", "docs", "metrics.md");

  /** Name, type, unit, labels, meaning. */
  private static final Pattern ROW =
      Pattern.compile("\\| `(\\w+)` \\| (\\w+) \\|[^|]*\\|([^|]*)\\|([^|]+)\\|");

  private static final Pattern LABEL = Pattern.compile("`(\\w+)`");

  private Documented() {}

  /** Type and labels of each metric, by name. */
  static Map<String, String> metrics() throws IOException {
    Map<String, String> metrics = new TreeMap<>();
    for (String line : Files.readAllLines(PAGE)) {
      Matcher row = ROW.matcher(line);
      if (row.matches()) {
        Set<String> labels = new TreeSet<>();
        LABEL.matcher(row.group(3)).results().forEach(label -> labels.add(label.group(1)));
        if (metrics.put(row.group(1), row.group(2) + " " + labels) != null) {
          throw new AssertionError("documented twice: " + row.group(1));
        }
      }
    }
    return metrics;
  }

  /** The names of those that are there only where the JVM has them. */
  static Set<String> fromTimeToTime() throws IOException {
    Set<String> names = new TreeSet<>();
    for (String line : Files.readAllLines(PAGE)) {
      Matcher row = ROW.matcher(line);
      if (row.matches() && row.group(4).contains("not in every JVM")) {
        names.add(row.group(1));
      }
    }
    return names;
  }
}
