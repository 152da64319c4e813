package dev.ouzel.testkit.server;

import dev.ouzel.post.Payload;
import dev.ouzel.rule.Rule;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;

/** The smallest post that X sends: its default fields, and the rules that matched. */
final class SmallPost {
  private SmallPost() {}

  static Payload of(long id, String text, List<Rule> rules) {
    String digits = Long.toString(id);
    JsonObject frame =
        new JsonObject()
            .put(
                "data",
                new JsonObject()
                    .put("id", digits)
                    .put("text", text)
                    .put("edit_history_tweet_ids", new JsonArray().add(digits)));
    if (!rules.isEmpty()) {
      JsonArray matching = new JsonArray();
      rules.forEach(rule -> matching.add(matched(rule)));
      frame.put("matching_rules", matching);
    }
    return Payload.ofText(frame.encode());
  }

  private static JsonObject matched(Rule rule) {
    JsonObject json = new JsonObject().put("id", rule.id());
    rule.tag().ifPresent(tag -> json.put("tag", tag));
    return json;
  }
}
