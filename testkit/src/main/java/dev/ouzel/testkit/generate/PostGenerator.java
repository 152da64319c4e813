package dev.ouzel.testkit.generate;

import dev.ouzel.post.Payload;
import dev.ouzel.post.PostId;
import dev.ouzel.rule.Rule;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Makes up posts as the filtered stream sends them when most fields are asked for: many scripts,
 * emoji, escapes, hashtags, mentions, links, replies, long posts; about 150 bytes to 6 KB each. The
 * same seed and the same calls give the same bytes. Ids are snowflakes and strictly increase. Not
 * safe for use by several threads.
 */
public final class PostGenerator {
  private static final int AUTHORS = 200;
  private static final int IDS_A_MILLISECOND = 1 << 22;
  private static final int LONGEST = 1_100;

  private final Random random;
  private final List<Author> authors;
  private long lastId;

  /** A generator whose posts follow from {@code seed}. */
  public PostGenerator(long seed) {
    random = new Random(seed);
    authors = IntStream.range(0, AUTHORS).mapToObj(n -> Author.random(random, n)).toList();
  }

  /**
   * The next post.
   *
   * @param createdAt when it was created, which its id tells too, unless the post before was later
   * @param rules what it may have matched; it has matched one or more of them, if there are any
   */
  public Payload next(Instant createdAt, List<Rule> rules) {
    long earliest = PostId.at(createdAt).value();
    lastId = Math.max(lastId + 1, earliest + random.nextInt(IDS_A_MILLISECOND));
    JsonObject frame = oneIn(10) ? plain() : rich();
    if (!rules.isEmpty()) {
      frame.put("matching_rules", matching(rules));
    }
    return Payload.ofText(frame.encode());
  }

  /** Posts that matched no rule, the first created at {@code from}, the others {@code apart}. */
  public List<Payload> take(int count, Instant from, Duration apart) {
    List<Payload> posts = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      posts.add(next(from.plus(apart.multipliedBy(i)), List.of()));
    }
    return posts;
  }

  /** X's default fields only. */
  private JsonObject plain() {
    Author author = author();
    JsonObject post = new JsonObject();
    putId(post).put("text", author.language().words(random, 20 + random.nextInt(200)));
    return new JsonObject().put("data", post);
  }

  private JsonObject rich() {
    Author author = author();
    JsonArray users = new JsonArray().add(author.json());
    JsonObject post = new JsonObject();
    putId(post)
        .put("author_id", Long.toString(author.id()))
        .put("conversation_id", Long.toString(lastId))
        .put("created_at", seconds(lastId))
        .put("lang", author.language().code())
        .put("possibly_sensitive", oneIn(50))
        .put("reply_settings", "everyone")
        .put("public_metrics", metrics());
    Composition composition = new Composition();
    if (oneIn(4)) {
      Author other = author();
      reply(post, composition, other);
      if (!other.username().equals(author.username())) {
        users.add(other.json());
      }
    }
    write(post, composition, author.language());
    return new JsonObject().put("data", post).put("includes", new JsonObject().put("users", users));
  }

  private JsonObject putId(JsonObject post) {
    String id = Long.toString(lastId);
    return post.put("id", id).put("edit_history_tweet_ids", new JsonArray().add(id));
  }

  private Author author() {
    return authors.get(random.nextInt(authors.size()));
  }

  private void reply(JsonObject post, Composition composition, Author to) {
    String before = Long.toString(lastId - ((long) random.nextInt(86_400_000) << 22) - 1);
    composition.mention(to);
    post.put("in_reply_to_user_id", Long.toString(to.id()))
        .put("conversation_id", before)
        .put(
            "referenced_tweets",
            new JsonArray().add(new JsonObject().put("type", "replied_to").put("id", before)));
  }

  private void write(JsonObject post, Composition composition, Language language) {
    composition.words(language.words(random, random.nextInt(200)));
    if (oneIn(3)) {
      composition.hashtag("Ouzel").hashtag("川ガラス");
    }
    if (oneIn(3)) {
      composition.link(random.nextInt(10_000_000));
    }
    String text = composition.text();
    if (oneIn(12)) {
      String whole = text + "\n\n" + language.words(random, 300 + random.nextInt(LONGEST - 300));
      post.put("note_tweet", new JsonObject().put("text", whole));
      text += "…";
    }
    post.put("text", text);
    if (!composition.entities().isEmpty()) {
      post.put("entities", composition.entities());
    }
  }

  private JsonObject metrics() {
    return new JsonObject()
        .put("retweet_count", random.nextInt(5))
        .put("reply_count", random.nextInt(3))
        .put("like_count", random.nextInt(20))
        .put("quote_count", 0)
        .put("bookmark_count", 0)
        .put("impression_count", random.nextInt(500));
  }

  private JsonArray matching(List<Rule> rules) {
    int first = random.nextInt(rules.size());
    int count = oneIn(5) ? 1 + random.nextInt(Math.min(3, rules.size())) : 1;
    JsonArray matching = new JsonArray();
    for (int i = 0; i < count; i++) {
      Rule rule = rules.get((first + i) % rules.size());
      JsonObject match = new JsonObject().put("id", rule.id());
      rule.tag().ifPresent(tag -> match.put("tag", tag));
      matching.add(match);
    }
    return matching;
  }

  private static String seconds(long id) {
    Instant time = Instant.ofEpochMilli(PostId.millis(id)).truncatedTo(ChronoUnit.SECONDS);
    return time.toString().replace("Z", ".000Z");
  }

  private boolean oneIn(int count) {
    return random.nextInt(count) == 0;
  }
}
