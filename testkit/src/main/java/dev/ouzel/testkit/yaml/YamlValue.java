package dev.ouzel.testkit.yaml;

/** A part of a YAML file. Asking for it as what it is not fails with its place. */
public sealed interface YamlValue permits YamlText, YamlList, YamlMap {
  /** Where it begins. */
  Place place();

  /** This as a text. */
  default YamlText asText() {
    throw place().mistake("here one value is expected, not a list or a map");
  }

  /** This as a list. */
  default YamlList asList() {
    throw place().mistake("here a list is expected: lines that begin with '- '");
  }

  /** This as a map. */
  default YamlMap asMap() {
    throw place().mistake("here a map is expected: lines of the form 'key: value'");
  }
}
