package dev.ouzel.testkit.spec;

import dev.ouzel.stream.EventKind;
import dev.ouzel.stream.StreamEndpoint;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * One of X's OpenAPI documents, read for what its post streams send and what requests may ask for.
 * It understands as much of OpenAPI as X uses there.
 */
final class OpenApiDocument {
  /** The schemas that become objects of the list, in the words of either vocabulary. */
  private static final Map<String, String> OBJECTS =
      Map.of(
          "Tweet", "post",
          "Post", "post",
          "User", "user",
          "Media", "media",
          "Poll", "poll",
          "Place", "place",
          "Topic", "topic",
          "Problem", "problem");

  private final JsonObject document;
  private final Map<String, Set<Type>> found = new TreeMap<>();
  private final Deque<JsonObject> unread = new ArrayDeque<>();
  private final Set<String> met = new HashSet<>();

  /** A type without arrays; no values where it is no enumeration, or one of URLs. */
  private record Type(String name, Set<String> values) {}

  OpenApiDocument(String json) {
    document = new JsonObject(json);
  }

  String version() {
    return document.getJsonObject("info").getString("version");
  }

  /** Every member of every object that a line of the filtered stream may hold. */
  List<Sighting> members() {
    JsonObject answer = operation(StreamEndpoint.FILTERED).getJsonObject("responses");
    JsonObject content = answer.getJsonObject("200").getJsonObject("content");
    walk("frame", content.getJsonObject("application/json").getJsonObject("schema"));
    while (!unread.isEmpty()) {
      JsonObject reference = unread.remove();
      walk(object(reference).orElseThrow(), resolve(reference));
    }
    return found.entrySet().stream()
        .filter(entry -> entry.getKey().contains("."))
        .map(entry -> new Sighting(version(), entry.getKey(), type(entry)))
        .toList();
  }

  private void walk(String path, JsonObject schema) {
    Optional<String> object = object(schema);
    if (object.isPresent()) {
      if (!object.get().equals(path)) {
        note(path, new Type(object.get(), new TreeSet<>()));
        if (met.add(object.get())) {
          unread.add(schema);
        }
      }
      return;
    }
    JsonObject whole = resolve(schema);
    variants(whole).forEach(variant -> walk(path, variant));
    JsonObject properties = whole.getJsonObject("properties", new JsonObject());
    JsonObject discriminator = whole.getJsonObject("discriminator", new JsonObject());
    for (String name : properties.fieldNames()) {
      if (name.equals(discriminator.getString("propertyName"))) {
        Set<String> kinds = discriminator.getJsonObject("mapping").fieldNames();
        note(path + "." + name, new Type("string", values(kinds)));
      } else {
        walk(path + "." + name, properties.getJsonObject(name));
      }
    }
    String type = whole.getString("type", properties.isEmpty() ? "" : "object");
    if (type.equals("array")) {
      walk(path + "[]", whole.getJsonObject("items"));
    } else if (!type.isEmpty()) {
      note(path, scalar(type, whole));
    }
  }

  private static Type scalar(String type, JsonObject schema) {
    String format = schema.getString("format", "");
    JsonArray values = schema.getJsonArray("enum", new JsonArray());
    return new Type(
        format.isEmpty() ? type : type + "(" + format + ")",
        values(values.stream().map(Object::toString).toList()));
  }

  private static Set<String> values(Iterable<String> values) {
    Set<String> sorted = new TreeSet<>();
    values.forEach(sorted::add);
    return sorted.stream().anyMatch(value -> value.contains("/")) ? new TreeSet<>() : sorted;
  }

  private void note(String path, Type type) {
    found.computeIfAbsent(path, key -> new LinkedHashSet<>()).add(type);
  }

  private List<JsonObject> variants(JsonObject schema) {
    JsonArray variants = new JsonArray();
    for (String together : List.of("allOf", "anyOf", "oneOf")) {
      variants.addAll(schema.getJsonArray(together, new JsonArray()));
    }
    JsonObject discriminator = schema.getJsonObject("discriminator", new JsonObject());
    for (Object reference :
        discriminator.getJsonObject("mapping", new JsonObject()).getMap().values()) {
      variants.add(new JsonObject().put("$ref", reference));
    }
    return variants.stream().map(JsonObject.class::cast).toList();
  }

  private static Optional<String> object(JsonObject schema) {
    String reference = schema.getString("$ref", "");
    return Optional.ofNullable(OBJECTS.get(reference.substring(reference.lastIndexOf('/') + 1)));
  }

  private JsonObject resolve(JsonObject schema) {
    String reference = schema.getString("$ref");
    if (reference == null) {
      return schema;
    }
    JsonObject at = document;
    for (String name : reference.substring("#/".length()).split("/", -1)) {
      at = at.getJsonObject(name);
    }
    return resolve(at);
  }

  /** One type for each path: values stand only where every variant of the schema has some. */
  private static String type(Map.Entry<String, Set<Type>> entry) {
    Set<String> names = entry.getValue().stream().map(Type::name).collect(Collectors.toSet());
    if (names.size() > 1) {
      throw new IllegalStateException("several types for " + entry);
    }
    Set<String> values = new TreeSet<>();
    entry.getValue().forEach(type -> values.addAll(type.values()));
    boolean closed = entry.getValue().stream().noneMatch(type -> type.values().isEmpty());
    String arrays = entry.getKey().replaceAll("^.*[^\\[\\]]", "");
    return names.iterator().next() + (closed ? "{" + String.join(",", values) + "}" : "") + arrays;
  }

  /** The names that each list accepts in a request for such a stream, by parameter. */
  Map<String, Set<String>> accepted(EventKind events) {
    Set<Map<String, Set<String>>> each =
        Arrays.stream(StreamEndpoint.values())
            .filter(endpoint -> endpoint.events() == events)
            .map(this::accepted)
            .collect(Collectors.toSet());
    if (each.size() > 1) {
      throw new IllegalStateException("streams of one kind accept different names: " + each);
    }
    return each.iterator().next();
  }

  private Map<String, Set<String>> accepted(StreamEndpoint endpoint) {
    Map<String, Set<String>> accepted = new TreeMap<>();
    for (Object entry : operation(endpoint).getJsonArray("parameters")) {
      JsonObject parameter = resolve((JsonObject) entry);
      JsonObject items = resolve(parameter.getJsonObject("schema")).getJsonObject("items");
      if (items != null) {
        JsonArray names = resolve(items).getJsonArray("enum");
        accepted.put(
            parameter.getString("name"),
            names.stream().map(Object::toString).collect(Collectors.toCollection(TreeSet::new)));
      }
    }
    return accepted;
  }

  private JsonObject operation(StreamEndpoint endpoint) {
    JsonObject path = document.getJsonObject("paths").getJsonObject(endpoint.path());
    if (path == null) {
      throw new IllegalStateException("X's document no longer has " + endpoint.path());
    }
    return path.getJsonObject("get");
  }
}
