package dev.ouzel.persistence.sqlite;

import static dev.ouzel.persistence.sqlite.Batches.NOW;
import static dev.ouzel.persistence.sqlite.Batches.STREAM;
import static dev.ouzel.persistence.sqlite.Batches.checkpoint;
import static dev.ouzel.persistence.sqlite.Batches.post;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ouzel.post.Payload;
import dev.ouzel.post.PostId;
import dev.ouzel.sink.Batch;
import dev.ouzel.sink.PostSink;
import dev.ouzel.sink.ReceivedPost;
import dev.ouzel.sink.Rematch;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What readers see in {@code posts_flat} and {@code matches}, whatever X sends. */
final class SqliteViewsTest {
  private static final long ID = PostId.at(Instant.parse("2026-03-01T12:00:00.789Z")).value() + 1;

  private static final List<String> PIECES =
      List.of("{", "}", "[", "]", "\"", ",", ":", "\\", "null", "1e999", "\\ud800", "\\u0000");

  @TempDir Path directory;
  private PostSink sink;
  private OtherProgram reader;
  private long batches;

  @BeforeEach
  void open() {
    Path file = directory.resolve("posts.db");
    sink = SqliteSink.open(file, STREAM);
    reader = new OtherProgram(file);
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
    Batch complete = batch.checkpoint(checkpoint(STREAM, ++batches)).build();
    assertThat(sink.commit(complete).toCompletableFuture()).succeedsWithin(Duration.ofSeconds(10));
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
                + "|1772366400789|2026-03-01T12:00:00.789Z|42|bird|Long & whole|de|3|1|2|4|5|6|"
                + "https://x.com/bird/status/"
                + ID);
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
  void readIdsThatAreNumbers() {
    keep(
        """
        {"data":{"author_id":9007199254740993},
        "includes":{"users":[{"id":9007199254740993,"username":"bird"}]},
        "matching_rules":[{"id":1359605299078914049,"tag":"test"}]}\
        """);

    assertThat(reader.row("SELECT author_id, username FROM posts_flat"))
        .isEqualTo("9007199254740993|bird");
    assertThat(reader.row("SELECT * FROM matches")).isEqualTo(ID + "|1359605299078914049|test");
  }

  @Test
  void tellTheTimeOfPostsOlderThanSnowflakes() {
    commit(
        Batch.builder()
            .addPosts(post(20, "{\"data\":{\"created_at\":\"2006-03-21T20:50:14.000Z\"}}")));

    assertThat(reader.row("SELECT id, created_at, time FROM posts_flat"))
        .isEqualTo("20|NULL|2006-03-21T20:50:14.000Z");
  }

  @Test
  void showEachRuleThatMatchedOnce() {
    keep(
        """
        {"data":{},"matching_rules":[{"id":"1","tag":"cats"},{"id":"2"},{"id":"3","tag":null},
        {"id":"1","tag":"cats"}]}\
        """);
    String later = "[{\"id\":\"1\",\"tag\":\"cats\"},{\"id\":\"4\",\"tag\":\"dogs\"}]";
    commit(Batch.builder().addRematches(new Rematch(ID, NOW, Payload.ofText(later))));

    assertThat(reader.rows("SELECT rule_id, rule_tag FROM matches WHERE post_id = " + ID))
        .containsExactlyInAnyOrder("1|cats", "2|NULL", "3|NULL", "4|dogs");
  }

  @Test
  void listEveryPostHoweverMalformed() {
    String[] odd = {
      "<html>no JSON</html>",
      "{\"data\":{\"id\":\"1\",\"text\":\"cut o",
      "{\"a\":".repeat(50_000),
      "[\"data\"]",
      "{\"data\":\"text\",\"includes\":{\"users\":[\"x\",1,null,[],{}]},\"matching_rules\":[\"x\"]}",
      "{\"data\":{\"author_id\":{},\"text\":[1],\"public_metrics\":3,\"note_tweet\":\"n\"}}",
      "{\"data\":{\"author_id\":\"1\"},\"includes\":{\"users\":{\"id\":\"1\"}}}",
      "{\"data\":null,\"includes\":[],\"matching_rules\":{\"id\":\"1\",\"tag\":\"x\"}}",
      "{\"data\":{},\"matching_rules\":\"{\"}",
      "{\"data\":{},\"matching_rules\":[{\"tag\":\"only\"},{\"id\":{\"a\":1}},7,\"{\",[[]]]}",
      "{\"data\":{\"text\":\"a\",\"text\":\"b\",\"id\":123456789012345678901234567890}}",
      "",
      "null"
    };
    keep(odd);

    assertThat(reader.number("SELECT count(*) FROM posts_flat")).isEqualTo(odd.length);
    assertThat(reader.rows("SELECT * FROM posts_flat WHERE lang = 'en' OR likes > 1")).isEmpty();
    assertThat(reader.rows("SELECT * FROM posts_flat")).hasSize(odd.length);
    assertThat(reader.rows("SELECT rule_tag FROM matches WHERE rule_id IS NULL"))
        .containsExactly("only");
    assertThat(reader.rows("SELECT id FROM posts_flat JOIN matches ON id = post_id")).hasSize(2);
  }

