package dev.ouzel.testkit.yaml;

import java.util.List;

/** A list, in the file's order. */
public record YamlList(Place place, List<YamlValue> values) implements YamlValue {
  /** Copies the values. */
  public YamlList {
    values = List.copyOf(values);
  }

  @Override
  public YamlList asList() {
    return this;
  }
}
