package dev.ouzel.http.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.ouzel.testkit.spec.SpecFields;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One writing for what X writes in several ways, so that frames can be compared member by member:
 * the older vocabulary, lists and links where either may stand, numbers and times by their values,
 * no twins, nothing that is null or empty. Written without the codec's own code on purpose.
 */
final class Normal {
  private static final SpecFields SPEC = SpecFields.load();
  private static final Map<String, String> OLDER =
      SPEC.pairs().entrySet().stream()
          .collect(Collectors.toMap(Map.Entry::getValue, Map.Entry::getKey));
  private static final Set<String> LISTS =
      Set.of(
          "matched_media_notes", "note_request_suggestions", "suggested_source_links_with_counts");
  private static final Set<String> TEXTS = Set.of("text", "name", "description", "title", "label");

  private Normal() {}

  static JsonNode of(JsonNode node) {
    return value("", node);
  }

  /** The older name of a member. */
  static String older(String name) {
    return OLDER.getOrDefault(name, name);
  }

  private static JsonNode value(String name, JsonNode node) {
    if (node.isObject()) {
      return object(name, (ObjectNode) node);
    }
    if (node.isArray()) {
      ArrayNode list = JsonNodeFactory.instance.arrayNode();
      node.forEach(entry -> list.add(value(name, entry)));
      return list;
    }
    if (node.isNumber()) {
      return name.equals("id")
          ? TextNode.valueOf(node.asText())
          : DecimalNode.valueOf(node.decimalValue().stripTrailingZeros());
    }
    return node.isTextual() ? text(name, node.asText()) : node;
  }

  private static JsonNode text(String name, String text) {
    boolean isLink = Set.of("suggested_source_links", "source_link", "counted_url").contains(name);
    if (isLink) {
      return JsonNodeFactory.instance.objectNode().put("url", text);
    }
    try {
      return TextNode.valueOf(TEXTS.contains(name) ? text : Instant.parse(text).toString());
    } catch (DateTimeException noTime) {
      return TextNode.valueOf(text);
    }
  }

  private static JsonNode object(String parent, ObjectNode object) {
    ObjectNode normal = JsonNodeFactory.instance.objectNode();
    object
        .properties()
        .forEach(
            member -> {
              String name = older(member.getKey());
              boolean isTwin = name.endsWith(SPEC.twinSuffix());
              boolean isCountedUrl =
                  name.equals("url") && parent.equals("suggested_source_links_with_counts");
              JsonNode value = value(isCountedUrl ? "counted_url" : name, member.getValue());
              if (LISTS.contains(name) && value.isObject()) {
                value = JsonNodeFactory.instance.arrayNode().add(value);
              }
              if (!isTwin && !value.isNull() && !(value.isArray() && value.isEmpty())) {
                normal.set(name, value);
              }
            });
    return normal;
  }
}
