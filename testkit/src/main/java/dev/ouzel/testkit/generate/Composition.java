package dev.ouzel.testkit.generate;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** A text in the making, with the places of what X marks in it, counted in code points. */
final class Composition {
  private final StringBuilder text = new StringBuilder();
  private final JsonObject entities = new JsonObject();

  Composition words(String words) {
    separate();
    text.append(words);
    return this;
  }

  Composition hashtag(String tag) {
    return entity("hashtags", "#" + tag, new JsonObject().put("tag", tag));
  }

  Composition mention(Author author) {
    JsonObject mention =
        new JsonObject().put("username", author.username()).put("id", Long.toString(author.id()));
    return entity("mentions", "@" + author.username(), mention);
  }

  Composition cashtag(String symbol) {
    return entity("cashtags", "$" + symbol, new JsonObject().put("tag", symbol));
  }

  Composition link(int number) {
    String url = "https://t.co/syn%07d".formatted(number);
    JsonObject link =
        new JsonObject()
            .put("url", url)
            .put("expanded_url", "https://example.org/" + number + "?a=1&b=2")
            .put("display_url", "example.org/" + number + "…");
    return link(link);
  }

  /** Shows the link's {@code url}. */
  Composition link(JsonObject link) {
    return entity("urls", link.getString("url"), link);
  }

  /** A name that X recognises; of all entities only this one counts its end in. */
  Composition annotation(String words, JsonObject annotation) {
    entity("annotations", words, annotation.copy().put("normalized_text", words));
    JsonObject placed = last("annotations");
    placed.put("end", placed.getInteger("end") - 1);
    return this;
  }

  private JsonObject last(String kind) {
    JsonArray placed = entities.getJsonArray(kind);
    return placed.getJsonObject(placed.size() - 1);
  }

  private Composition entity(String kind, String shown, JsonObject entity) {
    separate();
    JsonObject placed = new JsonObject().put("start", length());
    text.append(shown);
    placed.put("end", length()).mergeIn(entity);
    if (!entities.containsKey(kind)) {
      entities.put(kind, new JsonArray());
    }
    entities.getJsonArray(kind).add(placed);
    return this;
  }

  private void separate() {
    if (text.length() > 0) {
      text.append(' ');
    }
  }

  private int length() {
    return text.codePointCount(0, text.length());
  }

  String text() {
    return text.toString();
  }

  /** Empty when there is nothing to mark. */
  JsonObject entities() {
    return entities;
  }
}
