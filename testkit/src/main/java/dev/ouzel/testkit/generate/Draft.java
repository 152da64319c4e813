package dev.ouzel.testkit.generate;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.function.Supplier;

/** An object in the making, whose members are there by chance. */
final class Draft {
  private final JsonObject json;
  private final Dice dice;

  Draft(Dice dice) {
    this(dice, new JsonObject());
  }

  Draft(Dice dice, JsonObject json) {
    this.dice = dice;
    this.json = json;
  }

  Draft put(String name, Object value) {
    json.put(name, value);
    return this;
  }

  /** Puts the member once in {@code odds} times. */
  Draft maybe(int odds, String name, Supplier<?> value) {
    if (dice.oneIn(odds)) {
      json.put(name, value.get());
    }
    return this;
  }

  /** Leaves each of these members in place only once in {@code odds} times. */
  Draft keep(int odds, String... names) {
    for (String name : names) {
      if (!dice.oneIn(odds)) {
        json.remove(name);
      }
    }
    return this;
  }

  /** Puts a count under each name. */
  Draft counts(String... names) {
    for (String name : names) {
      json.put(name, dice.count());
    }
    return this;
  }

  JsonObject json() {
    return json;
  }

  /** An array of what {@code item} gives, {@code most} times at most, each once. */
  static JsonArray some(Dice dice, int most, Supplier<?> item) {
    List<?> items = dice.times(most).mapToObj(n -> item.get()).distinct().toList();
    return new JsonArray(items);
  }
}
