package dev.ouzel.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ouzel.rule.Rule;
import dev.ouzel.rule.RuleLimits;
import dev.ouzel.testkit.server.FakeX;
import dev.ouzel.testkit.server.FakeXSettings;
import dev.ouzel.testkit.server.SeenRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What {@code ouzel rules plan}, {@code apply} and {@code counts} say and do. */
@Timeout(120)
class RulesCommandsTest {
  @TempDir private Path directory;
  private FakeX x;

  @AfterEach
  void close() {
    x.close();
  }

  private void start(FakeXSettings.Builder settings) {
    x = settings.start();
  }

  private void start() {
    start(FakeX.builder().withRule("cat has:images", "cats").withRule("dog", "pets"));
  }

  private String file(String text) throws IOException {
    return Files.writeString(directory.resolve("rules.yaml"), text).toString();
  }

  private Program run(int exit, String... arguments) {
    Program program = Program.withToken(x.token());
    String[] all =
        Stream.concat(
                Stream.of("rules"),
                Stream.concat(
                    Stream.of(arguments), Stream.of("--base-url", x.baseUrl().toString())))
            .toArray(String[]::new);
    assertThat(program.run(all)).as(program.err()).isEqualTo(exit);
    return program;
  }

  private List<String> values() {
    return x.rules().stream().map(Rule::value).toList();
  }

  private long posts() {
    return x.requests().stream().filter(request -> request.method().equals("POST")).count();
  }

  @Test
  void aPlanShowsWhatWouldChangeAndChangesNothing() throws Exception {
    start();
    List<Rule> before = x.rules();

    Program plan = run(0, "plan", file("- {tag: birds, value: bird}\n- {tag: dogs, value: dog}\n"));

    assertThat(plan.out().lines())
        .containsExactly(
            "+ [birds] bird",
            "- " + before.get(0).id() + " [cats] cat has:images",
            "~ " + before.get(1).id() + " [pets] dog → [dogs]",
            "1 to add, 1 to delete, 1 to tag anew, 0 to leave as they are");
    assertThat(x.rules()).isEqualTo(before);
  }

  @Test
  void aPlanIsToldToProgramsInOneObject() throws Exception {
    start();

    Program plan =
        run(0, "plan", file("- {tag: dogs, value: dog}\n- value: bird\n"), "--output", "json");

    assertThat(plan.out()).hasLineCount(1);
    JsonNode told = new ObjectMapper().readTree(plan.out());
    assertThat(told.path("add").path(0).path("value").asText()).isEqualTo("bird");
    assertThat(told.path("delete").path(0).path("tag").asText()).isEqualTo("cats");
    assertThat(told.path("retag").path(0).path("new_tag").asText()).isEqualTo("dogs");
    assertThat(told.path("keep")).isEmpty();
    assertThat(told.path("counts").path("room").asInt()).isEqualTo(998);
    assertThat(told.path("validated").asBoolean()).isTrue();
  }

  @Test
  void applyingSaysExactlyWhatItChangedAndThenHasNothingToDo() throws Exception {
    start();
    String file = file("- {tag: cats, value: 'cat has:images'}\n- {tag: birds, value: bird}\n");
    Rule dog = x.rules().get(1);

    Program first = run(0, "apply", file);
    Program second = run(0, "apply", file);

    assertThat(first.out().lines())
        .containsExactly(
            "+ " + x.rules().get(1).id() + " [birds] bird", "- " + dog.id() + " [pets] dog");
    assertThat(first.err().lines())
        .containsExactly("added 1, deleted 1", "X holds the rules of " + file + ": 2");
    assertThat(second.out()).isEmpty();
    assertThat(second.err().lines())
        .containsExactly("nothing was changed", "X holds the rules of " + file + ": 2");
  }

  @Test
  void aThousandRulesAreAppliedInAHundredRequestsOrFewer() throws Exception {
    start(FakeX.builder());
    StringBuilder text = new StringBuilder();
    IntStream.range(0, 1_000).forEach(i -> text.append("- {tag: t, value: cat" + i + "}\n"));
    String file = file(text.toString());

    assertThat(run(0, "apply", file).out()).hasLineCount(1_000);
    long once = posts();
    assertThat(run(0, "apply", file).out()).isEmpty();

    assertThat(x.rules()).hasSize(1_000);
    assertThat(once).isLessThanOrEqualTo(100);
    assertThat(posts()).isEqualTo(once);
  }

  @Test
  void amongAThousandRulesOneMistakeChangesNothingAndXIsNotAsked() throws Exception {
    start();
    List<String> lines =
        new ArrayList<>(IntStream.range(0, 999).mapToObj(i -> "- value: cat" + i).toList());
    lines.add(500, "- value: cat has:geoo");

    Program apply = run(2, "apply", file(String.join("\n", lines)));

    assertThat(apply.err().lines().toList())
        .satisfiesExactly(
            where -> assertThat(where).contains("line 501, column 14: Reference to invalid"),
            rule -> assertThat(rule).isEqualTo("    cat has:geoo"),
            caret -> assertThat(caret).isEqualTo("        ^"),
            asked -> assertThat(asked).isEqualTo("X was not asked"));
    assertThat(x.requests()).isEmpty();
    assertThat(x.rules()).hasSize(2);
  }

  /** X tells the app's cap, from which its plan and the plan's length of a rule follow. */
  @Test
  void aRuleTooLongForTheAppsPlanIsFoundBeforeXIsAskedAboutIt() throws Exception {
    start();

    Program plan = run(2, "plan", file("- value: " + "a".repeat(1025)));

    assertThat(plan.err()).contains("must not be longer than 1024 characters");
    assertThat(posts()).isZero();
  }

  @Test
  void whatXAloneRefusesIsShownInItsWordsAndChangesNothing() throws Exception {
    start(FakeX.builder().withRule("dog", "dogs").ruleLimits(RuleLimits.PAY_PER_USE.withLength(5)));
    String file = file("- value: cat\n- value: seagull\n");

    assertThat(run(3, "plan", file).err()).contains("line 2, column 15: X refuses this rule");
    assertThat(run(3, "apply", file).err()).endsWith("nothing was changed\n");

    assertThat(values()).containsExactly("dog");
    assertThat(x.requests())
        .filteredOn(request -> request.method().equals("POST"))
        .extracting(SeenRequest::query)
        .allSatisfy(query -> assertThat(query).containsEntry("dry_run", "true"));
  }

  @Test
  void whereXHasNoRoomForOldAndNewRulesItIsToldWhatToDo() throws Exception {
    start(FakeX.builder().withRule("cat", "a").withRule("dog", "b").maxRules(2));
    String file = file("- value: bird\n- value: fish\n");

    assertThat(run(0, "plan", file).err()).contains("--delete-first");
    assertThat(run(3, "apply", file).err()).contains("--delete-first", "nothing was changed");
    assertThat(values()).containsExactly("cat", "dog");
    run(0, "apply", file, "--delete-first");
    assertThat(values()).containsExactly("bird", "fish");
    assertThat(run(3, "plan", file("- value: a1\n- value: a2\n- value: a3\n")).err())
        .contains("X holds at most 2 rules; the file has 1 too many");
  }

  @Test
  void countsAreATableOrAnObject() throws Exception {
    start();

    assertThat(run(0, "counts").out().lines())
        .containsExactly("OF THE   RULES  AT MOST", "app      2      1000", "project  2      1000");
    JsonNode told = new ObjectMapper().readTree(run(0, "counts", "--output", "json").out());
    assertThat(told.path("app_rules").asInt()).isEqualTo(2);
    assertThat(told.path("room").asInt()).isEqualTo(998);
  }
}
