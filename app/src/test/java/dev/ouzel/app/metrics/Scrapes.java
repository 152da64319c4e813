package dev.ouzel.app.metrics;

import dev.ouzel.app.metrics.Exposed.Series;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** What was scraped so far, and when: the little that Prometheus knows of a program. */
public final class Scrapes {
  private static final Duration STALE = Duration.ofMinutes(5);

  private final NavigableMap<Instant, List<Series>> all = new TreeMap<>();

  /** Adds a scrape; empty when the program did not answer. */
  public void add(Instant at, List<Series> series) {
    all.put(at, List.copyOf(series));
  }

  /** The time of the last scrape. */
  public Instant now() {
    return all.lastKey();
  }

  /** The series of the last scrape. */
  List<Series> last() {
    return all.lastKey().isBefore(now().minus(STALE)) ? List.of() : all.lastEntry().getValue();
  }

  /** Each value within that time of a series with this name and these labels, oldest first. */
  List<Double> values(Duration time, String name, Map<String, String> labels) {
    return all.tailMap(now().minus(time), false).values().stream()
        .flatMap(List::stream)
        .filter(one -> one.name().equals(name) && one.labels().equals(labels))
        .map(Series::value)
        .toList();
  }
}
