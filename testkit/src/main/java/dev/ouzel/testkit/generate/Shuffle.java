package dev.ouzel.testkit.generate;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Puts the members of objects in an order of chance, since X promises none. */
final class Shuffle {
  private final Random order;

  Shuffle(Random order) {
    this.order = order;
  }

  JsonObject of(JsonObject object) {
    List<String> names = new ArrayList<>(object.fieldNames());
    Collections.shuffle(names, order);
    JsonObject shuffled = new JsonObject();
    names.forEach(name -> shuffled.put(name, value(object.getValue(name))));
    return shuffled;
  }

  private Object value(Object value) {
    if (value instanceof JsonObject object) {
      return of(object);
    }
    if (value instanceof JsonArray array) {
      JsonArray shuffled = new JsonArray();
      array.forEach(item -> shuffled.add(value(item)));
      return shuffled;
    }
    return value;
  }
}
