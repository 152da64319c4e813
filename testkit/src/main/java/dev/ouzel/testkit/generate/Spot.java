package dev.ouzel.testkit.generate;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.stream.Stream;

/**
 * A place that is nowhere, a quarter of a degree wide.
 *
 * @param json the place as {@code includes.places} shows it
 */
record Spot(double west, double south, JsonObject json) {
  private static final double WIDTH = 0.25;
  private static final List<String> KINDS =
      List.of("city", "city", "city", "admin", "poi", "neighborhood", "country", "unknown");
  private static final List<String> NAMES =
      List.of("Nowhere-sur-Rien", "架空市", "Lake Nowhere", "Ninguém", "Нигде", "Utopia Mills");
  private static final List<String> COUNTRY_CODES = List.of("XX", "XY", "XZ", "ZZ");

  static List<Spot> some(Dice dice, int count) {
    return Stream.generate(() -> random(dice)).limit(count).toList();
  }

  static Spot random(Dice dice) {
    double west = dice.below(3_590_000) / 10_000.0 - 179.5;
    double south = dice.below(1_790_000) / 10_000.0 - 89.5;
    String name = dice.pick(NAMES);
    JsonArray box = new JsonArray().add(west).add(south).add(west + WIDTH).add(south + WIDTH);
    JsonObject feature =
        new JsonObject()
            .put("type", "Feature")
            .put("bbox", box)
            .put("properties", new JsonObject());
    JsonObject json =
        new JsonObject()
            .put("id", dice.hex())
            .put("full_name", name + ", Terra Incognita")
            .put("name", name)
            .put("country", "Terra Incognita")
            .put("country_code", dice.pick(COUNTRY_CODES))
            .put("place_type", dice.pick(KINDS))
            .put("contained_within", new JsonArray().add(dice.hex()))
            .put("geo", feature);
    return new Spot(west, south, json);
  }

  /** In the middle: longitude first. */
  JsonObject point() {
    return new JsonObject()
        .put("type", "Point")
        .put("coordinates", new JsonArray().add(west + WIDTH / 2).add(south + WIDTH / 2));
  }
}
