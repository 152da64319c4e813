package dev.ouzel.testkit.yaml;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Values by their keys, in the file's order.
 *
 * @param place where the map begins
 * @param entries each key has another text
 */
public record YamlMap(Place place, Map<YamlText, YamlValue> entries) implements YamlValue {
  /** Copies the entries. */
  public YamlMap {
    entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
  }

  @Override
  public YamlMap asMap() {
    return this;
  }

  /** The value of a key. */
  public Optional<YamlValue> get(String key) {
    return entries.entrySet().stream()
        .filter(entry -> entry.getKey().text().equals(key))
        .map(Map.Entry::getValue)
        .findFirst();
  }

  /** Fails at the first key that is not one of these. */
  public void allow(Collection<String> known) {
    for (YamlText key : entries.keySet()) {
      if (!known.contains(key.text())) {
        throw key.place()
            .mistake(
                "unknown key '%s'; there are: %s".formatted(key.text(), String.join(", ", known)));
      }
    }
  }
}
