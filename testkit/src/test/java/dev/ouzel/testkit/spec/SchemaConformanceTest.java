package dev.ouzel.testkit.spec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ouzel.testkit.render.Rendering;
import dev.ouzel.testkit.server.FakeX;
import dev.ouzel.testkit.server.FakeXSettings;
import dev.ouzel.testkit.server.ProblemHost;
import dev.ouzel.testkit.server.Vocabulary;
import dev.ouzel.testkit.spec.Exchanges.Exchange;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the fake X answers, held against each of X's documents. */
final class SchemaConformanceTest {
  private static final String COLUMNS = " \\| ";

  private static final List<Exchange> USUAL = new ArrayList<>();
  private static final List<Exchange> IN_POST_WORDS = new ArrayList<>();

  @BeforeAll
  static void askForEverything() throws IOException, InterruptedException {
    try (FakeX fake = FakeX.builder().start()) {
      USUAL.addAll(Exchanges.with(fake, rendering -> rendering));
    }
    FakeXSettings.Builder newest =
        FakeX.builder().problemHost(ProblemHost.X).vocabulary(Vocabulary.POST);
    try (FakeX fake = newest.start()) {
      IN_POST_WORDS.addAll(Exchanges.with(fake, Rendering::inPostWords));
    }
  }

  static List<String> versions() {
    return SpecFields.load().versions();
  }

  private static List<String[]> listed() {
    return SchemaSet.resource("differences.txt")
        .lines()
        .filter(line -> !line.isEmpty() && !line.startsWith("#"))
        .map(line -> line.split(COLUMNS, -1))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("versions")
  void differsFromXsDocumentOnlyWhereTheListSaysSo(String version) {
    Map<String, String> found = found(SchemaSet.of(version));
    Set<String> listed =
        listed().stream()
            .filter(columns -> columns[0].equals(version))
            .map(columns -> columns[1])
            .collect(Collectors.toCollection(TreeSet::new));

    Map<String, String> unlisted = new TreeMap<>(found);
    unlisted.keySet().removeAll(listed);
    assertThat(unlisted).as("differences from %s that differences.txt lacks", version).isEmpty();
    listed.removeAll(found.keySet());
    assertThat(listed).as("differences from %s that occur no more", version).isEmpty();
  }

  /** Each difference, with the first answer that shows it. */
  private static Map<String, String> found(SchemaSet schemas) {
    List<Exchange> exchanges = new ArrayList<>(USUAL);
    if (schemas.speaksOfPosts()) {
      exchanges.addAll(IN_POST_WORDS);
    }
    Map<String, String> found = new HashMap<>();
    for (Exchange exchange : exchanges) {
      for (String difference :
          schemas.differences(exchange.operation(), exchange.status(), exchange.body())) {
        found.putIfAbsent(difference, exchange.toString());
      }
    }
    return found;
  }

  @ParameterizedTest
  @MethodSource("versions")
  void answersEveryOperationOfTheStreamingFamily(String version) {
    Set<String> served =
        USUAL.stream()
            .filter(exchange -> exchange.status() < 300)
            .map(Exchange::operation)
            .collect(Collectors.toSet());

    assertThat(served).isEqualTo(SchemaSet.of(version).operations());
  }

  @Test
  void listsEachDifferenceOnceAndSaysWhy() {
    assertThat(listed())
        .allMatch(columns -> columns.length == 3 && !columns[2].isBlank())
        .allMatch(columns -> versions().contains(columns[0]));
    assertThat(listed().stream().map(columns -> Arrays.asList(columns).subList(0, 2)))
        .doesNotHaveDuplicates();
  }
}
