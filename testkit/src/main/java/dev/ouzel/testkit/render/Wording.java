package dev.ouzel.testkit.render;

import dev.ouzel.post.Payload;
import dev.ouzel.testkit.spec.SpecFields;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Map;

/**
 * How X words what it sends: in one of its vocabularies, with twins or without. Immutable.
 *
 * @param names from a name in the tweet vocabulary to the name to use
 * @param twinSuffix what follows an integer's name to name its twin; empty for no twins
 */
public record Wording(Map<String, String> names, String twinSuffix) {
  /** The tweet vocabulary, without twins. */
  public static final Wording USUAL = new Wording(Map.of(), "");

  private static final String SCOPE = "scope";

  /** X's post vocabulary, with twins if there are any. */
  public Wording inPostWords() {
    return new Wording(SpecFields.load().pairs(), twinSuffix);
  }

  /** The same with a twin beside every integer that has a name. */
  public Wording withTwins() {
    return new Wording(names, SpecFields.load().twinSuffix());
  }

  /** A frame of the tweet vocabulary, without twins, in these words. */
  public Payload of(Payload frame) {
    return equals(USUAL) ? frame : LineText.of(of(new JsonObject(frame.text())));
  }

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
