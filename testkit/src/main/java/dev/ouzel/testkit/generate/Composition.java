package dev.ouzel.testkit.generate;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;

/** A text in the making, with the places of what X marks in it, counted in code points. */
final class Composition {
  private final StringBuilder text = new StringBuilder();
  private final JsonObject entities = new JsonObject();
  private final List<Author> mentioned = new ArrayList<>();
  private int length;

  Composition words(String words) {
    separate();
    append(words);
    return this;
  }

  Composition hashtag(String tag) {
    return entity("hashtags", "#" + tag, new JsonObject().put("tag", tag));
  }

  Composition mention(Author author) {
    mentioned.add(author);
    JsonObject mention =
        new JsonObject().put("username", author.username()).put("id", author.wireId());
    return entity("mentions", "@" + author.username(), mention);
  }

  Composition cashtag(String symbol) {
    return entity("cashtags", "$" + symbol, new JsonObject().put("tag", symbol));
  }

  /** Shows the link's {@code url}. */
  Composition link(JsonObject link) {
    return entity("urls", link.getString("url"), link);
  }

  /** Shows one address for all, as X does where several pictures share one. */
  Composition links(List<JsonObject> links) {
    link(links.get(0));
    JsonObject shown = last("urls");
    for (JsonObject link : links.subList(1, links.size())) {
      entities.getJsonArray("urls").add(shown.copy().mergeIn(link));
    }
    return this;
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
    JsonObject placed = new JsonObject().put("start", length);
    append(shown);
    placed.put("end", length).mergeIn(entity);
    if (!entities.containsKey(kind)) {
      entities.put(kind, new JsonArray());
    }
    entities.getJsonArray(kind).add(placed);
    return this;
  }

  private void separate() {
    if (length > 0) {
      append(" ");
    }
  }

  private void append(String words) {
    text.append(words);
    length += words.codePointCount(0, words.length());
  }

  /** In code points. */
  int length() {
    return length;
  }

  String text() {
    return text.toString();
  }

  /** Empty when there is nothing to mark. */
  JsonObject entities() {
    return entities;
  }

  /** Who is mentioned, in order, somebody perhaps twice. */
  List<Author> mentioned() {
    return mentioned;
  }
}
