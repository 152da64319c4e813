package dev.ouzel.app.cli;

import dev.ouzel.app.config.Configuration;
import dev.ouzel.app.config.Setting;
import dev.ouzel.app.config.Settings;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Settings as YAML, for people. */
final class SettingsText {
  private static final int WIDTH = 90;

  private static final String INDENT = "  ";

  /** What YAML takes for a text without quotes, whatever stands around it. */
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9/][A-Za-z0-9_./:@+-]*");

  private SettingsText() {}

  /** Each setting with what it does, commented out with its usual value or an example. */
  static String example() {
    String head =
        """
        # yaml-language-server: $schema=ouzel.schema.json

        # The settings of Ouzel. Of each the usual value is shown, or an example where there is none:
        # take its # away to set it. Variables (OUZEL_X_BASE_URL for base-url of x) win over this
        # file, and options win over both. Lengths of time are 500ms, 20s, 5m, 1h or 2d, amounts of
        # bytes 500MB, 16GB or 64MiB. Secrets do not stand here, but in files that are named here,
        # or in the environment.
        """;
    return head
        + sections(
            setting ->
                comment(indent(setting), setting.words())
                    + indent(setting)
                    + "#"
                    + line(setting, shownTexts(setting))
                    + "\n");
  }

  private static List<String> shownTexts(Setting<?> setting) {
    List<String> usual = setting.usualTexts();
    return usual.isEmpty() ? setting.kind().texts(setting.example()) : usual;
  }

  /** What holds, with where it is written after it. */
  static String of(Configuration settings) {
    return sections(
        setting ->
            indent(setting)
                + settings
                    .held(setting)
                    .map(held -> line(setting, held.texts()) + "  # " + held.origin())
                    .orElse("# " + setting.name() + ": not set")
                + "\n");
  }

  private static String sections(Function<Setting<?>, String> entry) {
    StringBuilder text = new StringBuilder();
    String section = "";
    for (Setting<?> setting : Settings.all()) {
      if (!setting.section().equals(section)) {
        section = setting.section();
        text.append('\n');
        if (!setting.key().equals(section)) {
          text.append(section).append(":\n");
        }
      }
      text.append(entry.apply(setting));
    }
    return text.toString();
  }

  private static String indent(Setting<?> setting) {
    return setting.key().equals(setting.section()) ? "" : INDENT;
  }

  private static String line(Setting<?> setting, List<String> texts) {
    String value =
        setting.kind().form().isList()
            ? texts.stream().map(SettingsText::quoted).collect(Collectors.joining(", ", "[", "]"))
            : quoted(texts.get(0));
    return setting.name() + ": " + value;
  }

  private static String quoted(String text) {
    return PLAIN.matcher(text).matches() && !text.endsWith(":")
        ? text
        : '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  /** A sentence as lines that are not too long. */
  private static String comment(String indent, String sentence) {
    StringBuilder lines = new StringBuilder();
    StringBuilder line = new StringBuilder(indent + "#");
    for (String word : List.of((sentence + ".").split(" "))) {
      if (line.length() + word.length() >= WIDTH) {
        lines.append(line).append('\n');
        line = new StringBuilder(indent + "#");
      }
      line.append(' ').append(word);
    }
    return lines.append(line).append('\n').toString();
  }
}
