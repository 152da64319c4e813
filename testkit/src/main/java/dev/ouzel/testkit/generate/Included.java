package dev.ouzel.testkit.generate;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What comes along with a post: each object once. */
final class Included {
  private final Map<String, Map<String, JsonObject>> lists = new LinkedHashMap<>();

  /** Adds an object unless one of that id is there. */
  void add(String list, JsonObject object) {
    String id = object.getString(list.equals("media") ? "media_key" : "id");
    lists.computeIfAbsent(list, name -> new LinkedHashMap<>()).putIfAbsent(id, object);
  }

  boolean isEmpty() {
    return lists.isEmpty();
  }

  JsonObject json() {
    JsonObject json = new JsonObject();
    lists.forEach((name, objects) -> json.put(name, new JsonArray(List.copyOf(objects.values()))));
    return json;
  }
}
