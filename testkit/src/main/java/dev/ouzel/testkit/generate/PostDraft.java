package dev.ouzel.testkit.generate;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A post in the making, by one author, and what comes along with it. */
final class PostDraft {
  private static final Duration EDITABLE = Duration.ofHours(1);
  private static final int EDITS = 5;
  private static final int SHORT = 200;
  private static final int LONG = 1_500;
  private static final int LONGEST = 12_000;
  private static final List<String> SOURCES =
      List.of(
          "Ouzel for Web",
          "Ouzel for Web",
          "Ouzel for Phones",
          "Ouzel for Phones",
          "Ouzel for Phones",
          "Ouzel for Phones",
          "Ouzel for Tablets",
          "Ouzel Deck",
          "Example Client",
          "Example Scheduler, Inc.",
          "example.org");

  private final Ingredients from;
  private final Dice dice;
  private final Author author;
  private final long id;
  private final Included included = new Included();
  private final JsonObject post = new JsonObject();
  private final JsonObject edits = new JsonObject();
  private final Composition text = new Composition();
  private final JsonArray references = new JsonArray();
  private final List<JsonObject> media = new ArrayList<>();
  private int firstShown;

  PostDraft(Ingredients from, Author author, long id) {
    this.from = from;
    this.dice = from.dice();
    this.author = author;
    this.id = id;
    String wireId = Long.toString(id);
    edits
        .put("edits_remaining", EDITS)
        .put("is_edit_eligible", true)
        .put("editable_until", Wire.seconds(Wire.created(id).plus(EDITABLE)));
    post.put("id", wireId)
        .put("edit_history_tweet_ids", new JsonArray().add(wireId))
        .put("edit_controls", edits)
        .put("author_id", author.wireId())
        .put("conversation_id", wireId)
        .put("created_at", Wire.seconds(Wire.created(id)))
        .put("lang", author.language().code())
        .put("source", dice.pick(SOURCES))
        .put("reply_settings", dice.percent(94) ? "everyone" : "mentionedUsers")
        .put("possibly_sensitive", dice.percent(3))
        .put("paid_partnership", dice.percent(1))
        .put("public_metrics", Made.nothingCounted());
    included.add("users", author.json());
  }

  /** Makes it a reply. To be called before {@link #write}. */
  void replyTo(Made other) {
    refer("replied_to", other.wireId());
    answer(other.author(), other.post().getString("conversation_id"));
    include(other);
    other.count("reply_count", dice);
  }

  /** Makes it a reply to a post that is not there any more. */
  void replyToGone(Author other, String gone) {
    refer("replied_to", gone);
    answer(other, gone);
    missing(gone);
  }

  private void answer(Author other, String conversation) {
    if (other.id() != author.id()) {
      text.mention(other);
      firstShown = text.length() + 1;
    }
    included.add("users", other.json());
    post.put("in_reply_to_user_id", other.wireId()).put("conversation_id", conversation);
    edits.put("is_edit_eligible", false);
  }

  /** Makes it a quote. To be called after {@link #write}. */
  void quote(Made other) {
    refer("quoted", other.wireId());
    link(other.author().username(), other.wireId());
    include(other);
    other.count("quote_count", dice);
  }

  /** Makes it a quote of a post that is not there any more. */
  void quoteGone(Author other, String gone) {
    refer("quoted", gone);
    link(other.username(), gone);
    missing(gone);
  }

  /** The post as a repost, which nothing else can be. */
  Made repost(Made other) {
    refer("retweeted", other.wireId());
    include(other);
    other.count("retweet_count", dice);
    Excerpt excerpt = Excerpt.of(other);
    for (Object mention : excerpt.entities().getJsonArray("mentions")) {
      included.add(other.included(), "users", ((JsonObject) mention).getString("id"));
    }
    int length = excerpt.text().codePointCount(0, excerpt.text().length());
    edits.put("is_edit_eligible", false);
    post.getJsonObject("public_metrics").put("retweet_count", other.counted("retweet_count"));
    post.put("text", excerpt.text())
        .put("entities", excerpt.entities())
        .put("display_text_range", new JsonArray().add(0).add(length))
        .put("referenced_tweets", references);
    for (String shared : List.of("lang", "possibly_sensitive", "context_annotations")) {
      if (other.post().containsKey(shared)) {
        post.put(shared, other.post().getValue(shared));
      }
    }
    return new Made(author, post, List.of(), included);
  }

