package dev.ouzel.testkit.server;

import dev.ouzel.post.Payload;
import dev.ouzel.post.PostId;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A post of a given text, as X would tell it whole. */
final class WholePost {
  private static final String AUTHOR = "9000000000000000999";

  /** A sign and a name, or an address. */
  private static final Pattern MARKED =
      Pattern.compile("(?<![\\p{L}\\p{N}_])([#$@])([\\p{L}\\p{N}_]++)|https?://\\S++");

  private WholePost() {}

  static Payload of(long id, String text) {
    String digits = Long.toString(id);
    Instant created = Instant.ofEpochMilli(PostId.millis(id)).truncatedTo(ChronoUnit.SECONDS);
    JsonObject post =
        new JsonObject()
            .put("id", digits)
            .put("text", text)
            .put("edit_history_tweet_ids", new JsonArray().add(digits))
            .put("author_id", AUTHOR)
            .put("conversation_id", digits)
            .put("created_at", WireTime.millis(created))
            .put("lang", "en");
    JsonObject entities = entities(text);
    if (!entities.isEmpty()) {
      post.put("entities", entities);
    }
    JsonObject author =
        new JsonObject().put("id", AUTHOR).put("name", "Some Body").put("username", "somebody");
    return Payload.ofText(
        new JsonObject()
            .put("data", post)
            .put("includes", new JsonObject().put("users", new JsonArray().add(author)))
            .encode());
  }

  private static JsonObject entities(String text) {
    JsonObject entities = new JsonObject();
    Matcher marked = MARKED.matcher(text);
    while (marked.find()) {
      int start = text.codePointCount(0, marked.start());
      JsonObject entity =
          new JsonObject()
              .put("start", start)
              .put("end", start + marked.group().codePointCount(0, marked.group().length()));
      String kind = kind(marked, entity);
      entities.put(kind, entities.getJsonArray(kind, new JsonArray()).add(entity));
    }
    return entities;
  }

  /** Says what the entity is, and under which name X lists such entities. */
  private static String kind(Matcher marked, JsonObject entity) {
    if (marked.group(1) == null) {
      String url = marked.group();
      entity.put("url", url).put("expanded_url", url).put("display_url", url);
      return "urls";
    }
    if (marked.group(1).equals("@")) {
      entity.put("username", marked.group(2));
      return "mentions";
    }
    entity.put("tag", marked.group(2));
    return marked.group(1).equals("#") ? "hashtags" : "cashtags";
  }
}
