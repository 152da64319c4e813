package dev.ouzel.app.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.ouzel.post.Problem;
import dev.ouzel.rule.Rule;
import dev.ouzel.rule.RuleLimits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RulesFileTest {
  @TempDir private Path directory;

  private static RulesFile parse(String text) {
    return RulesFile.parse("rules.yaml", text);
  }

  private static List<RuleFault> faults(String text) {
    return parse(text).faults(RuleLimits.PAY_PER_USE);
  }

  private static List<String> sentences(String text) {
    return faults(text).stream().map(RuleFault::sentence).toList();
  }

  private static Rule.Draft draft(String value, String tag) {
    return new Rule.Draft(value, Optional.of(tag));
  }

  @Test
  void holdsRulesWithTheirTagsAndLeavesCommentsOut() {
    RulesFile file =
        parse(
            """
            # What we listen to.
            - tag: cats
              value: cat has:images -is:retweet
              comment: asked for by the shelter
            - name: birds
              value: >
                bird OR
                "ring ouzel"
            - value: '#dogs'
            """);

    assertThat(file.faults(RuleLimits.PAY_PER_USE)).isEmpty();
    assertThat(file.rules().rules())
        .containsExactly(
            draft("cat has:images -is:retweet", "cats"),
            draft("bird OR \"ring ouzel\"", "birds"),
            new Rule.Draft("#dogs", Optional.empty()));
  }

  @Test
  void mayHoldNoRules() {
    assertThat(parse("[]").rules().rules()).isEmpty();
  }

  @Test
  void tellsEveryMistakeAtOnceInOrder() {
    assertThat(
            sentences(
                """
                - tag: cats
                  value: cat has:geoo
                - vaule: dog
                - cat
                - {tag: a, name: b, value: bird}
                - value: ''
                - {tag: '', value: fish}
                - {value: -whale}
                - {value: crab, comment: [a, b]}
                """))
        .satisfiesExactly(
            first -> assertThat(first).startsWith("rules.yaml, line 2, column 14: Reference to"),
            key ->
                assertThat(key)
                    .isEqualTo(
                        "rules.yaml, line 3, column 3: unknown key 'vaule'; there are: tag, name,"
                            + " value, comment"),
            value -> assertThat(value).endsWith("line 3, column 3: this rule has no value"),
            item -> assertThat(item).contains("line 4, column 3: here a map is expected"),
            name -> assertThat(name).contains("line 5, column 18: a rule's name is its tag"),
            empty -> assertThat(empty).endsWith("line 6, column 10: a value is missing here"),
            tag -> assertThat(tag).endsWith("line 7, column 9: a value is missing here"),
            not -> assertThat(not).startsWith("rules.yaml, line 8, column 11: Rules must contain"),
            positive -> assertThat(positive).startsWith("rules.yaml, line 8, column 11: Rules"),
            comment -> assertThat(comment).contains("line 9, column 26: here one value"));
  }

  @Test
  void namesBothLinesOfARuleThatStandsThereTwice() {
    assertThat(
            sentences(
                """
                - {tag: a, value: cat}
                - {tag: b, value: dog}
                - {tag: c, value: cat}
                """))
        .containsExactly(
            "rules.yaml, line 3, column 19: this rule stands in line 1 too; X takes it once");
  }

  @Test
  void showsTheRuleWithACaretBelowTheMistake() {
    assertThat(faults("- value: \"cat has:geoo\"").get(0).lines())
        .satisfiesExactly(
            sentence -> assertThat(sentence).startsWith("rules.yaml, line 1, column 15: Reference"),
            rule -> assertThat(rule).isEqualTo("    cat has:geoo"),
            caret -> assertThat(caret).isEqualTo("        ^"));
  }

  @Test
  void showsThePartOfALongRuleAroundTheMistake() {
    String words = "kingfisher ".repeat(20);
    List<String> lines = faults("- value: " + words + "has:geoo " + words).get(0).lines();

    assertThat(lines.get(1)).startsWith("    …").endsWith("…").hasSizeLessThan(80);
    assertThat(lines.get(1).substring(lines.get(2).indexOf('^'))).startsWith("has:geoo ");
  }

  /** A character beyond the usual ones is two to Java, and one to whoever counts columns. */
  @Test
  void countsColumnsAsPeopleDo() {
    RuleFault fault = faults("- {tag: \"🐦\", value: 🐦 has:geoo}").get(0);

    assertThat(fault.sentence()).contains("line 1, column 23:");
    assertThat(fault.lines().get(2)).isEqualTo("      ^");
  }

  @Test
  void placesAMistakeAtTheRuleWhereTheFileWritesItOtherwise() {
    List<RuleFault> faults =
        faults(
            """
            - value: >
                cat
                has:geoo
            """);

    assertThat(faults.get(0).sentence()).contains("line 1, column 10:");
    assertThat(faults.get(0).lines().get(1)).isEqualTo("    cat has:geoo");
  }

  @Test
  void placesWhatXSaysOfARule() {
    RulesFile file = parse("- value: cat\n- value: dog place:x\n");
    Problem problem =
        Problem.builder()
            .value("dog place:x")
            .addDetails("Not in your product (at position 5)", "And dogs bite")
            .build();

    List<RuleFault> faults = file.refusal(problem);

    assertThat(faults.get(0).sentence())
        .isEqualTo("rules.yaml, line 2, column 14: X refuses this rule: Not in your product");
    assertThat(faults.get(0).lines().get(2)).isEqualTo("        ^");
    assertThat(faults.get(1).sentence()).contains("line 2, column 10:").endsWith("And dogs bite");
    assertThat(file.refusal(Problem.builder().title("Too much").build()).get(0).lines())
        .containsExactly("X refuses: Too much");
  }

  @Test
  void holdsRulesToLimits() {
    RulesFile file = parse("- value: " + "a".repeat(1025));

    assertThat(file.faults(RuleLimits.PAY_PER_USE).get(0).sentence())
        .contains("column 1034:", "must not be longer than 1024 characters");
    assertThat(file.faults(RuleLimits.ENTERPRISE)).isEmpty();
  }

  @Test
  void aFileThatIsNoListOfRulesIsAMistake() throws IOException {
    Path file = directory.resolve("rules.yaml");
    assertMistake(file, "does not exist");
    assertMistake(Files.writeString(file, ""), "is empty");
    assertMistake(Files.writeString(file, "rules: x"), "line 1, column 1: here a list is expected");
    assertMistake(Files.writeString(file, "- [a"), "this is no YAML");
  }

  private static void assertMistake(Path file, String words) {
    assertThatThrownBy(() -> RulesFile.read(file))
        .isInstanceOf(Mistake.class)
        .hasMessageContaining(words);
  }

  /** As large as a file of X's largest plan can be. */
  @Test
  void mayBeLarge() throws IOException {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 3_000; i++) {
      text.append("- value: \"" + "ouzel ".repeat(150) + i + "\"\n");
    }
    Path file = Files.writeString(directory.resolve("rules.yaml"), text);

    assertThat(RulesFile.read(file).rules().rules()).hasSize(3_000);
  }

  /** Whatever is in it, it is read or told to be a mistake. */
  @RepeatedTest(300)
  void survivesWhateverIsInIt() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    StringBuilder text =
        new StringBuilder("- {tag: \"🐦\", value: cat (has:geoo}\n- value: >\n    a\n    -b\n");
    String odd = "\r\n\t \u2028\u0085🐦\"'{}[]:,#&*!|>-(x\0";
    for (int change = random.nextInt(8); change >= 0; change--) {
      text.setCharAt(random.nextInt(text.length()), odd.charAt(random.nextInt(odd.length())));
    }

    Throwable thrown =
        catchThrowable(
            () ->
                faults(text.toString())
                    .forEach(fault -> assertThat(fault.lines().get(0)).contains("rules.yaml")));

    assertThat(thrown == null || thrown instanceof IllegalArgumentException)
        .as("seed %s: %s gives %s", seed, text, thrown)
        .isTrue();
  }

  @Test
  void theGuidesExampleHasNoMistake() throws IOException {
    String guide = Files.readString(Path.of("..", "docs", "rules.md"));
    String example = guide.split("```yaml\n", 2)[1].split("```", 2)[0];

    assertThat(faults(example)).isEmpty();
    assertThat(parse(example).rules().rules()).hasSize(3);
  }
}
