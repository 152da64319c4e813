package dev.ouzel.testkit.generate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ouzel.post.Payload;
import dev.ouzel.post.PostId;
import dev.ouzel.rule.Rule;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class PostGeneratorTest {
  private static final Instant START = Instant.parse("2026-01-06T18:40:40.344Z");
  private static final Duration APART = Duration.ofMillis(2);
  private static final int COUNT = 3_000;

  private final List<Payload> posts = new PostGenerator(7).take(COUNT, START, APART);

  private static JsonObject data(Payload post) {
    return new JsonObject(post.text()).getJsonObject("data");
  }

  @Test
  void makesTheSameBytesFromTheSameSeed() {
    assertThat(new PostGenerator(7).take(COUNT, START, APART)).isEqualTo(posts);
    assertThat(new PostGenerator(8).take(1, START, APART).get(0)).isNotEqualTo(posts.get(0));
  }

  @Test
  void givesIdsThatStrictlyIncreaseAndTellWhenAPostWasCreated() {
    long before = 0;
    for (int n = 0; n < COUNT; n++) {
      JsonObject post = data(posts.get(n));
      PostId id = PostId.of(post.getString("id"));
      assertThat(id.value()).isGreaterThan(before);
      before = id.value();
      Instant created = id.createdAt().orElseThrow();
      assertThat(created).isEqualTo(START.plus(APART.multipliedBy(n)));
      assertThat(post.getString("created_at", created.toString().substring(0, 19) + ".000Z"))
          .isEqualTo(created.toString().substring(0, 19) + ".000Z");
    }
  }

  @Test
  void goesOnFromTheLastIdWhenTimeStandsStillOrGoesBack() {
    PostGenerator generator = new PostGenerator(7);
    long first = Long.parseLong(data(generator.next(START, List.of())).getString("id"));
    long second = Long.parseLong(data(generator.next(START, List.of())).getString("id"));
    Payload third = generator.next(START.minusSeconds(60), List.of());
    assertThat(second).isGreaterThan(first);
    assertThat(Long.parseLong(data(third).getString("id"))).isEqualTo(second + 1);
  }

  @Test
  void variesScriptsSizesAndKinds() {
    assertThat(posts.stream().mapToInt(Payload::size).min().orElseThrow()).isBetween(100, 500);
    assertThat(posts.stream().mapToInt(Payload::size).max().orElseThrow()).isBetween(3_000, 6_000);
    List<JsonObject> all = posts.stream().map(PostGeneratorTest::data).toList();
    assertThat(all.stream().map(post -> post.getString("lang", "")).collect(Collectors.toSet()))
        .contains("en", "fr", "ru", "ar", "hi", "ja", "ko", "th");
    assertThat(all).anyMatch(post -> post.containsKey("note_tweet"));
    assertThat(all).anyMatch(post -> post.containsKey("in_reply_to_user_id"));
    assertThat(all).anyMatch(post -> post.getString("text").contains("&amp;"));
    assertThat(posts).anyMatch(post -> post.text().contains("\\n"));
    assertThat(posts).anyMatch(post -> post.text().contains("\\\""));
    assertThat(posts).noneMatch(post -> post.text().contains("\n"));
  }

  @Test
  void marksEntitiesWhereTheyAre() {
    for (Payload payload : posts) {
      JsonObject post = data(payload);
      int[] text = post.getString("text").codePoints().toArray();
      JsonObject entities = post.getJsonObject("entities", new JsonObject());
      for (String kind : entities.fieldNames()) {
        for (Object entry : entities.getJsonArray(kind)) {
          JsonObject entity = (JsonObject) entry;
          int start = entity.getInteger("start");
          String marked = new String(text, start, entity.getInteger("end") - start);
          String shown =
              switch (kind) {
                case "hashtags" -> "#" + entity.getString("tag");
                case "mentions" -> "@" + entity.getString("username");
                default -> entity.getString("url");
              };
          assertThat(marked).isEqualTo(shown);
        }
      }
    }
  }

  @Test
  void includesTheAuthorAndWhoIsMentioned() {
    for (Payload payload : posts) {
      JsonObject frame = new JsonObject(payload.text());
      if (!frame.containsKey("includes")) {
        assertThat(frame.getJsonObject("data").fieldNames())
            .containsExactlyInAnyOrder("id", "edit_history_tweet_ids", "text");
        continue;
      }
      List<String> included =
          frame.getJsonObject("includes").getJsonArray("users").stream()
              .map(user -> ((JsonObject) user).getString("id"))
              .toList();
      JsonObject post = frame.getJsonObject("data");
      assertThat(included).doesNotHaveDuplicates().contains(post.getString("author_id"));
      if (post.containsKey("in_reply_to_user_id")) {
        assertThat(included).contains(post.getString("in_reply_to_user_id"));
      }
    }
  }

  @Test
  void matchesRulesOfThoseGiven() {
    List<Rule> rules =
        List.of(
            new Rule("1", "cat", Optional.of("cats")),
            new Rule("2", "dog", Optional.empty()),
            new Rule("3", "bird", Optional.of("birds")));
    PostGenerator generator = new PostGenerator(7);
    for (int n = 0; n < 200; n++) {
      JsonObject post = new JsonObject(generator.next(START, rules).text());
      assertThat(post.getJsonArray("matching_rules").stream())
          .isNotEmpty()
          .doesNotHaveDuplicates()
          .allMatch(
              match ->
                  List.of(
                          new JsonObject().put("id", "1").put("tag", "cats"),
                          new JsonObject().put("id", "2"),
                          new JsonObject().put("id", "3").put("tag", "birds"))
                      .contains(match));
    }
  }
}