  @Test
  void giveStrictReadersProperTextOnly() throws CharacterCodingException {
    byte[] stray = "{\"data\":{\"text\":\"?\"}}".getBytes(StandardCharsets.UTF_8);
    stray[17] = (byte) 0xc3;
    commit(
        Batch.builder()
            .addPosts(post(ID, "{\"data\":{\"text\":\"half \\ud83d, \\ud83d\\udc26\"}}"))
            .addPosts(new ReceivedPost(ID + 1, NOW, Payload.copyOf(stray)))
            .addPosts(post(ID + 2, "{\"data\":{\"text\":\"a\\u0000b\"}}"))
            .addRematches(new Rematch(ID, NOW, Payload.ofText("[{\"tag\":\"\\udc00\"}]"))));

    assertThat(strict("SELECT text FROM posts_flat ORDER BY id"))
        .containsExactly("half \uFFFD, 🐦", "\uFFFD", "a\0b");
    assertThat(strict("SELECT rule_tag FROM matches")).containsExactly("\uFFFD");
    assertThat(reader.bytes("SELECT CAST(json AS BLOB) FROM posts WHERE id = " + (ID + 1)))
        .containsExactly(stray);
  }

  @Test
  void standWhateverBreaksAFrame() throws CharacterCodingException {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    int frames = 3_000;
    Batch.Builder batch = Batch.builder();
    for (int i = 0; i < frames; i++) {
      batch.addPosts(new ReceivedPost(ID + i, NOW, broken(random)));
    }
    commit(batch);

    assertThat(reader.rows("SELECT * FROM posts_flat")).as("seed " + seed).hasSize(frames);
    assertThat(reader.rows("SELECT * FROM posts_flat WHERE username = 'bird' AND likes > 1"))
        .as("seed " + seed)
        .isNotEmpty();
    assertThat(reader.rows("SELECT * FROM matches WHERE rule_id = '2' AND rule_tag = 'dogs'"))
        .as("seed " + seed)
        .isNotEmpty();
    for (String column : List.of("author_id", "username", "text", "lang", "likes", "url")) {
      String values = "SELECT %s FROM posts_flat WHERE %1$s IS NOT NULL".formatted(column);
      assertThat(strict(values)).as("seed " + seed).hasSizeGreaterThan(frames / 10);
    }
    assertThat(strict("SELECT rule_tag FROM matches WHERE rule_tag IS NOT NULL"))
        .as("seed " + seed)
        .hasSizeGreaterThan(frames / 10);
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

  private List<String> strict(String query) throws CharacterCodingException {
    List<String> texts = new ArrayList<>();
    for (byte[] bytes : reader.bytes(query)) {
      texts.add(
          StandardCharsets.UTF_8
              .newDecoder()
              .decode(ByteBuffer.wrap(requireNonNull(bytes)))
              .toString());
    }
    return texts;
  }

  @Test
  void mendAPostThatIsStoredOnly() {
    keep("{\"data\":{\"text\":\"first\"}}");
    keep("{\"data\":{\"text\":\"again, \\ud83d\"}}");

    assertThat(reader.row("SELECT text FROM posts_flat")).isEqualTo("first");
  }

  @Test
  void findAPostByIdOrTimeWithoutReadingTheOthers() {
    assertThat(plan("SELECT text FROM posts_flat WHERE id = 1")).noneMatch(SqliteViewsTest::scan);
    assertThat(plan("SELECT text FROM posts_flat WHERE created_at > 1"))
        .noneMatch(SqliteViewsTest::scan);
    assertThat(plan("SELECT * FROM matches WHERE post_id = 1")).noneMatch(SqliteViewsTest::scan);
  }

  private List<String> plan(String query) {
    return reader.rows("EXPLAIN QUERY PLAN " + query);
  }

  private static boolean scan(String step) {
    return step.matches(".*SCAN (posts|rematches|mended_posts).*");
  }
}
