package dev.ouzel.testkit.generate;

import dev.ouzel.post.PostId;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;

/** What people tell of themselves, and X of them to everybody. */
final class Profile {
  /** The last word of every description. */
  static final String MARK = "synthetic";

  private static final long FIRST_JOINED = Instant.parse("2007-02-01T00:00:00Z").getEpochSecond();
  private static final long FIRST_SNOWFLAKE =
      Instant.parse("2016-01-15T00:00:00Z").getEpochSecond();
  private static final int YEARS_OF_JOINING = 8 * 365 * 86_400;
  private static final Instant PINNED = Instant.parse("2020-03-01T00:00:00Z");
  private static final List<String> LOCATIONS =
      List.of("Nowhere", "架空市", "Terra Incognita 🌍", "Saint-Éloi-sur-Rien", "127.0.0.1", "ลำธาร");

  private final Dice dice;
  private final Language language;
  private final boolean early;

  /**
   * @param early whether they joined before X gave users snowflakes for ids
   */
  Profile(Dice dice, Language language, boolean early) {
    this.dice = dice;
    this.language = language;
    this.early = early;
  }

  /** Adds to a user that has id, name and username. */
  void addTo(JsonObject user) {
    if (dice.percent(12)) {
      user.put("name", user.getString("name") + " " + Language.emoji(dice));
    }
    describe(user);
    verify(user);
    long joined = (early ? FIRST_JOINED : FIRST_SNOWFLAKE) + dice.below(YEARS_OF_JOINING);
    String id = user.getString("id");
    user.put("created_at", Wire.seconds(Instant.ofEpochSecond(joined)))
        .put("protected", false)
        .put("profile_image_url", picture())
        .put("public_metrics", metrics());
    if (dice.percent(70)) {
      user.put("profile_banner_url", banner(id, joined));
    }
    new Draft(dice, user)
        .maybe(100, "parody", () -> true)
        .maybe(2, "location", this::location)
        .maybe(3, "pinned_tweet_id", this::pinned);
  }

  private String picture() {
    String kind = dice.oneIn(9) ? "png" : "jpg";
    return "https://pbs.example.org/profile_images/%s/%s_normal.%s"
        .formatted(dice.id(), dice.key(8), kind);
  }

  private String banner(String id, long joined) {
    long changed = joined + dice.below(YEARS_OF_JOINING / 4);
    return "https://pbs.example.org/profile_banners/" + id + "/" + changed;
  }

  private String location() {
    return dice.oneIn(4) ? dice.pick(LOCATIONS) : language.name(dice) + ", " + language.name(dice);
  }

  /** A text about oneself, which ends with {@link #MARK}. */
  static Composition description(Dice dice, Language language) {
    Composition text =
        new Composition().words(language.words(dice, dice.below(language.signs(115))));
    if (dice.percent(15)) {
      text.hashtag(Prose.tag(dice, language));
    }
    return text.words("-").words(MARK);
  }

  private void describe(JsonObject user) {
    Composition text = description(dice, language);
    user.put("description", text.text());
    JsonObject entities = new JsonObject();
    if (!text.entities().isEmpty()) {
      entities.put("description", text.entities());
    }
    if (dice.percent(25)) {
      Composition link = new Composition().link(new Links(dice).next());
      user.put("url", link.text());
      entities.put("url", link.entities());
    }
    if (!entities.isEmpty()) {
      user.put("entities", entities);
    }
  }

  /** One in five pays, one in fifty is a firm or an office. */
  private void verify(JsonObject user) {
    int chance = dice.below(100);
    String kind =
        chance < 20 ? "blue" : chance == 20 ? "business" : chance == 21 ? "government" : "none";
    boolean blue = kind.equals("blue");
    user.put("verified", !kind.equals("none"))
        .put("verified_type", kind)
        .put("is_identity_verified", blue && dice.oneIn(2))
        .put("subscription_type", blue ? "Premium" : "None")
        .put("verified_followers_count", dice.low(500));
    if (kind.equals("business")) {
      JsonObject firm =
          new JsonObject()
              .put("description", "Ouzel Works")
              .put("badge_url", "https://pbs.example.org/badges/works.jpg")
              .put("url", "https://example.org/works")
              .put("user_id", new JsonArray().add(user.getString("id")));
      user.put("affiliation", firm);
    }
  }

  /** Few are widely known. */
  private JsonObject metrics() {
    return new Draft(dice)
        .counts("followers_count")
        .put("following_count", dice.low(5_000))
        .put("tweet_count", 1 + dice.low(200_000))
        .put("listed_count", dice.low(300))
        .put("like_count", dice.low(100_000))
        .put("media_count", dice.low(5_000))
        .json();
  }

  private String pinned() {
    return Long.toString(PostId.at(PINNED.plusSeconds(dice.below(150_000_000))).value() + 1);
  }
}
