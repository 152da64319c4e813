package dev.ouzel.testkit.render;

import io.vertx.core.json.JsonObject;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which members of an object are shown, and of some only what lies on a path. Immutable. */
final class Shape {
  static final Shape WHOLE = new Shape(Map.of());
  private static final Shape NOTHING = new Shape(Map.of());

  private final Map<String, Shape> members;

  private Shape(Map<String, Shape> members) {
    this.members = members;
  }

  static Shape of(Collection<String> names) {
    Map<String, Shape> members = new HashMap<>();
    names.forEach(name -> members.put(name, WHOLE));
    return new Shape(members);
  }

  /** This shape and what lies on the path. What is shown whole stays so. */
  Shape with(List<String> path) {
    if (this == WHOLE || path.isEmpty()) {
      return WHOLE;
    }
    String name = path.get(0);
    Map<String, Shape> more = new HashMap<>(members);
    more.put(name, members.getOrDefault(name, NOTHING).with(path.subList(1, path.size())));
    return new Shape(more);
  }

  /** The members shown, in the order they had. Arrays are shown whole, as X does. */
  JsonObject of(JsonObject object) {
    if (this == WHOLE) {
      return object;
    }
    JsonObject shown = new JsonObject();
    for (Map.Entry<String, Object> member : object) {
      Shape shape = members.get(member.getKey());
      if (shape != null) {
        Object value = member.getValue();
        Object part = value instanceof JsonObject nested ? shape.of(nested) : value;
        if (shape == WHOLE || !(part instanceof JsonObject nested && nested.isEmpty())) {
          shown.put(member.getKey(), part);
        }
      }
    }
    return shown;
  }
}
