package dev.ouzel.testkit.generate;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;

/**
 * A post that was made.
 *
 * @param post the post in full; what is counted of it goes on rising
 * @param media what is attached to it
 * @param included all that came along with it
 */
record Made(Author author, JsonObject post, List<JsonObject> media, Included included) {
  private static final String EDIT_CONTROLS = "edit_controls";
  private static final String METRICS = "public_metrics";
  private static final int LONGEST_TO_EDIT = 220;

  String wireId() {
    return post.getString("id");
  }

  String text() {
    return post.getString("text");
  }

  /** The ids of its versions up to this, the first one first. */
  JsonArray history() {
    return post.getJsonArray("edit_history_tweet_ids");
  }

  boolean quotes(String id) {
    return post.getJsonArray("referenced_tweets", new JsonArray()).stream()
        .map(JsonObject.class::cast)
        .filter(reference -> reference.getString("id").equals(id))
        .anyMatch(reference -> reference.getString("type").equals("quoted"));
  }

  /** The counts of a post that nobody has seen. */
  static JsonObject nothingCounted() {
    return new JsonObject()
        .put("retweet_count", 0)
        .put("reply_count", 0)
        .put("like_count", 0)
        .put("quote_count", 0)
        .put("bookmark_count", 0)
        .put("impression_count", 0);
  }

  int counted(String what) {
    return post.getJsonObject(METRICS).getInteger(what);
  }

  /** One more of these, and a few who only looked. */
  void count(String what, Dice dice) {
    JsonObject metrics = post.getJsonObject(METRICS);
    add(metrics, what, 1);
    add(metrics, "like_count", dice.below(20));
    add(metrics, "bookmark_count", dice.below(2));
    add(metrics, "impression_count", 20 + dice.below(2_000));
  }

  private static void add(JsonObject metrics, String what, int more) {
    metrics.put(what, metrics.getInteger(what) + more);
  }

  /** True when its author may change it, and it has room for more words. */
  boolean isEditable() {
    JsonObject controls = post.getJsonObject(EDIT_CONTROLS);
    return author.subscribes()
        && controls.getBoolean("is_edit_eligible")
        && controls.getInteger("edits_remaining") > 0
        && !post.containsKey("attachments")
        && !post.containsKey("note_tweet")
        && text().length() <= LONGEST_TO_EDIT;
  }

  /** True while the post may be changed at the time that {@code id} tells. */
  boolean isOpenAt(long id) {
    String until = post.getJsonObject(EDIT_CONTROLS).getString("editable_until");
    return Wire.seconds(Wire.created(id)).compareTo(until) < 0;
  }

  /** The version of this id, with {@code more} written behind; what came along still does. */
  Made edited(long id, String more) {
    JsonObject next = post.copy();
    String wireId = Long.toString(id);
    JsonArray shown = next.getJsonArray("display_text_range");
    int added = 1 + more.codePointCount(0, more.length());
    next.put("id", wireId)
        .put("text", text() + " " + more)
        .put("created_at", Wire.seconds(Wire.created(id)))
        .put(METRICS, nothingCounted())
        .put(
            "display_text_range",
            new JsonArray().add(shown.getValue(0)).add(shown.getInteger(1) + added));
    next.getJsonArray("edit_history_tweet_ids").add(wireId);
    add(next.getJsonObject(EDIT_CONTROLS), "edits_remaining", -1);
    Included all = new Included();
    all.addAll(included);
    all.add("tweets", post);
    return new Made(author, next, media, all);
  }
}
