package dev.ouzel.testkit.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ouzel.post.Payload;
import dev.ouzel.testkit.generate.PacedPublisher;
import dev.ouzel.testkit.generate.PostGenerator;
import dev.ouzel.testkit.script.Answer;
import dev.ouzel.testkit.script.Attempts;
import dev.ouzel.testkit.script.FaultScript;
import dev.ouzel.testkit.script.Reply;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ControlsTest {
  private static final String STREAM = "/2/tweets/search/stream";

  private final FaultScript script =
      FaultScript.empty()
          .fault("later", Attempts.attempt(9).atAccept(), Answer.refuse(Reply.noRules()));
  private final FakeX fake =
      FakeX.builder()
          .withRule("cat", "cats")
          .controls(true)
          .script(script)
          .patience(Duration.ofSeconds(5))
          .start();
  private final JsonClient client = new JsonClient(fake, "no token");

  @AfterEach
  void close() {
    fake.close();
  }

  private JsonObject get(String target) throws IOException, InterruptedException {
    return good(client.get(target));
  }

  private JsonObject post(String target, String body) throws IOException, InterruptedException {
    return good(client.post(target, body));
  }

  private static JsonObject good(JsonClient.Answer answer) {
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return answer.json();
  }

  /** The posts' texts in the next frame or frames. */
  private static String text(RawClient reader) throws IOException {
    return new JsonObject(reader.text().strip()).getJsonObject("data").getString("text");
  }

  @Test
  void answersAsXDoesUnlessTurnedOn() throws Exception {
    try (FakeX plain = FakeX.builder().start()) {
      JsonClient stranger = new JsonClient(plain);
      for (String path : List.of("/", "/fake", "/fake/state")) {
        assertThat(stranger.get(path)).isEqualTo(new JsonClient.Answer(404, ""));
      }
      assertThat(plain.requests()).hasSize(3);
    }
  }

  @Test
  void servesEveryExampleThatItLists() throws Exception {
    List<JsonObject> calls =
        get("/fake").getJsonArray("calls").stream().map(JsonObject.class::cast).toList();
    assertThat(calls).hasSizeGreaterThan(15);
    try (PacedPublisher publisher = PacedPublisher.start(fake, new PostGenerator(1), 0)) {
      for (JsonObject call : calls) {
        JsonObject example = call.getJsonObject("example");
        try (RawClient reader = RawClient.stream(fake)) {
          get("/fake/await?connections=1");
          JsonClient.Answer answer =
              call.getString("method").equals("GET")
                  ? client.get(example.getString("target"))
                  : client.post(example.getString("target"), example.getString("body"));
          assertThat(answer.status()).as(call + " " + answer.text()).isEqualTo(200);
          assertThat(reader.status()).isEqualTo(200);
        }
        post("/fake/reset", "");
      }
      assertThat(publisher.published()).isZero();
    }
  }

  @Test
  void isNoRequestToX() throws Exception {
    fake.answerNext("/fake/state", Reply.empty(503));
    get("/fake/state");
    get("/fake/requests");
    assertThat(client.get("/").status()).isEqualTo(200);
    assertThat(fake.requests()).isEmpty();
  }

  @Test
  void createsPostsForThoseWhoseRulesTheyMatch() throws Exception {
    try (RawClient reader = RawClient.stream(fake)) {
      JsonObject answer =
          post("/fake/posts", "{\"text\":\"a dog\"}\n\n{\"text\":\"a cat and a #dog\"}\r\n");
      assertThat(answer.getInteger("count")).isEqualTo(2);
      assertThat(answer.getJsonArray("ids")).hasSize(2);
      JsonObject frame = new JsonObject(reader.text());
      assertThat(frame.getJsonObject("data").getString("id"))
          .isEqualTo(answer.getJsonArray("ids").getString(1));
      assertThat(frame.getJsonArray("matching_rules")).hasSize(1);
    }
  }

  @Test
  void createsWholePostsAndOtherEvents() throws Exception {
    String like = "{\"data\":{\"id\":\"a1\",\"liked_tweet_id\":\"12\"}}";
    try (RawClient likes = RawClient.get(fake, "/2/likes/firehose/stream?partition=1");
        RawClient more = RawClient.get(fake, "/2/likes/sample10/stream?partition=1");
        RawClient posts = RawClient.stream(fake)) {
      post(
          "/fake/posts", "{\"data\":{\"id\":\"15\",\"text\":\"cat\"}}\n" + (like + "\n").repeat(1));
      assertThat(text(posts)).isEqualTo("cat");
      assertThat(fake.published()).hasSize(2);
      assertThat(likes.status() + more.status()).isEqualTo(400);
    }
  }

  @Test
  void publishesFramesAsTheyAre() throws Exception {
    try (RawClient reader = RawClient.stream(fake);
        RawClient sample = RawClient.get(fake, "/2/tweets/sample/stream")) {
      JsonObject answer = post("/fake/frames", "no JSON\n{\"data\":{\"id\":\"15\"}}\n");
      assertThat(answer.getJsonArray("ids")).isEqualTo(new JsonArray().addNull().add("15"));
      assertThat(reader.text()).isEqualTo("no JSON\r\n{\"data\":{\"id\":\"15\"}}\r\n");
      post("/fake/frames?stream=sample_stream", "only here");
      assertThat(sample.text() + sample.text()).endsWith("only here\r\n");
      post("/fake/bytes", "half a fra");
      assertThat(reader.text()).isEqualTo("half a fra");
    }
    assertThat(get("/fake/published?last=1").getJsonArray("frames"))
        .isEqualTo(new JsonArray().add("only here"));
    assertThat(get("/fake/delivered?connection=1").getJsonArray("frames"))
        .isEqualTo(new JsonArray().add("no JSON").add("{\"data\":{\"id\":\"15\"}}"));
  }

  @Test
  void dropsNoReaderHoweverMuchIsPublishedAtOnce() throws Exception {
    try (FakeX small =
            FakeX.builder().withRule("cat", "cats").controls(true).bufferLimit(64 << 10).start();
        RawClient reader = RawClient.stream(small)) {
      String frames =
          Stream.generate(() -> "x".repeat(1_000)).limit(20_000).collect(Collectors.joining("\n"));
      CompletableFuture<Integer> answer =
          CompletableFuture.supplyAsync(
              () -> {
                try {
                  return new JsonClient(small).post("/fake/frames", frames).status();
                } catch (IOException | InterruptedException e) {
                  throw new IllegalStateException(e);
                }
              });
      for (long bytes = 0; bytes < 20_000 * 1_002L; ) {
        bytes += reader.chunk().length;
      }
      assertThat(answer.join()).isEqualTo(200);
    }
  }

  @Test
  void makesUpPostsFromASeed() throws Exception {
    assertThat(client.post("/fake/generate?count=3", "").status()).isEqualTo(409);
    try (PacedPublisher publisher = PacedPublisher.start(fake, new PostGenerator(1), 0)) {
      assertThat(post("/fake/generate?count=3&seed=7", "").getInteger("count")).isEqualTo(3);
      post("/fake/generate?count=3&seed=7", "");
      List<String> texts = fake.published().stream().map(ControlsTest::text).toList();
      assertThat(texts.subList(0, 3)).isEqualTo(texts.subList(3, 6)).doesNotContain("");
      assertThat(post("/fake/rate?posts=500", "").getDouble("rate")).isEqualTo(500);
      get("/fake/await?published=20");
      assertThat(publisher.published()).isPositive();
      assertThat(post("/fake/rate?posts=max", "").getString("rate")).isEqualTo("max");
      assertThat(post("/fake/reset", "").getDouble("rate")).isZero();
    }
  }

  private static String text(Payload frame) {
    return new JsonObject(frame.text()).getJsonObject("data").getString("text");
  }

  @Test
  void listsCutsAndEndsConnections() throws Exception {
    try (FakeX wide = FakeX.builder().controls(true).maxConnections(3).start();
        RawClient first = RawClient.get(wide, "/2/tweets/sample/stream", "User-Agent: one");
        RawClient second = RawClient.get(wide, "/2/tweets/sample/stream")) {
      JsonClient control = new JsonClient(wide);
      assertThat(good(control.post("/fake/connections/cut?connection=1", "")))
          .isEqualTo(new JsonObject().put("connections", 1));
      assertThat(good(control.post("/fake/connections/end", "")))
          .isEqualTo(new JsonObject().put("connections", 1));
      assertThat(second.chunk()).isEmpty();
      JsonArray list = good(control.get("/fake/connections")).getJsonArray("connections");
      assertThat(list).hasSize(2);
      JsonObject cut = list.getJsonObject(0);
      assertThat(cut.getBoolean("open")).isFalse();
      assertThat(cut.getString("stream")).isEqualTo("sample_stream");
      assertThat(cut.getJsonObject("request").getJsonObject("headers").getString("user-agent"))
          .isEqualTo("one");
      assertThat(first.status()).isEqualTo(200);
    }
  }

  @Test
  void silencesKeepAlives() throws Exception {
    assertThat(post("/fake/keep-alives?send=false", "").getBoolean("keep_alives")).isFalse();
    assertThat(get("/fake/state").getBoolean("keep_alives")).isFalse();
    assertThat(post("/fake/keep-alives?send=true", "").getBoolean("keep_alives")).isTrue();
  }

  @Test
  void answersTheNextRequestAsTold() throws Exception {
    post("/fake/answers", "{\"reply\":\"too-many-connections\"}");
    post(
        "/fake/answers",
        "{\"path\":\"%s\",\"status\":503,\"headers\":{\"retry-after\":\"3\"},\"body\":\"busy\"}"
            .formatted(STREAM));
    try (RawClient first = RawClient.stream(fake);
        RawClient second = RawClient.stream(fake);
        RawClient third = RawClient.stream(fake)) {
      assertThat(first.status()).isEqualTo(429);
      assertThat(second.header("retry-after") + second.body()).isEqualTo("3busy");
      assertThat(third.status()).isEqualTo(200);
    }
  }

  @Test
  void playsAScriptOfFaults() throws Exception {
    JsonObject before =
        post("/fake/script", "- name: slot taken\n  attempt: 1\n  answer: too-many-connections\n");
    assertThat(before.getJsonArray("missing")).isEqualTo(new JsonArray().add("later"));
    JsonArray slot = new JsonArray().add("slot taken");
    assertThat(get("/fake/script").getJsonArray("missing")).isEqualTo(slot);
    try (RawClient refused = RawClient.stream(fake)) {
      assertThat(refused.status()).isEqualTo(429);
    }
    assertThat(get("/fake/script").getJsonArray("missing")).isEmpty();
  }

  @Test
  void tellsWhatClientsAskedForWithoutTheirTokens() throws Exception {
    new JsonClient(fake, "a secret").get(STREAM + "?tweet.fields=id");
    JsonClient.Answer answer = client.get("/fake/requests?path=" + STREAM);
    JsonObject request = answer.json().getJsonArray("requests").getJsonObject(0);
    assertThat(request.getInteger("status")).isEqualTo(401);
    assertThat(request.getJsonObject("query").getString("tweet.fields")).isEqualTo("id");
    assertThat(answer.text()).contains("authorization").doesNotContain("a secret");
    assertThat(get("/fake/requests?path=/other").getJsonArray("requests")).isEmpty();
  }

  @Test
  void acceptsAnotherToken() throws Exception {
    post("/fake/token", "{\"token\":\"another\"}");
    assertThat(new JsonClient(fake, "another").get("/2/connections").status()).isEqualTo(200);
    assertThat(new JsonClient(fake).get("/2/connections").status()).isEqualTo(401);
  }

  @Test
  void answersOnceWhatIsAwaitedHasComeTrue() throws Exception {
    CompletableFuture<Integer> answer =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return client.get("/fake/await?connections=1&delivered=1").status();
              } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
              }
            });
    try (RawClient reader = RawClient.stream(fake)) {
      fake.createPost("cat");
      assertThat(answer.join()).isEqualTo(200);
      assertThat(text(reader)).isEqualTo("cat");
    }
  }

  @Test
  void saysWhatThereWasInsteadOfWhatWasAwaited() throws Exception {
    JsonClient.Answer answer = client.get("/fake/await?requests=1&path=%2Fother&timeout=10ms");
    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.json().getString("error"))
        .startsWith("waited 10 ms for {requests=1}; there is {\"connections\":0,");
  }

  @Test
  void startsAnewAfterAReset() throws Exception {
    try (RawClient reader = RawClient.stream(fake)) {
      assertThat(reader.status()).isEqualTo(200);
      fake.createPost("cat");
      fake.addRule("dog", Optional.empty());
      fake.play(FaultScript.empty().fault("x", Attempts.attempt(1).atAccept(), Answer.silence()));
    } catch (AssertionError neverHappened) {
      assertThat(neverHappened).hasMessageContaining("later");
    }
    fake.acceptToken("another");
    fake.answerNext(STREAM, Reply.empty(500));
    fake.stopKeepAlives();
    JsonObject state = post("/fake/reset", "");
    assertThat(state)
        .isEqualTo(
            new JsonObject(
                "{\"connections\":0,\"opened\":0,\"published\":0,\"delivered\":0,\"requests\":0,"
                    + "\"rules\":1,\"keep_alives\":true,\"rate\":0,"
                    + "\"faults_missing\":[\"later\"]}"));
    try (RawClient again = RawClient.stream(fake)) {
      assertThat(again.status()).isEqualTo(200);
      assertThat(again.header("x-rate-limit-remaining")).isEqualTo("49");
      assertThat(fake.connections()).hasSize(1).first().extracting("number").isEqualTo(1L);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/fake/nothing | '' | 404 | GET /fake lists all",
        "/fake/state | '' | 404 | GET /fake lists all",
        "/fake/posts | '' | 400 | the body is empty",
        "/fake/posts | '{\"text\":' | 400 | line 1 is not one JSON object",
        "/fake/posts | '{\"id\":\"1\"}' | 400 | line 1 has neither a text alone nor data",
        "/fake/frames?stream=x | 'frame' | 400 | there is no stream 'x'; there are [filtered_stream,",
        "/fake/frames?steam=x | 'frame' | 400 | there is no parameter 'steam' here",
        "/fake/generate?count=0 | '' | 400 | 'count' is a whole number from 1 to 10000, not '0'",
        "/fake/generate?count=x | '' | 400 | 'count' is a whole number",
        "/fake/rate?posts=fast | '' | 409 | PacedPublisher",
        "/fake/connections/cut?connection=7 | '' | 400 | no open connection has number 7; open are []",
        "/fake/keep-alives | '' | 400 | 'send' is true or false",
        "/fake/token | '{}' | 400 | the token to accept",
        "/fake/answers | 'x' | 400 | the body is not a JSON object: 'x'",
        "/fake/answers | '{\"reply\":\"no\"}' | 400 | X has no reply 'no'; it has [client-not-enrolled,",
        "/fake/answers | '{\"status\":99}' | 400 | a status from 200 to 599",
        "/fake/script | '- nam: x' | 400 | the body",
        "/fake/answers | '{\"code\":429}' | 400 | not 'code'",
        "/fake/answers | '{\"status\":429,\"headers\":{\"a b\":\"c\"}}' | 400 | cannot be sent",
        "/fake/answers | '{\"status\":429,\"headers\":[]}' | 400 | headers are a JSON object",
      })
  void saysWhatIsWrong(String target, String body, int status, String why) throws Exception {
    JsonClient.Answer answer = client.post(target, body);
    assertThat(answer.status()).as(answer.text()).isEqualTo(status);
    assertThat(answer.json().getString("error")).contains(why);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/fake/await | say what to wait for",
        "/fake/await?connections=1&timeout=soon | a timeout is a number of s, ms or m",
        "/fake/delivered | connection=1",
        "/fake/published?last=x | 'last' is a whole number",
      })
  void saysWhatIsWrongWithAQuestion(String target, String why) throws Exception {
    JsonClient.Answer answer = client.get(target);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().getString("error")).contains(why);
  }

  @Test
  void takesBodiesAsCurlSendsThem() throws Exception {
    byte[] form = ("{\"text\":\"" + "cat ".repeat(10_000) + "\"}").getBytes(StandardCharsets.UTF_8);
    String answer = RawPost.form(fake, "/fake/posts", form);
    assertThat(answer).startsWith("HTTP/1.1 200");
    assertThat(fake.published()).hasSize(1);
  }
}
