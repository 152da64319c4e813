package dev.ouzel.testkit.render;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.function.Consumer;

/**
 * From an object to those it refers to.
 *
 * @param path the members that lead to the references
 * @param list where in {@code includes} the objects stand that are referred to
 * @param key their member that the references name
 */
record Hop(List<String> path, String list, String key) {
  static Hop toTweets(String path) {
    return new Hop(parts(path), "tweets", "id");
  }

  static Hop toUsers(String path) {
    return new Hop(parts(path), "users", "id");
  }

  static Hop toNamedUsers(String path) {
    return new Hop(parts(path), "users", "username");
  }

  static Hop toMedia(String path) {
    return new Hop(parts(path), "media", "media_key");
  }

  static Hop to(String list, String path) {
    return new Hop(parts(path), list, "id");
  }

  private static List<String> parts(String path) {
    return List.of(path.split("\\.", -1));
  }

  /** Hands over each reference that the object holds. */
  void eachFrom(JsonObject object, Consumer<String> reader) {
    walk(object, 0, reader);
  }

  private void walk(Object value, int depth, Consumer<String> reader) {
    if (value instanceof JsonArray array) {
      array.forEach(item -> walk(item, depth, reader));
    } else if (depth == path.size()) {
      if (value instanceof String reference) {
        reader.accept(reference);
      }
    } else if (value instanceof JsonObject object) {
      walk(object.getValue(path.get(depth)), depth + 1, reader);
    }
  }
}
