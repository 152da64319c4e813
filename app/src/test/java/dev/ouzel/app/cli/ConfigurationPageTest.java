package dev.ouzel.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ouzel.app.config.Setting;
import dev.ouzel.app.config.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The table of settings in {@code docs/configuration.md} is the list of them. */
class ConfigurationPageTest {
  private static final Path PAGE = Path.of("..", "docs", "configuration.md");
  private static final String BEGINNING = "## Settings\n\n";

  @Test
  void hasEachSetting() throws IOException {
    String page = Files.readString(PAGE);
    String shown = page.substring(page.indexOf(BEGINNING) + BEGINNING.length());

    assertThat(shown).as("the end of %s; what it must be follows", PAGE).isEqualTo(table());
  }

  private static String table() {
    StringBuilder table =
        new StringBuilder("| key | option of `ingest` | value | unless set | what it does |\n");
    table.append("|---|---|---|---|---|\n");
    for (Setting<?> setting : Settings.all()) {
      table.append(
          "| `%s` | `%s` | %s | %s | %s.%s |%n"
              .formatted(
                  setting.key(),
                  (setting.flag().name() + " " + setting.flag().label()).strip(),
                  value(setting),
                  setting.usual().map(usual -> "`" + usual + "`").orElse(""),
                  setting.words(),
                  setting.live() ? " *Live.*" : ""));
    }
    return table.toString();
  }

  private static String value(Setting<?> setting) {
    return switch (setting.kind().form()) {
      case CHOICE -> String.join(", ", setting.kind().choices());
      default -> setting.kind().form().words() + ", such as `" + setting.example() + "`";
    };
  }
}
