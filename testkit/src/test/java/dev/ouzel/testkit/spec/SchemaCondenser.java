package dev.ouzel.testkit.spec;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Takes from one of X's OpenAPI documents what it says of the answers of the streaming family, as
 * schemas of JSON Schema 2020-12: types, names, limits and structure, no words.
 */
final class SchemaCondenser {
  private static final String ABOUT =
      "From X's OpenAPI document. Written by SpecFieldsTest; CONTRIBUTING.md says how.";
  private static final String REFERENCES = "#/components/schemas/";
  private static final String BESIDE = "../";
  private static final Set<String> LIMITS =
      Set.of(
          "type",
          "enum",
          "pattern",
          "format",
          "required",
          "uniqueItems",
          "minimum",
          "maximum",
          "minLength",
          "maxLength",
          "minItems",
          "maxItems");

  private final JsonObject document;
  private final JsonObject schemas;
  private final Map<String, JsonObject> condensed = new TreeMap<>();
  private final Deque<String> unread = new ArrayDeque<>();

  /** The schemas that tell by a member which other one holds too, by the names of those. */
  private final Map<String, String> parents = new HashMap<>();

  SchemaCondenser(String json) {
    document = new JsonObject(json);
    schemas = document.getJsonObject("components").getJsonObject("schemas");
    for (String name : schemas.fieldNames()) {
      kinds(schemas.getJsonObject(name)).values().forEach(kind -> parents.put(kind, name));
    }
  }

  String version() {
    return document.getJsonObject("info").getString("version");
  }

  /** The whole file, a schema a line. */
  String text() {
    Map<String, JsonObject> operations = new TreeMap<>();
    JsonObject paths = document.getJsonObject("paths");
    for (String path : paths.fieldNames()) {
      if (path.contains("/stream") || path.startsWith("/2/connections")) {
        for (String method : paths.getJsonObject(path).fieldNames()) {
          if (paths.getJsonObject(path).getValue(method) instanceof JsonObject operation) {
            String name = method.toUpperCase(Locale.ROOT) + " " + path;
            operations.put(name, answers(operation.getJsonObject("responses")));
          }
        }
      }
    }
    while (!unread.isEmpty()) {
      read(unread.remove());
    }
    return "{\"about\":\"%s\",\n\"version\":\"%s\",\n\"operations\":{\n%s},\n\"$defs\":{\n%s}}\n"
        .formatted(ABOUT, version(), lines(operations), lines(condensed));
  }

  private static String lines(Map<String, JsonObject> members) {
    return members.entrySet().stream()
        .map(member -> "\"" + member.getKey() + "\":" + member.getValue().encode())
        .collect(Collectors.joining(",\n"));
  }

  /** Which schema each kind of answer has, by status or {@code default}, and media type. */
  private JsonObject answers(JsonObject responses) {
    JsonObject answers = new JsonObject();
    for (String status : responses.fieldNames()) {
      JsonObject content = responses.getJsonObject(status).getJsonObject("content");
      JsonObject types = new JsonObject();
      content.fieldNames().forEach(type -> types.put(type, schema(content, type)));
      answers.put(status, types);
    }
    return answers;
  }

  private JsonObject schema(JsonObject content, String type) {
    return condense(content.getJsonObject(type).getJsonObject("schema"));
  }

  private String refer(String reference) {
    String name = name(reference);
    if (!condensed.containsKey(name)) {
      condensed.put(name, new JsonObject());
      unread.add(name);
    }
    return "#/$defs/" + name;
  }

  private void read(String name) {
    JsonObject schema = schemas.getJsonObject(name);
    JsonObject read = condense(schema);
    if (!kinds(schema).isEmpty()) {
      read = withKinds(name, read);
    } else if (parents.containsKey(name)) {
      String parent = "#/$defs/" + parents.get(name);
      for (Object part : read.getJsonArray("allOf", new JsonArray())) {
        if (part instanceof JsonObject object && parent.equals(object.getString("$ref"))) {
          object.put("$ref", own(parent));
        }
      }
    }
    condensed.put(name, read);
  }

