package dev.ouzel.testkit.render;

import dev.ouzel.rule.Rule;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigInteger;
import java.util.List;

/**
 * How X tells which rules matched.
 *
 * @param numericIds ids are numbers, as in 2021
 * @param emptyTags a rule without a tag shows an empty one
 */
record RuleWording(boolean numericIds, boolean emptyTags) {
  static final RuleWording USUAL = new RuleWording(false, false);

  static JsonArray of(List<Rule> rules) {
    JsonArray matching = new JsonArray();
    for (Rule rule : rules) {
      JsonObject match = new JsonObject().put("id", rule.id());
      rule.tag().ifPresent(tag -> match.put("tag", tag));
      matching.add(match);
    }
    return matching;
  }

  JsonArray of(JsonArray matching) {
    if (equals(USUAL)) {
      return matching;
    }
    JsonArray worded = new JsonArray();
    matching.forEach(item -> worded.add(item instanceof JsonObject match ? of(match) : item));
    return worded;
  }

  private JsonObject of(JsonObject match) {
    JsonObject worded = match.copy();
    if (numericIds && match.getValue("id") instanceof String id && id.matches("[0-9]+")) {
      worded.put("id", new BigInteger(id));
    }
    if (emptyTags && !match.containsKey("tag")) {
      worded.put("tag", "");
    }
    return worded;
  }
}
