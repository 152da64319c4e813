package dev.ouzel.testkit.generate;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * How X words what it sends: in one of its vocabularies, with twins or without, and in no order.
 *
 * @param names from a name in the tweet vocabulary to the name to use
 * @param twinSuffix what follows an integer's name to name its twin; empty for no twins
 */
record Wording(Map<String, String> names, String twinSuffix) {
  private static final String SCOPE = "scope";

  /** The same object in these words, its members shuffled. */
  JsonObject of(JsonObject object, Random order) {
    List<String> shuffled = new ArrayList<>(object.fieldNames());
    Collections.shuffle(shuffled, order);
    JsonObject worded = new JsonObject();
    for (String name : shuffled) {
      Object value = object.getValue(name);
      String word = names.getOrDefault(name, name);
      worded.put(word, name.equals(SCOPE) ? scope(value) : value(value, order));
      if (!twinSuffix.isEmpty() && (value instanceof Integer || value instanceof Long)) {
        worded.put(word + twinSuffix, value.toString());
      }
    }
    return worded;
  }

  private Object value(Object value, Random order) {
    if (value instanceof JsonObject object) {
      return of(object, order);
    }
    if (value instanceof JsonArray array) {
      JsonArray worded = new JsonArray();
      array.forEach(item -> worded.add(value(item, order)));
      return worded;
    }
    return value;
  }

  /** What is withheld is the one value, not name, that X words in two ways. */
  private Object scope(Object value) {
    return value.equals("tweet") && names.containsValue("posts") ? "post" : value;
  }
}