  /** Says in JSON Schema's terms that a member's value decides which schema holds besides. */
  private JsonObject withKinds(String name, JsonObject read) {
    JsonObject schema = schemas.getJsonObject(name);
    Map<String, String> kinds = kinds(schema);
    String member = schema.getJsonObject("discriminator").getString("propertyName");
    JsonObject own = read.containsKey("oneOf") ? new JsonObject().put("type", "object") : read;
    JsonObject properties = own.getJsonObject("properties", new JsonObject());
    JsonObject values = new JsonObject().put("type", "string");
    values.put("enum", new JsonArray(List.copyOf(kinds.keySet())));
    condensed.put(own(name), own.put("properties", properties.put(member, values)));
    JsonArray all = new JsonArray().add(new JsonObject().put("$ref", own("#/$defs/" + name)));
    kinds.forEach((value, kind) -> all.add(when(member, value, reference(kind))));
    return new JsonObject().put("allOf", all);
  }

  private JsonObject reference(String name) {
    return new JsonObject().put("$ref", refer(REFERENCES + name));
  }

  private static JsonObject when(String member, String value, JsonObject then) {
    JsonObject is = new JsonObject().put(member, new JsonObject().put("const", value));
    JsonObject given =
        new JsonObject().put("properties", is).put("required", new JsonArray().add(member));
    return new JsonObject().put("if", given).put("then", then);
  }

  /** What the value of one member says of another, {@code name}; empty when none does. */
  private JsonArray toldOf(String name, JsonObject schema) {
    JsonArray all = new JsonArray();
    String reference = schema.getString("$ref", "");
    JsonObject target = reference.isEmpty() ? schema : schemas.getJsonObject(name(reference));
    JsonObject discriminator = target.getJsonObject("discriminator", new JsonObject());
    if (isToldElsewhere(target)) {
      String member = discriminator.getString("propertyName").substring(BESIDE.length());
      for (Map.Entry<String, Object> kind : discriminator.getJsonObject("mapping")) {
        JsonObject is = new JsonObject().put(name, reference(name((String) kind.getValue())));
        all.add(when(member, kind.getKey(), new JsonObject().put("properties", is)));
      }
    }
    return all;
  }

  private static String own(String name) {
    return name + ".own";
  }

  /** Which schema goes with which value of the member that tells; empty where none does. */
  private static Map<String, String> kinds(JsonObject schema) {
    Map<String, String> kinds = new TreeMap<>();
    if (!isToldElsewhere(schema)) {
      schema
          .getJsonObject("discriminator", new JsonObject())
          .getJsonObject("mapping", new JsonObject())
          .forEach(kind -> kinds.put(kind.getKey(), name((String) kind.getValue())));
    }
    return kinds;
  }

  private static String name(String reference) {
    return reference.substring(REFERENCES.length());
  }

  private static boolean isToldElsewhere(JsonObject schema) {
    JsonObject discriminator = schema.getJsonObject("discriminator", new JsonObject());
    return discriminator.getString("propertyName", "").startsWith(BESIDE);
  }

  private JsonObject condense(JsonObject schema) {
    JsonObject out = new JsonObject();
    for (Map.Entry<String, Object> entry : schema) {
      Object value = entry.getValue();
      switch (entry.getKey()) {
        case "$ref" -> out.put("$ref", refer((String) value));
        case "properties" -> putMembers(out, (JsonObject) value);
        case "items" -> out.put("items", condense((JsonObject) value));
        case "additionalProperties" ->
            out.put("additionalProperties", value instanceof JsonObject o ? condense(o) : value);
        case "allOf", "anyOf", "oneOf" -> out.put(entry.getKey(), each((JsonArray) value));
        default -> {
          if (LIMITS.contains(entry.getKey())) {
            out.put(entry.getKey(), value);
          }
        }
      }
    }
    return schema.getBoolean("nullable", false) ? nullable(out) : out;
  }

  private void putMembers(JsonObject out, JsonObject members) {
    JsonObject all = new JsonObject();
    for (String name : members.fieldNames()) {
      JsonArray told = toldOf(name, members.getJsonObject(name));
      all.put(name, told.isEmpty() ? condense(members.getJsonObject(name)) : new JsonObject());
      if (!told.isEmpty()) {
        out.put("allOf", told);
      }
    }
    out.put("properties", all);
  }

  private JsonArray each(JsonArray parts) {
    JsonArray all = new JsonArray();
    parts.forEach(part -> all.add(condense((JsonObject) part)));
    return all;
  }

  private static JsonObject nullable(JsonObject schema) {
    if (!(schema.getValue("type") instanceof String type)) {
      JsonArray either = new JsonArray().add(schema).add(new JsonObject().put("type", "null"));
      return new JsonObject().put("anyOf", either);
    }
    if (schema.containsKey("enum")) {
      schema.put("enum", schema.getJsonArray("enum").copy().addNull());
    }
    return schema.put("type", new JsonArray().add(type).add("null"));
  }
}
