package dev.ouzel.testkit.render;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Map;

/**
 * How X words what it sends.
 *
 * @param names from a name in the tweet vocabulary to the name to use
 * @param twinSuffix what follows an integer's name to name its twin; empty for no twins
 */
record Wording(Map<String, String> names, String twinSuffix) {
  static final Wording USUAL = new Wording(Map.of(), "");
  private static final String SCOPE = "scope";

  JsonObject of(JsonObject object) {
    if (equals(USUAL)) {
      return object;
    }
    JsonObject worded = new JsonObject();
    for (Map.Entry<String, Object> member : object) {
      String word = names.getOrDefault(member.getKey(), member.getKey());
      Object value = member.getValue();
      worded.put(word, member.getKey().equals(SCOPE) ? scope(value) : value(value));
      if (!twinSuffix.isEmpty() && (value instanceof Integer || value instanceof Long)) {
        worded.put(word + twinSuffix, value.toString());
      }
    }
    return worded;
  }

  private Object value(Object value) {
    if (value instanceof JsonObject object) {
      return of(object);
    }
    if (value instanceof JsonArray array) {
      JsonArray worded = new JsonArray();
      array.forEach(item -> worded.add(value(item)));
      return worded;
    }
    return value;
  }

  /** What is withheld is the one value, not name, that X words in two ways. */
  private Object scope(Object value) {
    return "tweet".equals(value) && names.containsKey("tweets") ? "post" : value(value);
  }
}
