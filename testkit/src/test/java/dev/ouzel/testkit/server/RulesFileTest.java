package dev.ouzel.testkit.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.ouzel.rule.Rule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RulesFileTest {
  @TempDir private Path directory;

  @Test
  void hasARuleInEachLineWithATagOrWithout() throws IOException {
    Path file =
        Files.writeString(
            directory.resolve("rules.txt"),
            """
            # What the app listens to.
            [cats] cat has:images -is:retweet

            [good dogs]"good dog" OR #dogs\s
            #
              #birds
            """);

    assertThat(RulesFile.read(file))
        .containsExactly(
            new Rule.Draft("cat has:images -is:retweet", Optional.of("cats")),
            new Rule.Draft("\"good dog\" OR #dogs", Optional.of("good dogs")),
            new Rule.Draft("#birds", Optional.empty()));
  }

  @Test
  void mayHoldNoRule() {
    assertThat(RulesFile.parse("rules.txt", "# none yet\n")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          cat has:picture       | 1 | 5  | X would refuse this rule: Reference to invalid operator
          [a] (cat OR dog       | 1 | 16 | X would refuse this rule:
          '[a]'                 | 1 | 4  | a rule is missing after its tag
          [a cat                | 1 | 1  | X would refuse this rule:
          cat\\n\\n[a] cat      | 3 | 5  | this rule stands in line 1 too
          -cat                  | 1 | 1  | X would refuse this rule:
          """)
  void saysWhereAMistakeIs(String text, int line, int column, String words) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RulesFile.parse("rules.txt", text.replace("\\n", "\n")))
        .withMessageStartingWith("rules.txt, line %d, column %d: %s", line, column, words)
        .satisfies(mistake -> assertThat(mistake.getMessage().lines()).hasSize(1));
  }
}
