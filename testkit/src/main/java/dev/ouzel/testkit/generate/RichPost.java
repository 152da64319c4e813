package dev.ouzel.testkit.generate;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Posts of every kind, in X's tweet vocabulary, and what comes along with them. */
final class RichPost {
  private static final List<String> REPLY_SETTINGS =
      List.of("everyone", "mentionedUsers", "following", "other", "subscribers", "verified");
  private static final Duration EDITABLE = Duration.ofHours(1);
  private static final int DAY_MILLIS = 86_400_000;
  private static final int SHORT = 200;
  private static final int LONG = 1_500;

  private final Dice dice;
  private final People people;
  private final Included included;
  private final Prose prose;
  private final RichUser user;
  private final RichExtras extras;

  RichPost(Dice dice, People people, Included included) {
    this.dice = dice;
    this.people = people;
    this.included = included;
    this.prose = new Prose(dice, people, true);
    this.user = new RichUser(dice, prose);
    this.extras = new RichExtras(dice, prose);
  }

  /** X's default fields only. */
  JsonObject plain(long id) {
    return draft(id).put("text", people.anybody(dice).language().words(dice, SHORT)).json();
  }

  /** A post of any kind, of which one in two refers to another. */
  JsonObject any(long id) {
    Author author = people.anybody(dice);
    return switch (dice.below(8)) {
      case 0 -> reply(id, author);
      case 1, 2 -> quote(id, author);
      case 3 -> repost(id, author);
      default -> original(id, author, new Composition()).json();
    };
  }

  private JsonObject reply(long id, Author author) {
    Author other = people.anybody(dice);
    long before = earlier(id);
    Composition text = new Composition().mention(other);
    int start = text.text().length() + 1;
    Draft post = original(id, author, text);
    int[] shown = post.json().getString("text").codePoints().toArray();
    post.put("in_reply_to_user_id", other.wireId())
        .put("conversation_id", Long.toString(before))
        .put("display_text_range", new JsonArray().add(start).add(shown.length))
        .put("referenced_tweets", new JsonArray().add(reference("replied_to", before)))
        .maybe(3, "in_reply_to_tweet_id", () -> Long.toString(before));
    include("users", user.of(other));
    include("tweets", original(before, other, new Composition()).json());
    return post.json();
  }

  private JsonObject quote(long id, Author author) {
    long before = earlier(id);
    Draft post = original(id, author, new Composition());
    JsonArray references = new JsonArray().add(reference("quoted", before));
    if (dice.oneIn(4)) {
      references.add(reference("replied_to", earlier(before)));
    }
    include("tweets", original(before, people.anybody(dice), new Composition()).json());
    return post.put("referenced_tweets", references).json();
  }

  private JsonObject repost(long id, Author author) {
    Author other = people.anybody(dice);
    long before = earlier(id);
    JsonObject original = original(before, other, new Composition()).json();
    String text = "RT @" + other.username() + ": " + original.getString("text");
    JsonObject mention = new Composition().words("RT").mention(other).entities();
    include("tweets", original);
    include("users", user.of(other));
    return common(id, author)
        .put("text", Excerpt.cut(text))
        .put("entities", mention)
        .put("referenced_tweets", new JsonArray().add(reference("retweeted", before)))
        .json();
  }

  /** A post of its own, whose text goes on from what is there already. */
  private Draft original(long id, Author author, Composition text) {
    Draft post = common(id, author);
    prose.write(text, author.language(), SHORT);
    attach(post, text, id);
    int more = dice.oneIn(6) ? SHORT + dice.below(LONG) : 0;
    prose.give(post.json(), text, author.language(), more);
    return post;
  }

  /** Media or a poll, and a place. */
  private void attach(Draft post, Composition text, long id) {
    if (dice.oneIn(4)) {
      post.put("attachments", media(text, id));
    } else if (dice.oneIn(8)) {
      JsonObject poll = extras.poll(Wire.created(id));
      include("polls", poll);
      post.put(
          "attachments",
          new JsonObject().put("poll_ids", new JsonArray().add(poll.getValue("id"))));
    }
    if (dice.oneIn(6)) {
      Spot spot = Spot.random(dice);
      Draft place = new Draft(dice, spot.json());
      place.keep(2, "name", "country", "country_code", "place_type", "contained_within", "geo");
      include("places", place.json());
      if (place.json().containsKey("geo")) {
        new Draft(dice, place.json().getJsonObject("geo")).maybe(2, "geometry", spot::point);
      }
      post.put(
          "geo",
          new Draft(dice)
              .put("place_id", place.json().getString("id"))
              .maybe(2, "coordinates", spot::point)
              .json());
    }
  }

  private JsonObject media(Composition text, long id) {
    JsonArray keys = new JsonArray();
    JsonObject link = prose.link();
    RichMedia media = new RichMedia(dice);
    dice.times(4)
        .forEach(
            n -> {
              JsonObject item = media.next();
              include("media", item);
              keys.add(item.getString("media_key"));
              text.link(link.copy().put("media_key", item.getString("media_key")));
            });
    return new Draft(dice)
        .put("media_keys", keys)
        .maybe(4, "media_source_tweet_id", () -> new JsonArray().add(Long.toString(earlier(id))))
        .json();
  }

  private Draft common(long id, Author author) {
    Draft post =
        draft(id)
            .put("author_id", author.wireId())
            .put("conversation_id", Long.toString(id))
            .put("created_at", Wire.seconds(Wire.created(id)))
            .maybe(2, "lang", () -> dice.oneIn(8) ? "und" : author.language().code())
            .maybe(2, "possibly_sensitive", () -> dice.oneIn(20))
            .maybe(2, "reply_settings", () -> dice.pick(REPLY_SETTINGS))
            .maybe(2, "edit_controls", () -> edits(Wire.created(id)))
            .maybe(4, "paid_partnership", () -> dice.oneIn(2))
            .maybe(6, "source", () -> "Example Client")
            .maybe(6, "username", author::username)
            .maybe(8, "community_id", dice::id);
    if (dice.oneIn(5)) {
      String first = Long.toString(earlier(id));
      post.put("edit_history_tweet_ids", new JsonArray().add(first).add(Long.toString(id)));
    }
    include("users", user.of(author));
    extras.addTo(post);
    return post;
  }

  private Draft draft(long id) {
    String text = Long.toString(id);
    return new Draft(dice).put("id", text).put("edit_history_tweet_ids", new JsonArray().add(text));
  }

  private JsonObject edits(Instant created) {
    return new JsonObject()
        .put("edits_remaining", dice.below(6))
        .put("is_edit_eligible", dice.oneIn(2))
        .put("editable_until", Wire.seconds(created.plus(EDITABLE)));
  }

  private void include(String list, JsonObject object) {
    included.add(list, object);
  }

  private long earlier(long id) {
    return id - ((1L + dice.below(DAY_MILLIS)) << 22);
  }

  private static JsonObject reference(String type, long id) {
    return new JsonObject().put("type", type).put("id", Long.toString(id));
  }
}
