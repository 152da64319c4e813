package dev.ouzel.http.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ouzel.post.Payload;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Reads JSON from outside within fixed limits, and picks values from it without complaint. */
final class JsonTree {
  /** The longest document that is read. */
  static final int MOST_BYTES = 16 * 1024 * 1024;

  /** How deep a document may nest; readers recurse no deeper than this. */
  private static final int DEEPEST = 64;

  /** How many tokens a document may have, which bounds the tree's memory. */
  private static final int MOST_TOKENS = 200_000;

  private static final int LONGEST_STRING = 1024 * 1024;
  private static final int LONGEST_NUMBER = 100;
  private static final int LONGEST_NAME = 1024;

  static final ObjectMapper MAPPER =
      new ObjectMapper(
          JsonFactory.builder()
              .streamReadConstraints(
                  StreamReadConstraints.builder()
                      .maxNestingDepth(DEEPEST)
                      .maxTokenCount(MOST_TOKENS)
                      .maxStringLength(LONGEST_STRING)
                      .maxNumberLength(LONGEST_NUMBER)
                      .maxNameLength(LONGEST_NAME)
                      .build())
              .build());

  private JsonTree() {}

  /** The JSON object that these bytes are; empty when they are none, or beyond a limit. */
  static Optional<ObjectNode> object(Payload json) {
    return tree(json).filter(ObjectNode.class::isInstance).map(ObjectNode.class::cast);
  }

  /** The members of the JSON array that these bytes are; none when they are none. */
  static List<JsonNode> array(Payload json) {
    return tree(json).map(JsonTree::elements).orElse(List.of());
  }

  private static Optional<JsonNode> tree(Payload json) {
    if (json.size() > MOST_BYTES) {
      return Optional.empty();
    }
    try {
      // Through text, so that a damaged character spoils itself and not the document.
      return Optional.ofNullable(MAPPER.readTree(json.text()));
    } catch (JsonProcessingException noJson) {
      return Optional.empty();
    }
  }

  /** The string there, or the number or truth value as text; a list of them joined by commas. */
  static Optional<String> text(JsonNode parent, String name) {
    JsonNode value = parent.path(name);
    if (value.isArray()) {
      return Optional.of(String.join(", ", texts(value))).filter(text -> !text.isEmpty());
    }
    return scalar(value);
  }

  /** The members of an array that have a text; none when it is no array. */
  static List<String> texts(JsonNode array) {
    return elements(array).stream().flatMap(element -> scalar(element).stream()).toList();
  }

  /** The members of an array; none when it is no array. */
  static List<JsonNode> elements(JsonNode array) {
    return array.isArray() ? array.valueStream().toList() : List.of();
  }

  /** The whole number there, also when it is written as a string. */
  static OptionalInt number(JsonNode parent, String name) {
    try {
      return scalar(parent.path(name)).stream().mapToInt(Integer::parseInt).findFirst();
    } catch (NumberFormatException notWhole) {
      return OptionalInt.empty();
    }
  }

  private static Optional<String> scalar(JsonNode value) {
    return value.isValueNode() && !value.isNull() && !value.asText().isEmpty()
        ? Optional.of(value.asText())
        : Optional.empty();
  }
}
