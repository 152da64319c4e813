package dev.ouzel.testkit.generate;

import io.vertx.core.json.JsonObject;
import java.util.Optional;

/** Writes posts that refer to those written before. Ids are given in rising order. */
final class PostWriter {
  private static final int EDITS = 2;
  private static final int REPOSTS = 30;
  private static final int REPLIES = 28;
  private static final int QUOTES = 12;
  private static final int GONE = 3;
  private static final int DAY_MILLIS = 86_400_000;

  private final Ingredients from;
  private final Dice dice;
  private final Recent recent = new Recent();

  PostWriter(long seed) {
    from = Ingredients.of(seed);
    dice = from.dice();
  }

  Ingredients ingredients() {
    return from;
  }

  Recent recent() {
    return recent;
  }

  /** The next post as a frame: {@code data}, {@code includes} and {@code errors}. */
  JsonObject next(long id) {
    int chance = dice.below(100);
    Optional<Made> before = recent.any(dice);
    Made made;
    if (before.isEmpty()) {
      made = original(id);
    } else if (chance < REPOSTS) {
      made = repost(id, before.get());
    } else if (chance < REPOSTS + REPLIES) {
      made = reply(id, before.get());
    } else if (chance < REPOSTS + REPLIES + QUOTES) {
      made = quote(id, before.get());
    } else if (chance < REPOSTS + REPLIES + QUOTES + EDITS) {
      made = edit(id);
    } else {
      made = original(id);
    }
    JsonObject frame = new JsonObject().put("data", made.post());
    made.included().addTo(frame);
    return frame;
  }

  private Made original(long id) {
    PostDraft draft = new PostDraft(from, from.somebody(), id);
    draft.write();
    return keep(draft.finish());
  }

  private Made keep(Made post) {
    recent.add(post);
    return post;
  }

  private Made reply(long id, Made before) {
    PostDraft draft = new PostDraft(from, from.somebody(), id);
    if (dice.percent(GONE)) {
      draft.replyToGone(from.somebody(), gone(id));
    } else {
      draft.replyTo(before);
    }
    draft.write();
    if (dice.percent(5)) {
      recent.any(dice).ifPresent(draft::quote);
    }
    return keep(draft.finish());
  }

  private Made quote(long id, Made before) {
    PostDraft draft = new PostDraft(from, from.somebody(), id);
    draft.write();
    if (dice.percent(GONE)) {
      draft.quoteGone(from.somebody(), gone(id));
    } else {
      draft.quote(before);
    }
    return keep(draft.finish());
  }

  /** The id of a post of the day before, of which nothing is known. */
  private String gone(long id) {
    return Long.toString(id - ((1L + dice.below(DAY_MILLIS)) << 22));
  }

  private Made edit(long id) {
    return recent
        .takeEditable(dice, id)
        .map(post -> keep(post.edited(id, post.author().language().words(dice, dice.below(20)))))
        .orElseGet(() -> original(id));
  }

  private Made repost(long id, Made before) {
    return new PostDraft(from, from.somebody(), id).repost(before);
  }
}
