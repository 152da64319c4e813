package dev.ouzel.testkit.generate;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;

/** Entries of {@code errors} beside a post. */
final class RichProblem {
  private static final List<String> HOSTS = List.of("api.twitter.com", "api.x.com");
  private static final List<String> KINDS =
      List.of(
          "resource-not-found",
          "not-authorized-for-resource",
          "not-authorized-for-field",
          "resource-unavailable",
          "disallowed-resource",
          "field-unauthorized",
          "field-hydration-failure",
          "internal-error");

  private final Dice dice;

  RichProblem(Dice dice) {
    this.dice = dice;
  }

  JsonObject next() {
    return dice.oneIn(5) ? unlikely() : partial();
  }

  /** X could not tell one thing of the post. */
  private JsonObject partial() {
    String id = dice.id();
    return problem(dice.pick(KINDS))
        .maybe(2, "detail", () -> "Could not find what has the id [" + id + "].")
        .maybe(2, "resource_id", () -> id)
        .maybe(2, "resource_type", () -> dice.pick(List.of("user", "tweet", "media", "poll")))
        .maybe(2, "parameter", () -> "referenced_tweets.id")
        .maybe(2, "value", () -> id)
        .maybe(2, "section", () -> dice.pick(List.of("data", "includes")))
        .maybe(3, "field", () -> "non_public_metrics")
        .maybe(4, "status", () -> dice.pick(List.of(403, 404, 500)))
        .json();
  }

  /** What X's schema allows here too, though it belongs to refusals and ends of streams. */
  private JsonObject unlikely() {
    return switch (dice.below(6)) {
      case 0 -> problem("operational-disconnect").put("disconnect_type", "SlowReader").json();
      case 1 ->
          problem("streaming-connection").put("connection_issue", "TooManyConnections").json();
      case 2 -> problem("usage-capped").put("period", "Daily").put("scope", "Product").json();
      case 3 -> problem("duplicate-rules").put("id", dice.id()).put("value", "cat").json();
      case 4 ->
          problem("client-forbidden")
              .put("reason", "client-not-enrolled")
              .put("registration_url", "https://example.org/enrol")
              .json();
      default -> problem("invalid-request").put("errors", new JsonArray().add(invalid())).json();
    };
  }

  private Draft problem(String kind) {
    return new Draft(dice)
        .put("type", "https://" + dice.pick(HOSTS) + "/2/problems/" + kind)
        .put("title", kind);
  }

  private static JsonObject invalid() {
    JsonObject parameters = new JsonObject().put("partition", new JsonArray().add("21"));
    return new JsonObject().put("message", "out of range").put("parameters", parameters);
  }
}
