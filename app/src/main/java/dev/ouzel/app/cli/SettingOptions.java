package dev.ouzel.app.cli;

import dev.ouzel.app.config.Given;
import dev.ouzel.app.config.Setting;
import dev.ouzel.app.config.Settings;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/**
 * The options that stand for settings, made from the list of them. Values are taken as they are
 * written: what they mean is decided where the file's are read.
 */
final class SettingOptions {
  private SettingOptions() {}

  /** Gives a command an option for each setting. */
  static void addTo(CommandSpec command) {
    Settings.all().forEach(setting -> command.addOption(option(setting)));
  }

  private static OptionSpec option(Setting<?> setting) {
    OptionSpec.Builder option =
        OptionSpec.builder(setting.flag().name()).description(words(setting).replace("%", "%%"));
    if (setting.flag().isSwitch()) {
      return option.arity("0").type(boolean.class).build();
    }
    option.arity("1").paramLabel(setting.flag().label());
    return switch (setting.kind().form()) {
      case NAMES ->
          option
              .type(List.class)
              .auxiliaryTypes(String.class)
              .splitRegex(",")
              .hideParamSyntax(true)
              .build();
      case URIS -> option.type(List.class).auxiliaryTypes(String.class).build();
      default -> option.type(String.class).build();
    };
  }

  /** What an option does; that of a switch turns it on, or off where its name says so. */
  static String words(Setting<?> setting) {
    String words = setting.words();
    if (setting.flag().negates()) {
      return "Do not " + words.substring(0, 1).toLowerCase(Locale.ROOT) + words.substring(1) + ".";
    }
    String usual =
        setting.flag().isSwitch()
            ? ""
            : setting.usual().map(text -> "; " + text + " unless given").orElse("");
    return words + usual + ".";
  }

  /** What a command line gives, by the settings' keys. */
  static Map<String, Given> given(ParseResult parsed) {
    Map<String, Given> given = new HashMap<>();
    for (Setting<?> setting : Settings.all()) {
      String flag = setting.flag().name();
      if (parsed.hasMatchedOption(flag)) {
        given.put(setting.key(), new Given(texts(setting, parsed.matchedOption(flag)), flag));
      }
    }
    return given;
  }

  /** The same where options are fields, by their names. */
  static Map<String, Given> given(Map<String, Optional<String>> options) {
    Map<String, Given> given = new HashMap<>();
    for (Setting<?> setting : Settings.all()) {
      String flag = setting.flag().name();
      options
          .getOrDefault(flag, Optional.empty())
          .ifPresent(text -> given.put(setting.key(), new Given(List.of(text), flag)));
    }
    return given;
  }

  private static List<String> texts(Setting<?> setting, OptionSpec option) {
    if (setting.flag().isSwitch()) {
      return List.of(setting.flag().negates() ? "false" : "true");
    }
    return List.copyOf(option.stringValues());
  }
}
