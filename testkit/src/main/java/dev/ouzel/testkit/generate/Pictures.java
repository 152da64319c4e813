package dev.ouzel.testkit.generate;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.stream.Stream;

/** Photos, videos and animated pictures, of nothing. */
final class Pictures {
  private static final List<Integer> SIZES = List.of(240, 720, 1_080, 2_048);

  private final Dice dice;

  Pictures(Dice dice) {
    this.dice = dice;
  }

  /** What a post may hold: up to four photos, or one video or animation. */
  List<JsonObject> some() {
    int kind = dice.below(10);
    if (kind < 7) {
      return Stream.generate(this::photo).limit(dice.oneIn(3) ? 1 + dice.below(4) : 1).toList();
    }
    return List.of(kind < 9 ? video() : animation());
  }

  JsonObject photo() {
    return media("3_", "photo")
        .put("url", "https://pbs.example.org/media/" + dice.id() + ".jpg")
        .json();
  }

  JsonObject video() {
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
        .put("public_metrics", new Draft(dice).counts("view_count").json())
        .json();
  }

  JsonObject animation() {
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
        .put("width", dice.pick(SIZES))
        .put("height", dice.pick(SIZES))
        .maybe(3, "alt_text", () -> Language.any(dice).words(dice, 60));
  }

  private static JsonObject variant(String contentType, String url) {
    return new JsonObject().put("content_type", contentType).put("url", url);
  }
}
