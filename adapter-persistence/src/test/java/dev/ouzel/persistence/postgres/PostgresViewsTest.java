package dev.ouzel.persistence.postgres;

import static dev.ouzel.persistence.postgres.Posts.NOW;
import static dev.ouzel.persistence.postgres.Posts.STREAM;
import static dev.ouzel.persistence.postgres.Posts.checkpoint;
import static dev.ouzel.persistence.postgres.Posts.post;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ouzel.post.Payload;
import dev.ouzel.post.PostId;
import dev.ouzel.servers.LocalPostgres;
import dev.ouzel.sink.Batch;
import dev.ouzel.sink.PostSink;
import dev.ouzel.sink.ReceivedPost;
import dev.ouzel.sink.Rematch;
import dev.ouzel.testkit.contract.Stored;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What readers see in {@code posts_flat} and {@code matches}, whatever X sends. */
final class PostgresViewsTest {
  private static final long ID = PostId.at(Instant.parse("2026-03-01T12:00:00.789Z")).value() + 1;

  private static final List<String> PIECES =
      List.of("{", "}", "[", "]", "\"", ",", ":", "\\", "null", "1e999", "\\ud800", "\\u0000");

  private PostSink sink;
  private OtherClient reader;
  private long batches;

  @BeforeEach
  void open() {
    String schema = Posts.newSchema();
    sink = Posts.open(LocalPostgres.shared().uri(schema));
    reader = new OtherClient(LocalPostgres.shared().jdbc(schema));
    reader.change("SET timezone = 'UTC'");
  }

  @AfterEach
  void close() {
    reader.close();
    sink.close();
  }

  private void keep(String... frames) {
    List<ReceivedPost> posts = new ArrayList<>();
    for (String frame : frames) {
      posts.add(post(ID + posts.size(), frame));
    }
    commit(Batch.builder().addAllPosts(posts));
  }

  private void commit(Batch.Builder batch) {
    Posts.commit(sink, batch.checkpoint(checkpoint(STREAM, ++batches)).build());
  }

  @Test
  void showAPostInOneRow() {
    keep(
        """
        {"data":{"id":"1","text":"Short…","author_id":"42","lang":"de",
        "created_at":"2026-03-01T12:00:00.000Z","note_tweet":{"text":"Long & whole"},
        "public_metrics":{"retweet_count":1,"reply_count":2,"like_count":3,"quote_count":4,
        "bookmark_count":5,"impression_count":6}},
        "includes":{"users":[{"id":"7","username":"other"},{"username":"bird","id":"42"}]}}\
        """);

    assertThat(reader.row("SELECT * FROM posts_flat"))
        .isEqualTo(
            ID
                + "|2026-03-01 12:00:00.789+00|2026-03-01T12:00:00.789Z|42|bird|Long & whole|de"
                + "|3|1|2|4|5|6|https://x.com/bird/status/"
                + ID);
    assertThat(reader.row("SELECT received_at FROM posts")).isEqualTo("2026-05-04 03:02:01.234+00");
  }

  @Test
  void knowBothOfTheVocabulariesOfX() {
    keep(
        """
        {"data":{"id":"1","text":"short","note_post":{"text":"long"},
        "public_metrics":{"repost_count":9}}}\
        """);

    assertThat(reader.row("SELECT text, reposts FROM posts_flat")).isEqualTo("long|9");
  }

  @Test
  void doWithoutAnAuthor() {
    keep("{\"data\":{\"id\":\"1\",\"text\":\"a\"}}");

    assertThat(reader.row("SELECT author_id, username, text, lang, likes, url FROM posts_flat"))
        .isEqualTo("NULL|NULL|a|NULL|NULL|https://x.com/i/status/" + ID);
  }

  @Test
  void takeTheNameFromThePostWhereItIsNotIncluded() {
    keep("{\"data\":{\"id\":\"1\",\"text\":\"a\",\"author_id\":\"42\",\"username\":\"bird\"}}");

    assertThat(reader.row("SELECT author_id, username FROM posts_flat")).isEqualTo("42|bird");
  }

