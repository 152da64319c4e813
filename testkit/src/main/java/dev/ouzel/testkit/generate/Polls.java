package dev.ouzel.testkit.generate;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;

/** Questions that have just been asked: all are open for up to a week. */
final class Polls {
  private static final List<String> ANSWERS =
      List.of("yes", "no", "perhaps 🤔", "鳥", "only in winter", "oui &amp; non", "ещё нет", "ask");

  private final Dice dice;

  Polls(Dice dice) {
    this.dice = dice;
  }

  JsonObject next(Instant created) {
    int minutes = 5 + dice.below(10_076);
    JsonArray options = new JsonArray();
    int first = dice.below(ANSWERS.size());
    int count = 2 + dice.below(3);
    for (int position = 1; position <= count; position++) {
      String answer = ANSWERS.get((first + position) % ANSWERS.size());
      options.add(
          new JsonObject()
              .put("position", position)
              .put("label", answer)
              .put("votes", dice.low(20)));
    }
    return new JsonObject()
        .put("id", dice.id())
        .put("options", options)
        .put("duration_minutes", minutes)
        .put("end_datetime", Wire.seconds(created.plusSeconds(60L * minutes)))
        .put("voting_status", "open");
  }
}
