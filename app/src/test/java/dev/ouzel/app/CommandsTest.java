package dev.ouzel.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which commands there are, whether all of them are made for a run or one alone. */
class CommandsTest {
  private static final Pattern LISTED = Pattern.compile("(?m)^  ([a-z][a-z-]*)(?=  )");

  /** The commands that the program's own help lists. */
  static List<String> listed() {
    Program program = Program.withoutToken();
    assertThat(program.run("--help")).isZero();
    String commands = program.out().substring(program.out().indexOf("Commands:"));
    return LISTED.matcher(commands).results().map(found -> found.group(1)).toList();
  }

  @Test
  void helpListsThem() {
    assertThat(listed())
        .containsExactly(
            "ingest",
            "coverage",
            "connections",
            "rules",
            "config",
            "doctor",
            "export",
            "import",
            "fake-x",
            "demo",
            "bench",
            "completion");
  }

  @ParameterizedTest
  @MethodSource("listed")
  void eachAloneIsTheOneOfTheList(String name) {
    Program alone = Program.withoutToken();
    Program amongAll = Program.withoutToken();
    assertThat(alone.run(name, "--help")).isZero();
    // An option before the name leaves it open which command is meant.
    assertThat(amongAll.run("--verbose", name, "--help")).isZero();
    assertThat(alone.out()).contains("ouzel " + name).isEqualTo(amongAll.out());
  }

  @ParameterizedTest
  @ValueSource(strings = {"--version", "-V"})
  void tellsItsVersion(String option) {
    Program program = Program.withoutToken();
    assertThat(program.run(option)).isZero();
    assertThat(program.out()).startsWith("ouzel ").contains("on Java");
  }
}
