package dev.ouzel.testkit.generate;

import dev.ouzel.post.Payload;
import dev.ouzel.post.PostId;
import dev.ouzel.testkit.render.Wording;
import dev.ouzel.testkit.spec.SpecFields;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Frames as the filtered stream sends them to one who asks for everything, about people who do not
 * exist: posts short and long, replies, quotes, reposts, with media, polls, places, rules, partial
 * errors, and whatever else X publishes. A thousand of them hold every member of {@link
 * SpecFields}, each time in another order.
 *
 * <p>A frame follows from the seed and its number alone. Ids are snowflakes, and rise with the
 * number. Immutable.
 */
public final class RichFrames {
  private static final Instant FIRST = Instant.parse("2026-01-06T18:40:40.344Z");
  private static final Duration APART = Duration.ofMillis(250);
  private static final int IDS_A_MILLISECOND = 1 << 22;

  private final long seed;
  private final People people;
  private final Wording wording;

  private RichFrames(long seed, People people, Wording wording) {
    this.seed = seed;
    this.people = people;
    this.wording = wording;
  }

  /** Frames in X's tweet vocabulary, which its streams have spoken so far, and without twins. */
  public static RichFrames of(long seed) {
    return new RichFrames(seed, new People(seed), Wording.USUAL);
  }

  /** The same frames in X's post vocabulary. */
  public RichFrames inPostWords() {
    return new RichFrames(seed, people, wording.inPostWords());
  }

  /** The same frames with a twin beside every integer: {@code "like_count_str":"7"}. */
  public RichFrames withTwins() {
    return new RichFrames(seed, people, wording.withTwins());
  }

  /** The frame of this number, from 0. */
  public Payload frame(int number) {
    Dice dice = Dice.of(seed, number);
    long moment = PostId.at(FIRST.plus(APART.multipliedBy(number))).value();
    JsonObject frame = frame(dice, moment + dice.below(IDS_A_MILLISECOND));
    Payload worded = wording.of(Payload.ofText(frame.encode()));
    return Payload.ofText(new Shuffle(dice.random()).of(new JsonObject(worded.text())).encode());
  }

  /** The frames from number 0 up to but excluding {@code count}. */
  public List<Payload> take(int count) {
    return IntStream.range(0, count).mapToObj(this::frame).toList();
  }

  private JsonObject frame(Dice dice, long id) {
    Included included = new Included();
    RichPost posts = new RichPost(dice, people, included);
    Draft frame = new Draft(dice).put("data", dice.oneIn(12) ? posts.plain(id) : posts.any(id));
    if (dice.oneIn(12)) {
      included.add("topics", topic(dice));
    }
    included.addTo(frame.json());
    RichProblem problems = new RichProblem(dice);
    frame.maybe(5, "errors", () -> Draft.some(dice, 2, problems::next));
    if (!dice.oneIn(8)) {
      frame.put("matching_rules", Draft.some(dice, 3, () -> rule(dice)));
    }
    return frame.json();
  }

  private static JsonObject topic(Dice dice) {
    return new JsonObject()
        .put("id", dice.id())
        .put("name", "Rivers")
        .put("description", "All about rivers");
  }

  /** The id as a number is how X sent it in 2021. */
  private static JsonObject rule(Dice dice) {
    long id = Long.parseLong(dice.id());
    Draft rule = new Draft(dice).put("id", dice.oneIn(10) ? id : Long.toString(id));
    switch (dice.below(6)) {
      case 0 -> rule.put("tag", null);
      case 1 -> rule.put("tag", "");
      case 2 -> {}
      default -> rule.put("tag", "birds &amp; \"stones\" 川");
    }
    if (dice.oneIn(6)) {
      rule.put("embedding_similarity", dice.share()).put("embedding_threshold", 0.3);
    }
    return rule.json();
  }
}
