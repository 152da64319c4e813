package dev.ouzel.testkit.generate;

import dev.ouzel.testkit.spec.SpecFields;
import dev.ouzel.testkit.spec.SpecMember;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Which members of X's objects were met in frames, and what was met that is none. */
final class MembersSeen {
  private final SpecFields spec;
  private final Map<String, SpecMember> members = new TreeMap<>();
  private final Set<String> open = new TreeSet<>();
  private final Map<String, Set<Object>> seen = new TreeMap<>();
  private final Set<String> strange = new TreeSet<>();

  MembersSeen(SpecFields spec) {
    this.spec = spec;
    for (String object : spec.objects()) {
      spec.members(object).forEach(member -> members.put(key(member.path()), member));
    }
    members.forEach(
        (path, member) -> {
          boolean hasMembers =
              members.keySet().stream().anyMatch(key -> key.startsWith(path + "."));
          if (member.types().contains("object") && !hasMembers) {
            open.add(path);
          }
        });
  }

  private static String key(String path) {
    return path.replace("[]", "");
  }

  void add(JsonObject frame) {
    walk("frame", frame);
  }

  private void walk(String path, JsonObject object) {
    for (String name : object.fieldNames()) {
      String key = path + "." + spec.pairs().getOrDefault(name, name);
      SpecMember member = members.get(key);
      if (member == null) {
        strange.add(key);
        continue;
      }
      Object value = object.getValue(name);
      if (value != null) {
        value(member, key, value, "");
      }
    }
  }

  private void value(SpecMember member, String key, Object value, String arrays) {
    if (value instanceof JsonArray array) {
      array.forEach(item -> value(member, key, item, arrays + "[]"));
      return;
    }
    String kind = kind(value);
    String type =
        member.types().stream()
            .map(known -> known.replaceAll("\\(.*\\)", ""))
            .filter(known -> known.equals(kind + arrays) || holds(known, kind, arrays))
            .findFirst()
            .orElse("");
    if (type.isEmpty()) {
      strange.add(key + " as " + kind + arrays);
      return;
    }
    seen.computeIfAbsent(key, unseen -> new TreeSet<>()).add(kind.equals("string") ? value : kind);
    if (value instanceof JsonObject nested && !open.contains(key)) {
      walk(type.equals("object" + arrays) ? key : key(type), nested);
    }
  }

  private boolean holds(String type, String kind, String arrays) {
    String object = key(type);
    return kind.equals("object") && type.equals(object + arrays) && spec.objects().contains(object);
  }

  private static String kind(Object value) {
    if (value instanceof JsonObject) {
      return "object";
    } else if (value instanceof String) {
      return "string";
    } else if (value instanceof Boolean) {
      return "boolean";
    }
    return value instanceof Integer || value instanceof Long ? "integer" : "number";
  }

  /** The paths of the members met, in the post vocabulary and without the marks of arrays. */
  Set<String> seen() {
    return seen.keySet();
  }

  /** The paths of the members not met. */
  Set<String> missing() {
    return members.keySet().stream()
        .filter(path -> !seen.containsKey(path))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** What was met that the list does not know, or in a type that it does not know. */
  Set<String> strange() {
    return strange;
  }

  /** The values of enumerations that were not met. */
  Set<String> unusedValues() {
    Set<String> unused = new TreeSet<>();
    members.forEach(
        (path, member) -> {
          for (String value : member.values()) {
            if (!seen.getOrDefault(path, Set.of()).contains(value)) {
              unused.add(path + " " + value);
            }
          }
        });
    return unused;
  }
}
