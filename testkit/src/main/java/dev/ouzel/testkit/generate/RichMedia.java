package dev.ouzel.testkit.generate;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;

/** Photos, videos and animated pictures. */
final class RichMedia {
  private static final List<Integer> SIZES = List.of(240, 720, 1_080, 2_048);

  private final Dice dice;

  RichMedia(Dice dice) {
    this.dice = dice;
  }

  JsonObject next() {
    return switch (dice.below(4)) {
      case 0 -> video();
      case 1 -> animation();
      default -> photo();
    };
  }

  private JsonObject photo() {
    return media("3_", "photo")
        .put("url", "https://pbs.example.org/media/" + dice.id() + ".jpg")
        .json();
  }

  private JsonObject video() {
    String address = "https://video.example.org/" + dice.id();
    JsonArray variants =
        new JsonArray()
            .add(variant("video/mp4", address + ".mp4?tag=12").put("bit_rate", 2_176_000))
            .add(variant("video/mp4", address + "_s.mp4").put("bit_rate", 288_000))
            .add(variant("application/x-mpegURL", address + ".m3u8"));
    return media(dice.oneIn(2) ? "7_" : "13_", "video")
        .put("preview_image_url", address + ".jpg")
        .put("duration_ms", 1_000 + dice.below(140_000))
        .put("variants", variants)
        .maybe(2, "public_metrics", () -> new Draft(dice).counts("view_count").json())
        .maybe(6, "non_public_metrics", () -> playbacks().json())
        .maybe(6, "organic_metrics", () -> playbacks().counts("view_count").json())
        .maybe(6, "promoted_metrics", () -> playbacks().counts("view_count").json())
        .json();
  }

  private JsonObject animation() {
    String address = "https://video.example.org/tweet_video/" + dice.id();
    JsonObject variant = variant("video/mp4", address + ".mp4").put("bit_rate", 0);
    return media("16_", "animated_gif")
        .put("preview_image_url", address + ".jpg")
        .put("variants", new JsonArray().add(variant))
        .json();
  }

  private Draft media(String prefix, String type) {
    return new Draft(dice)
        .put("media_key", prefix + dice.id())
        .put("type", type)
        .maybe(2, "width", () -> dice.pick(SIZES))
        .maybe(2, "height", () -> dice.pick(SIZES))
        .maybe(3, "alt_text", () -> dice.pick(Language.ALL).words(dice.random(), 60));
  }

  private static JsonObject variant(String contentType, String url) {
    return new JsonObject().put("content_type", contentType).put("url", url);
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
