package dev.ouzel.testkit.generate;

import dev.ouzel.post.Payload;
import dev.ouzel.post.PostId;
import dev.ouzel.rule.Rule;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes up posts by a hundred thousand people who do not exist, as X sends them to one who asks for
 * every field and expansion that needs no user's consent. The same seed and the same calls give the
 * same bytes. Ids are snowflakes and strictly increase. Not safe for use by several threads.
 *
 * <p>Posts refer to those made before: of a hundred, 30 are reposts, 28 replies, 12 quotes, 2 edits
 * and 28 neither; the first stands alone. An edit is a new post by the same author within the hour,
 * whose history lists the ids of those it follows. All that a post refers to is in {@code
 * includes}: authors, those mentioned and replied to, referenced posts in full with their media,
 * earlier versions, media, polls and places. One in thirty that are replied to or quoted is gone:
 * {@code errors} says so in its place.
 *
 * <p>Of those that are no reposts and no edits, 30 in a hundred have photos, a video or an
 * animation, 2 a poll, 3 a place, 20 a link, 20 a hashtag, 4 a cashtag, 8 mention somebody, 25 are
 * said to be about something, and 4 are in no language; 4 have a long text, of some 200 to 1,700
 * characters or, one in ten, up to 13,500. The languages are those of the authors, of whom 38 in a
 * hundred write English, 18 Japanese, 8 Portuguese and 5 Korean. So frames are mostly of 1.7 to 5.7
 * kB, half of them above 3.9 kB, with a tail to about 50 kB. Words, names, ids and addresses are as
 * various as real ones, so that a stream compresses about five-fold. These are guesses, made to
 * come near to what collections of real posts hold.
 */
public final class PostGenerator {
  /** The text of a rule that every post matches, by the last word of each author's description. */
  public static final String MATCH_ALL_RULE = "bio:" + Profile.MARK;

  private static final int IDS_A_MILLISECOND = 1 << 22;

  private final PostWriter writer;
  private final Dice dice;
  private long lastId;

  /** A generator whose posts follow from {@code seed}. */
  public PostGenerator(long seed) {
    writer = new PostWriter(seed);
    dice = writer.ingredients().dice();
  }

  /**
   * The next post.
   *
   * @param createdAt when it was created, which its id tells too, unless the post before was later
   * @param rules what it may have matched; it has matched one or more of them, if there are any
   */
  public Payload next(Instant createdAt, List<Rule> rules) {
    long earliest = PostId.at(createdAt).value();
    lastId = Math.max(lastId + 1, earliest + dice.below(IDS_A_MILLISECOND));
    JsonObject frame = writer.next(lastId);
    if (!rules.isEmpty()) {
      frame.put("matching_rules", matching(rules));
    }
    byte[] bytes = frame.toBuffer().getBytes();
    return Payload.wrap(bytes, 0, bytes.length);
  }

  /** Posts that matched no rule, the first created at {@code from}, the others {@code apart}. */
  public List<Payload> take(int count, Instant from, Duration apart) {
    List<Payload> posts = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      posts.add(next(from.plus(apart.multipliedBy(i)), List.of()));
    }
    return posts;
  }

  /** What events can be about. */
  Scene scene(long seed) {
    return new Scene(new Dice(seed), writer.ingredients().people(), writer.recent());
  }

  private JsonArray matching(List<Rule> rules) {
    int first = dice.below(rules.size());
    int count = dice.oneIn(5) ? 1 + dice.below(Math.min(3, rules.size())) : 1;
    JsonArray matching = new JsonArray();
    for (int i = 0; i < count; i++) {
      Rule rule = rules.get((first + i) % rules.size());
      JsonObject match = new JsonObject().put("id", rule.id());
      rule.tag().ifPresent(tag -> match.put("tag", tag));
      matching.add(match);
    }
    return matching;
  }
}