  @Test
  void tellTheTimeOfPostsOlderThanSnowflakes() {
    commit(
        Batch.builder()
            .addPosts(post(20, "{\"data\":{\"created_at\":\"2006-03-21T20:50:14.000Z\"}}"))
            .addPosts(post(21, "{\"data\":{\"created_at\":\"+292278994-08-17T07:12:55Z\"}}"))
            .addPosts(post(22, "{\"data\":{}}")));

    assertThat(reader.rows("SELECT id, created_at, time FROM posts_flat ORDER BY id"))
        .containsExactly("20|NULL|2006-03-21T20:50:14.000Z", "21|NULL|NULL", "22|NULL|NULL");
  }

  @Test
  void showEachRuleThatMatchedOnce() {
    keep(
        """
        {"data":{},"matching_rules":[{"id":"1","tag":"cats"},{"id":"2"},{"id":"3","tag":null},
        {"id":"1","tag":"cats"},{"tag":"only"}]}\
        """);
    String later = "[{\"id\":\"1\",\"tag\":\"cats\"},{\"id\":\"4\",\"tag\":\"dogs\"}]";
    commit(Batch.builder().addRematches(new Rematch(ID, NOW, Payload.ofText(later))));
    commit(Batch.builder().addRematches(new Rematch(ID, NOW, Payload.ofText("no JSON"))));

    assertThat(reader.rows("SELECT rule_id, rule_tag FROM matches WHERE post_id = " + ID))
        .containsExactlyInAnyOrder("1|cats", "2|NULL", "3|NULL", "4|dogs", "NULL|only");
  }

  @Test
  void showNoRuleOfAPostThatWasThereBefore() {
    keep("{\"data\":{},\"matching_rules\":[{\"id\":\"1\"}]}");
    commit(
        Batch.builder()
            .addPosts(post(ID, "{\"data\":{},\"matching_rules\":[{\"id\":\"2\"}]}"))
            .addPosts(post(ID + 1, "{\"data\":{},\"matching_rules\":[{\"id\":\"3\"}]}")));

    assertThat(reader.rows("SELECT post_id - %d, rule_id FROM matches".formatted(ID)))
        .containsExactlyInAnyOrder("0|1", "1|3");
  }

  @Test
  void cutWhatAnIndexCannotHold() {
    String tag = "größer".repeat(2_000);
    keep(
        "{\"data\":{\"lang\":\"%1$s\"},\"matching_rules\":[{\"id\":\"1\",\"tag\":\"%1$s\"}]}"
            .formatted(tag));

    assertThat(reader.row("SELECT rule_tag FROM matches")).isEqualTo(tag.substring(0, 600));
    assertThat(reader.row("SELECT lang FROM posts_flat")).isEqualTo(tag);
  }

  @Test
  void showAMarkForWhatIsNoText() {
    byte[] stray = "{\"data\":{\"text\":\"?\"}}".getBytes(StandardCharsets.UTF_8);
    stray[17] = (byte) 0xc3;
    byte[] zero = "{\"data\":{}}\0".getBytes(StandardCharsets.UTF_8);
    commit(
        Batch.builder()
            .addPosts(post(ID, "{\"data\":{\"text\":\"half \\ud83d, \\ud83d\\udc26\"}}"))
            .addPosts(new ReceivedPost(ID + 1, NOW, Payload.copyOf(stray)))
            .addPosts(post(ID + 2, "{\"data\":{\"text\":\"a\\u0000b\"}}"))
            .addPosts(new ReceivedPost(ID + 3, NOW, Payload.copyOf(zero)))
            .addRematches(new Rematch(ID, NOW, Payload.ofText("[{\"tag\":\"\\udc00\\u0000\"}]"))));

    assertThat(reader.rows("SELECT text FROM posts_flat ORDER BY id"))
        .startsWith("half \uFFFD, 🐦", "\uFFFD", "a\uFFFDb");
    assertThat(reader.row("SELECT rule_tag FROM matches")).isEqualTo("\uFFFD\uFFFD");
    assertThat(reader.rows("SELECT json, raw IS NULL FROM posts ORDER BY id"))
        .containsExactly(
            "{\"data\":{\"text\":\"half \\ud83d, \\ud83d\\udc26\"}}|t",
            "{\"data\":{\"text\":\"\uFFFD\"}}|f",
            "{\"data\":{\"text\":\"a\\u0000b\"}}|t",
            "{\"data\":{}}\uFFFD|f");
    assertThat(reader.stored().posts())
        .contains(
            new Stored.Post(ID + 1, Payload.copyOf(stray)),
            new Stored.Post(ID + 3, Payload.copyOf(zero)));
  }

