package dev.ouzel.app.config;

import dev.ouzel.testkit.yaml.Place;
import dev.ouzel.testkit.yaml.YamlFile;
import dev.ouzel.testkit.yaml.YamlList;
import dev.ouzel.testkit.yaml.YamlMap;
import dev.ouzel.testkit.yaml.YamlText;
import dev.ouzel.testkit.yaml.YamlValue;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads what a YAML file gives to the settings. Used by one thread. */
final class ConfigFile {
  private final Map<String, Given> given = new LinkedHashMap<>();
  private final Mistakes mistakes;

  private ConfigFile(Mistakes mistakes) {
    this.mistakes = mistakes;
  }

  /** What the file gives, by the settings' keys; what is wrong with it goes to the mistakes. */
  static Map<String, Given> read(Path file, Mistakes mistakes) {
    ConfigFile reading = new ConfigFile(mistakes);
    mistakes
        .keep(() -> InputFile.read("the configuration", file, path -> YamlFile.read(path).asMap()))
        .ifPresent(map -> reading.section("", map));
    return reading.given;
  }

  private void section(String beginning, YamlMap map) {
    map.entries().forEach((name, value) -> entry(name.place(), beginning + name.text(), value));
  }

  private void entry(Place place, String key, YamlValue value) {
    String origin = "%s:%d:%d".formatted(place.file(), place.line(), place.column());
    if (Settings.named(key).isPresent()) {
      texts(origin, key, value)
          .map(texts -> new Given(texts, origin))
          .filter(written -> mistakes.isSound(key, written))
          .ifPresent(written -> given.put(key, written));
    } else if (Settings.isSection(key)) {
      if (value instanceof YamlMap map) {
        section(key + ".", map);
      } else if (!(value instanceof YamlText text && text.text().isBlank())) {
        mistakes.add(origin, key, "this holds settings, each on a line of its own and indented");
      }
    } else if (Secrets.isSecretKey(key)) {
      mistakes.add(
          origin,
          key,
          "secrets do not stand in this file: put the token into "
              + TokenSource.VARIABLE
              + ", or into a file that x.token-file names, and a proxy's password into one that"
              + " x.proxy-credentials-file names");
    } else {
      mistakes.add(
          origin, key, "there is no such key; did you mean " + Settings.nearest(key) + "?");
    }
  }

  private Optional<List<String>> texts(String origin, String key, YamlValue value) {
    boolean isList = Settings.named(key).orElseThrow().kind().form().isList();
    List<String> texts = new ArrayList<>();
    if (!isList && value instanceof YamlText text) {
      texts.add(text.text());
    } else if (isList && value instanceof YamlList list) {
      for (YamlValue element : list.values()) {
        texts.add(element instanceof YamlText text ? text.text() : "");
      }
    } else {
      String lines = "a list is expected here: lines that begin with '- '";
      mistakes.add(origin, key, isList ? lines : "one value is expected here, not several");
      return Optional.empty();
    }
    if (texts.isEmpty() || texts.stream().anyMatch(String::isBlank)) {
      mistakes.add(origin, key, "a value is missing; without this line the usual one holds");
      return Optional.empty();
    }
    if (texts.stream().anyMatch(text -> Secrets.isToken(text) || Secrets.holdsPassword(text))) {
      mistakes.add(
          origin,
          key,
          "this looks like a secret, and none stands in this file; "
              + TokenSource.VARIABLE
              + ", x.token-file and x.proxy-credentials-file are for them");
      return Optional.empty();
    }
    return Optional.of(texts);
  }
}
