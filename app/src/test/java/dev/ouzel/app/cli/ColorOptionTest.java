package dev.ouzel.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ouzel.app.operations.Console;
import java.util.Map;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

class ColorOptionTest {
  @Command
  private static final class Some {
    @Mixin private ColorOption color;
  }

  private static boolean isOn(boolean terminal, Map<String, String> environment, String... given) {
    Some command = new Some();
    new CommandLine(command).setCaseInsensitiveEnumValuesAllowed(true).parseArgs(given);
    Console console = new Console(System.out, System.err, !terminal, terminal);
    return command.color.isOn(new Invocation(environment, console, action -> {}));
  }

  @Test
  void isOnWhereAPersonWatchesStdoutAndHasNothingAgainstIt() {
    assertThat(isOn(true, Map.of())).isTrue();
    assertThat(isOn(true, Map.of("NO_COLOR", ""))).isTrue();
    assertThat(isOn(true, Map.of("NO_COLOR", "1"))).isFalse();
    assertThat(isOn(true, Map.of("TERM", "dumb"))).isFalse();
    assertThat(isOn(false, Map.of())).isFalse();
  }

  @Test
  void isAsItWasTold() {
    assertThat(isOn(false, Map.of("NO_COLOR", "1"), "--color", "always")).isTrue();
    assertThat(isOn(true, Map.of(), "--color", "never")).isFalse();
  }
}
