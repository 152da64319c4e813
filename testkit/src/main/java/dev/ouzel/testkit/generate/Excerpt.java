package dev.ouzel.testkit.generate;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** What a repost says: whose post it is, and as much of that as fits, with what is marked in it. */
record Excerpt(String text, JsonObject entities) {
  private static final int LENGTH = 140;

  static Excerpt of(Made post) {
    Composition head = new Composition().words("RT").mention(post.author());
    String whole = head.text() + ": " + post.text();
    JsonObject entities = head.entities();
    int behind = head.length() + 2;
    post.post()
        .getJsonObject("entities", new JsonObject())
        .forEach(kind -> shift((JsonArray) kind.getValue(), behind, list(entities, kind.getKey())));
    entities.fieldNames().removeIf(kind -> entities.getJsonArray(kind).isEmpty());
    return new Excerpt(cut(whole), entities);
  }

  private static JsonArray list(JsonObject entities, String kind) {
    if (!entities.containsKey(kind)) {
      entities.put(kind, new JsonArray());
    }
    return entities.getJsonArray(kind);
  }

  private static void shift(JsonArray entities, int behind, JsonArray into) {
    for (Object entity : entities) {
      JsonObject moved = ((JsonObject) entity).copy();
      int end = moved.getInteger("end") + behind;
      if (end < LENGTH - 1) {
        into.add(moved.put("start", moved.getInteger("start") + behind).put("end", end));
      }
    }
  }

  /** The text, or as much of it as a repost holds. */
  static String cut(String text) {
    int length = text.codePointCount(0, text.length());
    return length <= LENGTH
        ? text
        : text.substring(0, text.offsetByCodePoints(0, LENGTH - 1)) + "…";
  }
}
