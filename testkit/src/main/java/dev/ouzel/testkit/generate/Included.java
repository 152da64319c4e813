package dev.ouzel.testkit.generate;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What comes along with a post: each object once, and a problem in place of each that is gone. */
final class Included {
  private final Map<String, Map<String, JsonObject>> lists = new LinkedHashMap<>();
  private final JsonArray problems = new JsonArray();

  /** Adds an object unless one of that id is there. */
  void add(String list, JsonObject object) {
    String id = object.getString(list.equals("media") ? "media_key" : "id");
    lists.computeIfAbsent(list, name -> new LinkedHashMap<>()).putIfAbsent(id, object);
  }

  /** Adds the object of this id that {@code other} has. */
  void add(Included other, String list, String id) {
    add(list, other.lists.get(list).get(id));
  }

  /** Says why something is not there. */
  void missing(JsonObject problem) {
    problems.add(problem);
  }

  void addAll(Included other) {
    other.lists.forEach((name, objects) -> objects.values().forEach(one -> add(name, one)));
    other.problems.forEach(problems::add);
  }

  /** Puts {@code includes} and {@code errors} into a frame, unless there are none. */
  void addTo(JsonObject frame) {
    if (!lists.isEmpty()) {
      JsonObject includes = new JsonObject();
      lists.forEach(
          (name, objects) -> includes.put(name, new JsonArray(List.copyOf(objects.values()))));
      frame.put("includes", includes);
    }
    if (!problems.isEmpty()) {
      frame.put("errors", problems);
    }
  }
}
