package dev.ouzel.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ouzel.app.config.Configuration;
import dev.ouzel.app.config.Setting;
import dev.ouzel.app.config.Settings;
import java.util.List;

/** Settings as JSON, for programs. */
final class SettingsJson {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private static final String DURATION = "^([0-9]{1,12}(ms|s|m|h|d)|[Pp][0-9Tt].*)$";

  private static final String BYTES = "^[1-9][0-9]{0,8}([KkMmGg][Bb]|[KkMmGg][Ii][Bb])$";

  private SettingsJson() {}

  /** What holds and where it is written, by the settings' keys. */
  static String of(Configuration settings) {
    ObjectNode all = NODES.objectNode();
    for (Setting<?> setting : Settings.all()) {
      settings
          .held(setting)
          .ifPresent(
              held ->
                  all.putObject(setting.key())
                      .put("from", held.origin())
                      .set(
                          "value",
                          setting.kind().form().isList()
                              ? texts(held.texts())
                              : NODES.textNode(held.texts().get(0))));
    }
    return all.toPrettyString() + "\n";
  }

  /** A JSON Schema of the file. */
  static String schema() {
    ObjectNode schema = NODES.objectNode();
    schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
    schema.put("title", "Settings of Ouzel");
    schema.put("type", "object");
    schema.put("additionalProperties", false);
    ObjectNode properties = schema.putObject("properties");
    for (Setting<?> setting : Settings.all()) {
      boolean alone = setting.key().equals(setting.section());
      (alone ? properties : section(properties, setting.section()))
          .set(setting.name(), property(setting));
    }
    return schema.toPrettyString() + "\n";
  }

  /** The properties of a section, which may be there with nothing in it. */
  private static ObjectNode section(ObjectNode properties, String name) {
    if (!properties.has(name)) {
      ObjectNode section = properties.putObject(name);
      section.putArray("type").add("object").add("null");
      section.put("additionalProperties", false);
      section.putObject("properties");
    }
    return (ObjectNode) properties.path(name).path("properties");
  }

  private static ObjectNode property(Setting<?> setting) {
    ObjectNode property = NODES.objectNode();
    property.put("description", setting.words() + ".");
    if (setting.kind().form().isList()) {
      property.put("type", "array");
      property.put("minItems", 1);
      property.put("uniqueItems", true);
      property.set("items", element(setting));
      if (setting.usual().isPresent()) {
        property.set("default", texts(setting.usualTexts()));
      }
      return property;
    }
    property.setAll(element(setting));
    setting.usual().ifPresent(text -> property.set("default", value(setting, text)));
    return property;
  }

  private static ObjectNode element(Setting<?> setting) {
    ObjectNode element = NODES.objectNode();
    switch (setting.kind().form()) {
      case COUNT -> element.put("type", "integer").put("minimum", 1);
      case YES_NO -> element.put("type", "boolean");
      case DURATION -> element.put("type", "string").put("pattern", DURATION);
      case BYTES -> element.put("type", "string").put("pattern", BYTES);
      default -> element.put("type", "string");
    }
    List<String> choices = setting.kind().choices();
    if (!choices.isEmpty()) {
      element.set("enum", texts(choices));
    }
    return element;
  }

  private static JsonNode value(Setting<?> setting, String text) {
    return switch (setting.kind().form()) {
      case COUNT -> NODES.numberNode(Long.parseLong(text));
      case YES_NO -> NODES.booleanNode(Boolean.parseBoolean(text));
      default -> NODES.textNode(text);
    };
  }

  private static ArrayNode texts(List<String> texts) {
    ArrayNode array = NODES.arrayNode();
    texts.forEach(array::add);
    return array;
  }
}
