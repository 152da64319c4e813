package dev.ouzel.testkit.server;

import dev.ouzel.testkit.script.Reply;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;

/** The problems that X reports inside of its answers, in X's words. */
final class Problems {
  private static final String TYPES = "https://api.twitter.com/2/problems/";

  private Problems() {}

  static JsonObject invalidRequest(Iterable<JsonObject> errors) {
    JsonArray list = new JsonArray();
    errors.forEach(list::add);
    return new JsonObject()
        .put("errors", list)
        .put("title", "Invalid Request")
        .put("detail", "One or more parameters to your request was invalid.")
        .put("type", TYPES + "invalid-request");
  }

  /** The answer to a request in which something is wrong; {@code errors} is the list of what. */
  static Reply refusal(Iterable<JsonObject> errors) {
    return Reply.of(400, invalidRequest(errors).encode());
  }

  /** One entry of the list above: which parameter, the values at fault, and what is wrong. */
  static JsonObject parameter(String name, List<String> values, String message) {
    return new JsonObject()
        .put("parameters", new JsonObject().put(name, new JsonArray(values)))
        .put("message", message);
  }

  static JsonObject duplicateRule(String value, String id) {
    return new JsonObject()
        .put("value", value)
        .put("id", id)
        .put("title", "DuplicateRule")
        .put("type", TYPES + "duplicate-rules");
  }

  static JsonObject invalidRule(String value, List<String> details) {
    return new JsonObject()
        .put("value", value)
        .put("details", new JsonArray(details))
        .put("title", "UnprocessableEntity")
        .put("type", TYPES + "invalid-rules");
  }
}
