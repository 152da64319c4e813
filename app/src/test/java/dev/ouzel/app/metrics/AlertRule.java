package dev.ouzel.app.metrics;

import dev.ouzel.app.metrics.Exposed.Series;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * An alert of {@code docs/alerts/ouzel.rules.yml}.
 *
 * @param name such as {@code OuzelDown}
 * @param expression when it is to be raised, in PromQL
 * @param lasting for how long that must hold
 * @param severity {@code critical} or {@code warning}
 * @param annotations what is said of it, by name
 */
public record AlertRule(
    String name,
    String expression,
    Duration lasting,
    String severity,
    Map<String, String> annotations) {
  private static final Path FILE = Path.of("..", "docs", "alerts", "ouzel.rules.yml");

  /** All of them, in their order. */
  public static List<AlertRule> all() {
    Map<?, ?> file = (Map<?, ?>) new Load(LoadSettings.builder().build()).loadFromString(text());
    return ((List<?>) file.get("groups"))
        .stream()
            .flatMap(group -> ((List<?>) ((Map<?, ?>) group).get("rules")).stream())
            .map(rule -> read((Map<?, ?>) rule))
            .toList();
  }

  @SuppressWarnings("unchecked") // The test of the file holds it against what Prometheus takes.
  private static AlertRule read(Map<?, ?> rule) {
    String lasting = (String) rule.get("for");
    return new AlertRule(
        (String) rule.get("alert"),
        (String) rule.get("expr"),
        Duration.parse("PT" + lasting.toUpperCase(Locale.ROOT)),
        ((Map<String, String>) rule.get("labels")).get("severity"),
        (Map<String, String>) rule.get("annotations"));
  }

  private static String text() {
    try {
      return Files.readString(FILE);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** The series for which its expression holds now; none when it does not. */
  public List<Series> matches(Scrapes scrapes) {
    return PromQl.evaluate(expression, scrapes);
  }
}
