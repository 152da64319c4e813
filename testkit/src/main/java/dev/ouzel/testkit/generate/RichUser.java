package dev.ouzel.testkit.generate;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;

/** Authors as X shows them to one who asks for everything. */
final class RichUser {
  private static final List<String> VERIFIED = List.of("blue", "government", "business", "none");
  private static final List<String> PAID = List.of("Basic", "Premium", "PremiumPlus", "None");
  private static final List<String> TIES =
      List.of(
          "follow_request_received",
          "follow_request_sent",
          "blocking",
          "followed_by",
          "following",
          "muting");

  private final Dice dice;
  private final Prose prose;

  RichUser(Dice dice, Prose prose) {
    this.dice = dice;
    this.prose = prose;
  }

  JsonObject of(Author author) {
    Draft user = new Draft(dice, author.json().copy());
    user.keep(2, "verified_type", "profile_image_url", "protected", "location", "url", "entities")
        .keep(3, "profile_banner_url", "is_identity_verified", "verified_followers_count")
        .keep(3, "subscription_type", "pinned_tweet_id")
        .maybe(3, "most_recent_tweet_id", dice::id)
        .maybe(4, "parody", () -> dice.oneIn(2))
        .maybe(12, "profile_banner_url", () -> "")
        .maybe(8, "verified_type", () -> dice.pick(VERIFIED))
        .maybe(8, "subscription_type", () -> dice.pick(PAID))
        .maybe(8, "affiliation", this::affiliation)
        .maybe(8, "withheld", this::withheld)
        .maybe(8, "profile_geo_enrichment", this::whereabouts);
    new Draft(dice, user.json().getJsonObject("public_metrics"))
        .keep(2, "like_count", "media_count");
    describe(user, author);
    towardsTheReader(user);
    return user.json();
  }

  /** A new text for the profile, with what is marked in it and in the profile's link. */
  private void describe(Draft user, Author author) {
    JsonObject marked = new JsonObject();
    if (dice.oneIn(2)) {
      Composition text = prose.write(new Composition(), author.language(), 80);
      user.put("description", text.text());
      marked.put("description", text.entities());
    }
    if (dice.oneIn(2)) {
      JsonObject link = prose.link();
      user.put("url", link.getString("url"));
      marked.put("url", new Composition().link(link).entities());
    } else {
      user.maybe(2, "url", () -> "");
    }
    if (!marked.isEmpty()) {
      user.put("entities", marked);
    }
  }

  private JsonObject affiliation() {
    return new Draft(dice)
        .put("description", "Ouzel Works")
        .put("badge_url", "https://pbs.example.org/badge.jpg")
        .maybe(2, "url", () -> "https://example.org/works")
        .maybe(2, "user_id", () -> Draft.some(dice, 2, dice::id))
        .json();
  }

  private JsonObject withheld() {
    return new Draft(dice)
        .put("country_codes", new JsonArray().add("XX").add("ZZ"))
        .maybe(2, "scope", () -> "user")
        .json();
  }

  private JsonObject whereabouts() {
    JsonObject place =
        new Draft(dice)
            .put("entity_id", Integer.toString(dice.below(10_000_000)))
            .put("display_name", "Nowhere, Terra Incognita")
            .put("country_code", "XX")
            .put("region", "Terra Incognita")
            .put("sub_region", "The Margin")
            .put("locality", "Nowhere")
            .counts("population")
            .put("geo_point", new JsonObject().put("latitude", 12.5).put("longitude", -3.25))
            .json();
    JsonObject location = new JsonObject().put("geo_entity", place);
    return new JsonObject().put("potential_locations", new JsonArray().add(location));
  }

  /** What X tells a reader of his own relation to the user, and of himself. */
  private void towardsTheReader(Draft user) {
    if (dice.oneIn(6)) {
      user.put("connection_status", Draft.some(dice, 2, () -> dice.pick(TIES)))
          .put("receives_your_dm", dice.oneIn(2))
          .maybe(2, "subscribes_to_you", () -> dice.oneIn(2))
          .maybe(2, "subscription", () -> new JsonObject().put("subscribes_to_you", dice.oneIn(2)))
          .maybe(2, "confirmed_email", () -> "somebody@example.org");
    }
  }
}
