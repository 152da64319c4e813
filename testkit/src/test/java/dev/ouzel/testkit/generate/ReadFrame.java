package dev.ouzel.testkit.generate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ouzel.post.Payload;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A generated frame, read again. */
record ReadFrame(JsonObject json) {
  /** Ids that X never gave: it counted users up to ten digits, and its snowflakes began with 1. */
  static final String USER_ID = "[1-9]\\d{10}|9\\d{18}";

  static ReadFrame of(Payload frame) {
    return new ReadFrame(new JsonObject(frame.text()));
  }

  JsonObject data() {
    return json.getJsonObject("data");
  }

  String id() {
    return data().getString("id");
  }

  /** The objects of one list of {@code includes}; none when there is no such list. */
  List<JsonObject> included(String list) {
    return objects(json.getJsonObject("includes", new JsonObject()), list);
  }

  List<String> includedIds(String list) {
    String id = list.equals("media") ? "media_key" : "id";
    return included(list).stream().map(object -> object.getString(id)).toList();
  }

  /** The id of the post that this one {@code type}: quoted, replied_to or retweeted. */
  Optional<String> reference(String type) {
    return objects(data(), "referenced_tweets").stream()
        .filter(reference -> reference.getString("type").equals(type))
        .map(reference -> reference.getString("id"))
        .findFirst();
  }

  /** The ids of the posts that {@code errors} says are not there. */
  List<String> gone() {
    return objects(json, "errors").stream()
        .peek(problem -> assertThat(problem.getString("type")).endsWith("/resource-not-found"))
        .map(problem -> problem.getString("resource_id"))
        .toList();
  }

  static List<JsonObject> objects(JsonObject owner, String list) {
    return owner.getJsonArray(list, new JsonArray()).stream().map(JsonObject.class::cast).toList();
  }

  static List<String> strings(JsonObject owner, String list) {
    return owner.getJsonArray(list, new JsonArray()).stream().map(Object::toString).toList();
  }

  /** What is marked in the post's texts, of one kind. */
  Stream<JsonObject> marked(String kind) {
    JsonObject note = data().getJsonObject("note_tweet", new JsonObject());
    return Stream.of(data(), note)
        .map(owner -> owner.getJsonObject("entities", new JsonObject()))
        .flatMap(entities -> objects(entities, kind).stream());
  }

  /** Fails unless each entity's place in the text, in code points, holds what it names. */
  void assertMarks() {
    assertMarks(data());
    assertMarks(data().getJsonObject("note_tweet", new JsonObject()));
    included("tweets").forEach(ReadFrame::assertMarks);
  }

  private static void assertMarks(JsonObject owner) {
    JsonObject entities = owner.getJsonObject("entities", new JsonObject());
    for (String kind : entities.fieldNames()) {
      int[] text = owner.getString("text").codePoints().toArray();
      for (JsonObject entity : objects(entities, kind)) {
        int start = entity.getInteger("start");
        int end = entity.getInteger("end") + (kind.equals("annotations") ? 1 : 0);
        String shown =
            switch (kind) {
              case "hashtags" -> "#" + entity.getString("tag");
              case "cashtags" -> "$" + entity.getString("tag");
              case "mentions" -> "@" + entity.getString("username");
              case "annotations" -> entity.getString("normalized_text");
              default -> entity.getString("url");
            };
        assertThat(new String(text, start, end - start)).isEqualTo(shown);
      }
    }
  }
}
