package dev.ouzel.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ouzel.testkit.script.FaultScriptFile;
import dev.ouzel.testkit.server.ConnectionEnd;
import dev.ouzel.testkit.server.FakeX;
import dev.ouzel.testkit.server.FakeXSettings;
import dev.ouzel.testkit.server.RulesFile;
import dev.ouzel.testkit.server.SettingsFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What docs/fake-x.md says is so. */
class FakeXDocumentTest {
  private static final Pattern OPTION =
      Pattern.compile("(?m)^(?:\\| `| {2,}(?:-\\w, )?)(--[a-z-]+)");

  private final String document;

  FakeXDocumentTest() throws IOException {
    document = Files.readString(Path.of("..", "docs", "fake-x.md"));
  }

  private List<String> examples(String file) {
    return Pattern.compile("(?s)```[a-z]+\n(# " + file + ".*?)```")
        .matcher(document)
        .results()
        .map(found -> found.group(1))
        .toList();
  }

  private static List<String> options(String text) {
    return OPTION
        .matcher(text)
        .results()
        .map(found -> found.group(1))
        .filter(option -> !List.of("--help", "--verbose", "--version").contains(option))
        .sorted()
        .toList();
  }

  @Test
  void itsScriptsCanBePlayed() {
    assertThat(examples("faults\\.yaml"))
        .hasSize(3)
        .allSatisfy(
            script -> {
              try (FakeX fake =
                  FakeX.builder().script(FaultScriptFile.parse("faults.yaml", script)).start()) {
                assertThat(fake.missingFaults()).isNotEmpty();
              }
            });
  }

  @Test
  void itsRulesAreTakenByX() {
    assertThat(examples("rules\\.txt"))
        .singleElement()
        .satisfies(rules -> assertThat(RulesFile.parse("rules.txt", rules)).hasSize(3));
  }

  @Test
  void itsSettingsAreTheUsualOnes() {
    String settings = examples("fake-x\\.yaml").get(0);
    FakeXSettings usual =
        FakeX.builder()
            .disconnectReasons(
                Arrays.stream(ConnectionEnd.values())
                    .collect(Collectors.toMap(Function.identity(), ConnectionEnd::usualReason)))
            .build();

    assertThat(SettingsFile.parse("fake-x.yaml", settings).build()).isEqualTo(usual);
    assertThat(
            SettingsFile.parse("fake-x.yaml", settings.replaceAll("(?m)^# ([a-z-]+: )", "$1"))
                .build())
        .isNotEqualTo(usual);
  }

  @Test
  void itsOptionsAreThoseOfTheCommand() {
    Program program = Program.withoutToken();

    assertThat(program.run("fake-x", "--help")).isZero();

    assertThat(options(document)).isNotEmpty().isEqualTo(options(program.out()));
  }
}