  @Test
  void standWhateverBreaksAFrame() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    Map<Long, Payload> frames = new HashMap<>();
    Batch.Builder batch = Batch.builder();
    for (int i = 0; i < 3_000; i++) {
      Payload frame = broken(random);
      frames.put(ID + i, frame);
      batch.addPosts(new ReceivedPost(ID + i, NOW, frame));
    }
    commit(batch);

    assertThat(reader.stored().posts())
        .as("seed " + seed)
        .hasSameSizeAs(frames.keySet())
        .allSatisfy(post -> assertThat(post.frame()).isEqualTo(frames.get(post.id())));
    for (String column : List.of("author_id", "username", "text", "lang", "likes", "url")) {
      assertThat(reader.number("SELECT count(%s) FROM posts_flat".formatted(column)))
          .as("seed " + seed)
          .isGreaterThan(300);
    }
    assertThat(reader.number("SELECT count(*) FROM matches WHERE rule_tag = 'dogs'"))
        .as("seed " + seed)
        .isGreaterThan(300);
  }

  /** A frame with a few of its bytes replaced by others, or by what JSON is made of. */
  private static Payload broken(Random random) {
    byte[] frame =
        """
        {"data":{"id":"1","text":"a \\ud83d\\udc26 é","author_id":"42","lang":"de","username":"b",
        "public_metrics":{"like_count":3}},"includes":{"users":[{"username":"bird","id":"42"}]},
        "matching_rules":[{"id":"1","tag":"cats"},{"id":2,"tag":"dogs"}]}\
        """
            .getBytes(StandardCharsets.UTF_8);
    for (int i = random.nextInt(3); i >= 0; i--) {
      byte[] piece =
          random.nextBoolean()
              ? new byte[] {(byte) random.nextInt(256)}
              : PIECES.get(random.nextInt(PIECES.size())).getBytes(StandardCharsets.UTF_8);
      int from = random.nextInt(frame.length - piece.length);
      System.arraycopy(piece, 0, frame, from, piece.length);
    }
    return Payload.copyOf(frame);
  }

  @Test
  void findWhatPeopleAskForByAnIndex() {
    reader.change("SET enable_seqscan = off");

    assertThat(plan("SELECT text FROM posts_flat WHERE id = 1")).contains("posts_pkey");
    assertThat(plan("SELECT text FROM posts_flat ORDER BY created_at DESC LIMIT 10"))
        .contains("posts_by_creation")
        .doesNotContain("Sort");
    assertThat(plan("SELECT * FROM posts_flat WHERE author_id = 1 ORDER BY created_at DESC"))
        .contains("posts_by_author")
        .doesNotContain("Sort");
    assertThat(plan("SELECT * FROM matches WHERE post_id = 1")).contains("matching_rules_by_post");
    assertThat(plan("SELECT * FROM matches WHERE rule_tag = 'cats'"))
        .contains("matching_rules_by_tag");
    assertThat(plan("SELECT * FROM matches WHERE rule_id = '1'")).contains("matching_rules_by_id");
  }

  private String plan(String query) {
    return String.join("\n", reader.rows("EXPLAIN " + query));
  }
}
