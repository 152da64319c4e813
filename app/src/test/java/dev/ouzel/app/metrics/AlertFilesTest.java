package dev.ouzel.app.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What {@code docs} holds for Prometheus and Grafana speaks of metrics that there are. That they
 * are exposed as documented, {@link MetricsTest} sees to.
 */
class AlertFilesTest {
  private static final Path DOCS = Path.of("..", "docs");
  private static final Pattern METRIC = Pattern.compile("\\b(?:ouzel|jvm|process)_[a-z0-9_]+");
  private static final List<String> PARTS = List.of("_bucket", "_sum", "_count");

  private static Set<String> metricsIn(Stream<String> expressions) {
    return expressions
        .flatMap(expression -> METRIC.matcher(expression).results())
        .map(found -> found.group())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Stream<String> dashboard() throws IOException {
    JsonNode json = new ObjectMapper().readTree(DOCS.resolve("grafana/ouzel.json").toFile());
    return json.findValues("expr").stream().map(JsonNode::asText);
  }

  /** The name of the whole that a name of a histogram's part belongs to. */
  private static String whole(String name, Set<String> known) {
    return PARTS.stream()
        .filter(name::endsWith)
        .map(part -> name.substring(0, name.length() - part.length()))
        .filter(known::contains)
        .findFirst()
        .orElse(name);
  }

  @Test
  void alertsSpeakOfMetricsThatThereAre() throws IOException {
    Set<String> known = Documented.metrics().keySet();

    assertThat(metricsIn(AlertRule.all().stream().map(AlertRule::expression)))
        .isNotEmpty()
        .isSubsetOf(known);
  }

  @Test
  void theDashboardShowsEveryMetricOfOursAndNoneThatIsNotThere() throws IOException {
    Set<String> known = Documented.metrics().keySet();
    Set<String> shown = new TreeSet<>();
    metricsIn(dashboard()).forEach(name -> shown.add(whole(name, known)));

    assertThat(shown).isSubsetOf(known);
    assertThat(shown)
        .containsAll(known.stream().filter(name -> name.startsWith("ouzel_")).toList());
  }

  @Test
  void everyAlertSaysHowBadItIsAndWhatToDo() throws IOException {
    List<String> headings = Files.readAllLines(DOCS.resolve("operations.md"));

    assertThat(AlertRule.all())
        .isNotEmpty()
        .allSatisfy(
            alert -> {
              assertThat(alert.severity()).isIn("critical", "warning");
              assertThat(alert.annotations().get("summary")).isNotBlank();
              assertThat(alert.annotations().get("description")).isNotBlank();
              assertThat(alert.annotations().get("runbook_url"))
                  .isEqualTo("docs/operations.md#" + alert.name().toLowerCase(Locale.ROOT));
              assertThat(headings).contains("### " + alert.name());
            });
  }

  @Test
  void namesEachAlertOnce() {
    assertThat(AlertRule.all()).extracting(AlertRule::name).doesNotHaveDuplicates();
  }
}