  private void refer(String type, String to) {
    references.add(new JsonObject().put("type", type).put("id", to));
  }

  private void link(String username, String quoted) {
    text.link(new Links(dice).toPost(username, quoted));
  }

  private void include(Made other) {
    included.add("users", other.author().json());
    included.add("tweets", other.post());
    other.media().forEach(one -> included.add("media", one));
  }

  private void missing(String gone) {
    included.missing(
        new JsonObject()
            .put("resource_id", gone)
            .put("resource_type", "tweet")
            .put("parameter", "referenced_tweets.id")
            .put("value", gone)
            .put("title", "Not Found Error")
            .put("detail", "Could not find tweet with id: [" + gone + "].")
            .put("type", "https://api.twitter.com/2/problems/resource-not-found"));
  }

  /** Writes the text, or a few signs of no language. */
  void write() {
    if (dice.percent(4)) {
      text.words(Language.emoji(dice)).words(Language.emoji(dice));
      post.put("lang", "und");
    } else {
      from.prose().write(text, author.language(), SHORT);
    }
  }

  /** The post, after all else. */
  Made finish() {
    int lastShown = text.length();
    attach();
    locate();
    from.prose().give(post, text, author.language(), media.isEmpty() ? noteLength() : 0);
    if (post.containsKey("note_tweet")) {
      lastShown++;
    }
    post.put("display_text_range", new JsonArray().add(firstShown).add(lastShown));
    text.mentioned().forEach(other -> included.add("users", other.json()));
    if (!references.isEmpty()) {
      post.put("referenced_tweets", references);
    }
    if (dice.percent(25)) {
      post.put("context_annotations", Draft.some(dice, 2, () -> Subject.context(dice)));
    }
    if (dice.oneIn(200)) {
      post.put(
          "withheld",
          new JsonObject().put("copyright", false).put("country_codes", new JsonArray().add("XX")));
    }
    return new Made(author, post, media, included);
  }

  private int noteLength() {
    if (!dice.percent(6)) {
      return 0;
    }
    return dice.percent(90) ? SHORT + dice.below(LONG) : LONG + dice.below(LONGEST);
  }

  /** Media or a poll. */
  private void attach() {
    if (dice.percent(30)) {
      media.addAll(new Pictures(dice).some());
      illustrate();
    } else if (dice.percent(3)) {
      JsonObject poll = new Polls(dice).next(Wire.created(id));
      included.add("polls", poll);
      post.put("attachments", attachments("poll_ids", List.of(poll.getString("id"))))
          .put("card_uri", "card://" + poll.getString("id"));
      edits.put("is_edit_eligible", false);
    }
  }

  /** All media share one link at the end of the text. */
  private void illustrate() {
    media.forEach(one -> included.add("media", one));
    List<String> keys = media.stream().map(one -> one.getString("media_key")).toList();
    JsonObject link = new Links(dice).toMedia(author.username(), post.getString("id"));
    text.links(keys.stream().map(key -> link.copy().put("media_key", key)).toList());
    post.put("attachments", attachments("media_keys", keys))
        .put("media_metadata", new JsonArray(media.stream().map(PostDraft::metadata).toList()));
  }

  private static JsonObject metadata(JsonObject media) {
    JsonObject metadata = new JsonObject().put("media_key", media.getString("media_key"));
    String described = media.getString("alt_text");
    return described == null ? metadata : metadata.put("alt_text", described);
  }

  private static JsonObject attachments(String kind, List<String> keys) {
    return new JsonObject().put(kind, new JsonArray(keys));
  }

  private void locate() {
    if (dice.percent(3)) {
      Spot spot = dice.pick(from.spots());
      included.add("places", spot.json());
      JsonObject geo = new JsonObject().put("place_id", spot.json().getString("id"));
      post.put("geo", new Draft(dice, geo).maybe(3, "coordinates", spot::point).json());
    }
  }
}
