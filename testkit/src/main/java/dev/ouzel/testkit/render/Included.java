package dev.ouzel.testkit.render;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The objects that came along with one whole frame, and those of them that a request reaches. */
final class Included {
  private static final List<String> LISTS = List.of("users", "tweets", "media", "polls", "places");

  private final JsonObject includes;
  private final Map<String, Map<String, JsonObject>> found = new HashMap<>();
  private final Map<String, Set<String>> reached = new HashMap<>();
  private final Set<String> references = new HashSet<>();

  Included(JsonObject includes) {
    this.includes = includes;
  }

  /** Reaches what the expansion leads to from an object. */
  void expand(Expansion expansion, JsonObject from) {
    expand(expansion.hops(), 0, from);
  }

  private void expand(List<Hop> hops, int number, JsonObject from) {
    if (number == hops.size()) {
      return;
    }
    Hop hop = hops.get(number);
    hop.eachFrom(
        from,
        reference -> {
          references.add(reference);
          JsonObject object = by(hop.list(), hop.key()).get(reference);
          if (object != null) {
            reached
                .computeIfAbsent(hop.list(), list -> new HashSet<>())
                .add(id(hop.list(), object));
            expand(hops, number + 1, object);
          }
        });
  }

  /** The objects of a list by one of their members; the first where several share one. */
  private Map<String, JsonObject> by(String list, String key) {
    return found.computeIfAbsent(
        list + "." + key,
        unread -> {
          Map<String, JsonObject> objects = new LinkedHashMap<>();
          if (includes.getValue(list) instanceof JsonArray array) {
            for (Object item : array) {
              if (item instanceof JsonObject object && object.getValue(key) instanceof String at) {
                objects.putIfAbsent(at, object);
              }
            }
          }
          return objects;
        });
  }

  private static String id(String list, JsonObject object) {
    return object.getString(key(list), "");
  }

  private static String key(String list) {
    return list.equals("media") ? "media_key" : "id";
  }

  /** True when something that was expanded refers to this id or name, included or not. */
  boolean refersTo(Object reference) {
    return references.contains(reference);
  }

  /** What was reached, each object once and in its shape; empty when that is nothing. */
  JsonObject shown(Map<String, Shape> shapes) {
    JsonObject shown = new JsonObject();
    for (String list : LISTS) {
      Set<String> ids = reached.getOrDefault(list, Set.of());
      if (!ids.isEmpty()) {
        JsonArray objects = new JsonArray();
        by(list, key(list))
            .forEach(
                (id, object) -> {
                  if (ids.contains(id)) {
                    objects.add(shapes.get(list).of(object));
                  }
                });
        shown.put(list, objects);
      }
    }
    return shown;
  }
}
