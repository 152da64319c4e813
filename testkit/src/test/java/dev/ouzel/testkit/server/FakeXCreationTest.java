package dev.ouzel.testkit.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.ouzel.post.Payload;
import dev.ouzel.rule.RuleOperator;
import dev.ouzel.stream.StreamEndpoint;
import dev.ouzel.testkit.memory.ManualLoop;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FakeXCreationTest {
  private final ManualLoop clock = new ManualLoop(Instant.parse("2026-01-06T18:40:40.344Z"), 0);
  private FakeX fake = start(FakeX.builder());

  private FakeX start(FakeXSettings.Builder builder) {
    return builder.clock(clock).withRule("cat -dog", "cats").start();
  }

  private void restart(FakeXSettings.Builder builder) {
    fake.close();
    fake = start(builder);
  }

  @AfterEach
  void close() {
    fake.close();
  }

  private static JsonObject next(RawClient client) throws IOException {
    return new JsonObject(client.text());
  }

  @Test
  void deliversWhatMatchesARuleAndSaysWhichRule() throws IOException {
    try (RawClient client = RawClient.stream(fake)) {
      fake.createPost("a cat and a dog");
      Payload post = fake.createPost("a Cat!");
      String rule = fake.rules().get(0).id();
      String id = new JsonObject(post.text()).getJsonObject("data").getString("id");
      assertThat(next(client))
          .isEqualTo(
              new JsonObject()
                  .put(
                      "data",
                      new JsonObject()
                          .put("id", id)
                          .put("text", "a Cat!")
                          .put("edit_history_tweet_ids", new JsonArray().add(id)))
                  .put(
                      "matching_rules",
                      new JsonArray().add(new JsonObject().put("id", rule).put("tag", "cats"))));
    }
  }

  @Test
  void marksWhatATextMarks() throws IOException {
    fake.addRule("#river", Optional.of("rivers"));
    fake.addRule("$OUZ @dipper url:\"example.org\"", Optional.of("all"));
    try (RawClient client = RawClient.stream(fake)) {
      fake.createPost("🐦 on the #River");
      fake.createPost("riverside #riverbed a#river");
      fake.createPost("$ouz @Dipper https://example.org/a");
      assertThat(next(client).encode()).contains("rivers");
      assertThat(next(client).encode()).contains("all");
    }
  }

  @Test
  void tellsWhatTheClientAskedForAndNoMore() throws IOException {
    String query = "?tweet.fields=author_id&expansions=author_id&user.fields=username";
    try (RawClient client = RawClient.get(fake, StreamEndpoint.FILTERED.path() + query)) {
      fake.createPost("cat");
      JsonObject frame = next(client);
      assertThat(frame.getJsonObject("data").fieldNames())
          .containsExactlyInAnyOrder("id", "text", "edit_history_tweet_ids", "author_id");
      assertThat(frame.getJsonObject("includes").getJsonArray("users")).hasSize(1);
    }
  }

  @Test
  void carriesEachPostOnTheOtherStreamsWithoutRules() throws IOException {
    try (RawClient sample = RawClient.get(fake, "/2/tweets/sample/stream");
        RawClient english = RawClient.get(fake, "/2/tweets/firehose/stream/lang/en?partition=1");
        RawClient korean = RawClient.get(fake, "/2/tweets/firehose/stream/lang/ko?partition=1")) {
      assertThat(List.of(english.status(), korean.status())).containsExactly(200, 200);
      IntStream.range(0, 80).forEach(n -> fake.createPost("dog " + n));
      assertThat(next(sample).fieldNames()).containsExactly("data");
      List<ServedConnection> served = fake.connections();
      assertThat(fake.delivered(served.get(0))).hasSize(80);
      assertThat(fake.delivered(served.get(1))).hasSizeBetween(1, 30);
      assertThat(fake.delivered(served.get(2))).isEmpty();
    }
  }

  @Test
  void samplesByTheMillisecondWhenAsked() throws IOException {
    restart(FakeX.builder().samples(true));
    try (RawClient sample = RawClient.get(fake, "/2/tweets/sample/stream")) {
      assertThat(sample.status()).isEqualTo(200);
      for (int millis = 0; millis < 1000; millis += 10) {
        clock.advance(Duration.ofMillis(10));
        fake.createPost("cat");
      }
      List<Payload> sampled = fake.delivered(fake.connections().get(0));
      assertThat(sampled).hasSize(1);
    }
  }

  @Test
  void matchesANewRuleAndForgetsAnOldOneAfterAWhile() throws IOException, InterruptedException {
    restart(FakeX.builder().ruleDelay(Duration.ofSeconds(20)).keepAlive(Duration.ofMinutes(5)));
    clock.advance(Duration.ofSeconds(20));
    try (RawClient client = RawClient.stream(fake)) {
      String cats = fake.rules().get(0).id();
      new JsonClient(fake)
          .post(
              "/2/tweets/search/stream/rules",
              new JsonObject()
                  .put("delete", new JsonObject().put("ids", new JsonArray().add(cats)))
                  .encode());
      fake.addRule("owl", Optional.of("owls"));
      fake.createPost("owl");
      fake.createPost("cat");
      assertThat(client.text()).contains("cats");
      clock.advance(Duration.ofSeconds(19));
      assertThat(fake.delivered(fake.connections().get(0))).hasSize(1);
      clock.advance(Duration.ofSeconds(1));
      fake.createPost("cat");
      fake.createPost("owl");
      assertThat(client.text()).contains("owls");
    }
  }

  @Test
  void asksAFunctionForWhatOnlyXKnows() throws IOException {
    restart(
        FakeX.builder()
            .putOperators(
                RuleOperator.EMBEDDING,
                (meaning, post) -> meaning.equals("pets") && post.text().contains("hamster")));
    fake.addRule("embedding:\"pets\"", Optional.of("pets"));
    try (RawClient client = RawClient.stream(fake)) {
      fake.createPost("my hamster");
      assertThat(client.text()).contains("my hamster", "pets");
    }
  }

  @Test
  void holdsNoRuleThatXWouldRefuse() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> fake.addRule("-cat", Optional.empty()))
        .withMessageContaining("non-negation");
  }

  @Test
  void speaksInTheWordsAskedFor() throws IOException {
    restart(
        FakeX.builder()
            .vocabulary(Vocabulary.POST)
            .twins(true)
            .numericRuleIds(true)
            .emptyTags(true));
    fake.addRule("owl", Optional.empty());
    String query = "?tweet.fields=entities";
    try (RawClient client = RawClient.get(fake, StreamEndpoint.FILTERED.path() + query)) {
      fake.createPost("#owl owl");
      String frame = client.text();
      assertThat(frame)
          .contains("edit_history_post_ids", "\"start_str\":\"0\"", "\"tag\":\"\"")
          .containsPattern("\"id\":[0-9]");
    }
  }

  @Test
  void bringsBackWhatMatchedThen() throws IOException {
    fake.createPost("cat one");
    fake.createPost("dog two");
    try (RawClient client =
        RawClient.get(fake, StreamEndpoint.FILTERED.path() + "?backfill_minutes=1")) {
      assertThat(client.text()).contains("cat one");
      fake.createPost("cat three");
      assertThat(client.text()).contains("cat three");
    }
  }

  @Test
  void carriesALikeWithTheFieldsAskedFor() throws IOException {
    Payload like =
        Payload.ofText(
            "{\"data\":{\"id\":\"f00d\",\"created_at\":\"2026-07-24T21:12:45.000Z\","
                + "\"liked_tweet_id\":\"12\",\"liked_tweet_author_id\":\"7\","
                + "\"timestamp_ms\":\"1784927565236\"}}");
    String path = StreamEndpoint.LIKES_SAMPLE10.path();
    try (RawClient one = RawClient.get(fake, path + "?partition=1");
        RawClient two = RawClient.get(fake, path + "?partition=2")) {
      assertThat(List.of(one.status(), two.status())).containsExactly(200, 200);
      fake.create(like);
      assertThat(fake.connections().stream().mapToInt(each -> fake.delivered(each).size()).sum())
          .isEqualTo(1);
    }
  }
}
