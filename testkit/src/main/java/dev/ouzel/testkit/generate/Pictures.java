package dev.ouzel.testkit.generate;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.stream.Stream;

/** Photos, videos and animated pictures, of nothing. */
final class Pictures {
  private static final List<Integer> SIZES =
      List.of(480, 720, 1_080, 1_080, 1_200, 1_280, 1_920, 2_048);

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
        .put("url", "https://pbs.example.org/media/" + dice.key(15) + ".jpg")
        .json();
  }

  JsonObject video() {
    String path = "ext_tw_video/" + dice.id() + "/pu/";
    JsonArray variants =
        new JsonArray()
            .add(film(path + "vid/avc1/720x1280/", ".mp4?tag=12").put("bit_rate", 2_176_000))
            .add(film(path + "vid/avc1/320x568/", ".mp4?tag=12").put("bit_rate", 632_000))
            .add(variant("application/x-mpegURL", films(path + "pl/", ".m3u8?tag=12")));
    return media(dice.oneIn(2) ? "7_" : "13_", "video")
        .put(
            "preview_image_url", "https://pbs.example.org/" + path + "img/" + dice.key(16) + ".jpg")
        .put("duration_ms", 1_000 + dice.below(140_000))
        .put("variants", variants)
        .put("public_metrics", new Draft(dice).counts("view_count").json())
        .json();
  }

  JsonObject animation() {
    String key = dice.key(15);
    String address = "https://video.example.org/tweet_video/" + key + ".mp4";
    return media("16_", "animated_gif")
        .put("preview_image_url", "https://pbs.example.org/tweet_video_thumb/" + key + ".jpg")
        .put("variants", new JsonArray().add(variant("video/mp4", address).put("bit_rate", 0)))
        .json();
  }

  private Draft media(String prefix, String type) {
    return new Draft(dice)
        .put("media_key", prefix + dice.id())
        .put("type", type)
        .put("width", side())
        .put("height", side())
        .maybe(3, "alt_text", () -> Language.any(dice).words(dice, 60));
  }

  /** Mostly what phones and screens have, else as somebody cut it. */
  private int side() {
    return dice.percent(70) ? dice.pick(SIZES) : 240 + dice.below(3_857);
  }

  private JsonObject film(String path, String end) {
    return variant("video/mp4", films(path, end));
  }

  private String films(String path, String end) {
    return "https://video.example.org/" + path + dice.key(16) + end;
  }

  private static JsonObject variant(String contentType, String url) {
    return new JsonObject().put("content_type", contentType).put("url", url);
  }
}
