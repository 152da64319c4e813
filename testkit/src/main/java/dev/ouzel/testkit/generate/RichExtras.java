package dev.ouzel.testkit.generate;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;

/** What X tells of a post besides who wrote what: counts, annotations, notes, restrictions. */
final class RichExtras {
  private final Dice dice;
  private final Prose prose;

  RichExtras(Dice dice, Prose prose) {
    this.dice = dice;
    this.prose = prose;
  }

  void addTo(Draft post) {
    post.maybe(2, "public_metrics", this::publicMetrics)
        .maybe(4, "context_annotations", () -> Draft.some(dice, 4, this::context))
        .maybe(8, "article", this::article)
        .maybe(10, "article_title", () -> new JsonObject().put("title", "Of ouzels &amp; others"))
        .maybe(8, "card_uri", () -> "card://" + dice.id())
        .maybe(8, "withheld", this::withheld)
        .maybe(8, "scopes", () -> new JsonObject().put("followers", dice.oneIn(2)))
        .maybe(8, "media_metadata", () -> Draft.some(dice, 2, this::mediaMetadata))
        .maybe(8, "matched_media_notes", () -> maybeListed(matchedNote()))
        .maybe(8, "note_request_suggestions", () -> maybeListed(suggestion()))
        .maybe(8, "suggested_source_links", () -> Draft.some(dice, 2, this::addressOrLink))
        .maybe(8, "suggested_source_links_with_counts", () -> maybeListed(countedLink()));
    if (dice.oneIn(8)) {
      privateMetrics(post);
    }
  }

  private JsonObject publicMetrics() {
    return new Draft(dice)
        .counts("retweet_count", "reply_count", "like_count", "quote_count")
        .counts("bookmark_count", "impression_count")
        .json();
  }

  /** What X shows to the post's author alone. */
  private void privateMetrics(Draft post) {
    post.put(
            "non_public_metrics",
            new Draft(dice)
                .counts("impression_count", "url_link_clicks", "user_profile_clicks", "engagements")
                .json())
        .put("organic_metrics", seen().counts("url_link_clicks", "user_profile_clicks").json())
        .put("promoted_metrics", seen().json());
  }

  private Draft seen() {
    return new Draft(dice).counts("impression_count", "like_count", "reply_count", "retweet_count");
  }

  private JsonObject context() {
    JsonObject context = Subject.context(dice);
    for (String part : List.of("domain", "entity")) {
      new Draft(dice, context.getJsonObject(part)).keep(2, "name", "description");
    }
    return context;
  }

  /** The specification leaves the content open; these members are those that were seen. */
  private JsonObject article() {
    return new Draft(dice)
        .put("title", "Of ouzels &amp; others")
        .maybe(2, "plain_text", () -> Language.any(dice).words(dice, 400))
        .maybe(2, "cover_media", () -> "3_" + dice.id())
        .maybe(2, "media_entities", () -> new JsonArray().add("3_" + dice.id()))
        .json();
  }

  private JsonObject withheld() {
    return new Draft(dice)
        .put("copyright", dice.oneIn(4))
        .put("country_codes", Draft.some(dice, 3, () -> dice.pick(List.of("XX", "XY", "ZZ"))))
        .maybe(2, "scope", () -> dice.pick(List.of("tweet", "user")))
        .json();
  }

  private JsonObject mediaMetadata() {
    return new Draft(dice)
        .put("media_key", "3_" + dice.id())
        .maybe(2, "alt_text", () -> "a bird on a stone")
        .maybe(2, "title", () -> "Bird")
        .maybe(2, "description", () -> "It dives.")
        .json();
  }

  private JsonObject matchedNote() {
    return new JsonObject().put("note_id", dice.id()).put("match_status", "matched");
  }

  private JsonObject suggestion() {
    return new JsonObject()
        .put("suggestion_id", dice.id())
        .put("suggestion", "Where is this river?")
        .put("source_link", addressOrLink());
  }

  private JsonObject countedLink() {
    return new JsonObject().put("url", addressOrLink()).put("count", dice.count());
  }

  /** 2.166 describes links in full; 2.167 tells their addresses. */
  private Object addressOrLink() {
    JsonObject link = prose.placedLink();
    return dice.oneIn(2) ? link.getString("expanded_url") : link;
  }

  /** 2.166 describes one; 2.167 describes several. */
  private Object maybeListed(JsonObject one) {
    return dice.oneIn(2) ? one : new JsonArray().add(one);
  }

  JsonObject poll(Instant created) {
    Draft poll = new Draft(dice, new Polls(dice).next(created));
    if (dice.oneIn(2)) {
      poll.put("voting_status", "closed");
    }
    return poll.keep(2, "duration_minutes", "end_datetime", "voting_status").json();
  }
}
