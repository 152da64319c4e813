package dev.ouzel.testkit.generate;

import io.vertx.core.json.JsonObject;

/** Media of which X tells more than usual, or less. */
final class RichMedia {
  private final Dice dice;
  private final Pictures pictures;

  RichMedia(Dice dice) {
    this.dice = dice;
    this.pictures = new Pictures(dice);
  }

  JsonObject next() {
    return switch (dice.below(4)) {
      case 0 -> video();
      case 1 -> sized(pictures.animation()).json();
      default -> sized(pictures.photo()).json();
    };
  }

  private JsonObject video() {
    return sized(pictures.video())
        .keep(2, "public_metrics")
        .maybe(6, "non_public_metrics", () -> playbacks().json())
        .maybe(6, "organic_metrics", () -> playbacks().counts("view_count").json())
        .maybe(6, "promoted_metrics", () -> playbacks().counts("view_count").json())
        .json();
  }

  private Draft sized(JsonObject media) {
    return new Draft(dice, media).keep(2, "width", "height");
  }

  private Draft playbacks() {
    return new Draft(dice)
        .counts(
            "playback_0_count",
            "playback_25_count",
            "playback_50_count",
            "playback_75_count",
            "playback_100_count");
  }
}
