package dev.ouzel.testkit.generate;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;

/** Places that are nowhere, and points in them. */
final class RichPlace {
  private static final List<String> KINDS =
      List.of("poi", "neighborhood", "city", "admin", "country", "unknown");

  private final Dice dice;
  private final double west;
  private final double south;

  RichPlace(Dice dice) {
    this.dice = dice;
    west = dice.below(3_590_000) / 10_000.0 - 179.5;
    south = dice.below(1_790_000) / 10_000.0 - 89.5;
  }

  JsonObject place() {
    return new Draft(dice)
        .put("id", id())
        .put("full_name", "Nowhere-sur-Rien, Terra Incognita")
        .maybe(2, "name", () -> "Nowhere-sur-Rien")
        .maybe(2, "country", () -> "Terra Incognita")
        .maybe(2, "country_code", () -> "XX")
        .maybe(2, "place_type", () -> dice.pick(KINDS))
        .maybe(3, "contained_within", () -> Draft.some(dice, 2, this::id))
        .maybe(2, "geo", this::feature)
        .json();
  }

  /** Not a snowflake: 16 hexadecimal digits. */
  private String id() {
    return "%016x".formatted(dice.random().nextLong());
  }

  private JsonObject feature() {
    return new Draft(dice)
        .put("type", "Feature")
        .put("bbox", new JsonArray().add(west).add(south).add(west + 0.25).add(south + 0.25))
        .put("properties", new JsonObject())
        .maybe(2, "geometry", this::point)
        .json();
  }

  /** A point inside: longitude first. */
  JsonObject point() {
    return new JsonObject()
        .put("type", "Point")
        .put("coordinates", new JsonArray().add(west + 0.125).add(south + 0.125));
  }
}
