package dev.ouzel.testkit.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ouzel.testkit.memory.ManualLoop;
import dev.ouzel.testkit.script.Reply;
import dev.ouzel.testkit.server.JsonClient.Answer;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FakeXRefusalTest {
  private static final String STREAM = "/2/tweets/search/stream";
  private static final String RULES = STREAM + "/rules";
  private static final String HISTORY = "/2/connections";

  private final ManualLoop clock = new ManualLoop(Instant.parse("2026-01-06T18:40:40Z"), 0);
  private FakeX fake = FakeX.builder().start();

  @AfterEach
  void close() {
    fake.close();
  }

  private void startWithRule(FakeXSettings.Builder builder) {
    fake.close();
    fake = builder.clock(clock).withRule("cat has:images", "cats").start();
  }

  @ParameterizedTest
  @ValueSource(strings = {STREAM, RULES, HISTORY})
  void refusesAWrongToken(String path) throws IOException, InterruptedException {
    Answer answer = new JsonClient(fake, "wrong").get(path);
    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.text())
        .isEqualTo(
            "{\"title\":\"Unauthorized\",\"type\":\"about:blank\",\"status\":401,"
                + "\"detail\":\"Unauthorized\"}");
  }

  @Test
  void acceptsARotatedTokenAndNoLongerTheOld() throws IOException, InterruptedException {
    fake.acceptToken("rotated");
    assertThat(new JsonClient(fake).get(HISTORY).status()).isEqualTo(401);
    assertThat(new JsonClient(fake, "rotated").get(HISTORY).status()).isEqualTo(200);
  }

  @Test
  void refusesAFilteredStreamWithoutRules() throws IOException, InterruptedException {
    Answer answer = new JsonClient(fake).get(STREAM);
    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.text())
        .isEqualTo(
            "{\"title\":\"ConnectionException\",\"detail\":\"You must define rules using the POST"
                + " /2/tweets/search/stream/rules endpoint before connecting to filtered"
                + " stream.\",\"connection_issue\":\"RuleConfigurationIssue\",\"type\":"
                + "\"https://api.twitter.com/2/problems/streaming-connection\"}");
  }

  @Test
  void refusesMoreConnectionsThanItAllows() throws IOException, InterruptedException {
    startWithRule(FakeX.builder().maxConnections(2));
    try (RawClient first = RawClient.stream(fake);
        RawClient second = RawClient.stream(fake)) {
      assertThat(first.status()).isEqualTo(200);
      assertThat(second.status()).isEqualTo(200);
      Answer answer = new JsonClient(fake).get(STREAM);
      assertThat(answer.status()).isEqualTo(429);
      assertThat(answer.text())
          .isEqualTo(
              "{\"title\":\"ConnectionException\",\"detail\":\"This stream is currently at the"
                  + " maximum allowed connection limit.\",\"connection_issue\":"
                  + "\"TooManyConnections\",\"type\":"
                  + "\"https://api.twitter.com/2/problems/streaming-connection\"}");
      fake.endConnections();
    }
    try (RawClient third = RawClient.stream(fake)) {
      assertThat(third.status()).isEqualTo(200);
    }
  }

  @Test
  void countsRequestsAgainstTheRateLimitAndBeginsAgainAfterTheWindow() throws IOException {
    startWithRule(FakeX.builder().rateLimit(2));
    String reset = Long.toString(clock.now().wall().plus(Duration.ofMinutes(15)).getEpochSecond());
    for (String left : new String[] {"1", "0"}) {
      try (RawClient client = RawClient.stream(fake)) {
        assertThat(client.status()).isEqualTo(200);
        assertThat(client.header("x-rate-limit-remaining")).isEqualTo(left);
      }
      fake.awaitConnections(0);
    }
    clock.advance(Duration.ofMinutes(14));
    try (RawClient client = RawClient.stream(fake)) {
      assertThat(client.status()).isEqualTo(429);
      assertThat(client.header("x-rate-limit-limit")).isEqualTo("2");
      assertThat(client.header("x-rate-limit-remaining")).isEqualTo("0");
      assertThat(client.header("x-rate-limit-reset")).isEqualTo(reset);
      assertThat(client.body())
          .isEqualTo(
              "{\"title\":\"Too Many Requests\",\"type\":\"about:blank\",\"status\":429,"
                  + "\"detail\":\"Too Many Requests\"}");
    }
    clock.advance(Duration.ofMinutes(1));
    try (RawClient client = RawClient.stream(fake)) {
      assertThat(client.status()).isEqualTo(200);
      assertThat(client.header("x-rate-limit-remaining")).isEqualTo("1");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "tweet.fields=id,foo | foo] is not one of [article,attachments,author_id",
        "tweet.fields= | The `tweet.fields` query parameter can not be empty",
        "expansions=author_id,id | value [id] is not one of [article.cover_media",
        "backfill_minutes=6 | value [6] is not between 0 and 5",
        "backfill_minutes=-1 | value [-1] is not between 0 and 5",
        "backfill_minutes=x | value [x] is not between 0 and 5",
        "start_time=yesterday | value [yesterday] is not a valid date-time",
        "start_time=2026-01-06T18:00:01Z&end_time=2026-01-06T18:00:00Z | must be before",
        "start_time=2026-01-05T18:40:39Z | within the last 24 hours",
        "end_time=2026-01-06T18:00:00Z | must come with a `start_time`",
        "partition=1 | The query parameter [partition] is not one of [backfill_minutes,end_time"
      })
  void refusesParametersThatXDoesNotTake(String query, String words)
      throws IOException, InterruptedException {
    startWithRule(FakeX.builder());
    Answer answer = new JsonClient(fake).get(STREAM + "?" + query);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().getString("title")).isEqualTo("Invalid Request");
    assertThat(answer.json().getString("detail"))
        .isEqualTo("One or more parameters to your request was invalid.");
    assertThat(answer.json().getString("type")).endsWith("/invalid-request");
    assertThat(answer.json().getJsonArray("errors").getJsonObject(0).getString("message"))
        .contains(words);
  }

  @Test
  void takesTheParametersThatXTakes() throws IOException {
    startWithRule(FakeX.builder());
    String query =
        "?tweet.fields=id,text&expansions=author_id&user.fields=username&backfill_minutes=5"
            + "&start_time=2026-01-06T18:00:00Z&end_time=2026-01-06T18:00:01.5Z";
    try (RawClient client = RawClient.get(fake, STREAM + query)) {
      assertThat(client.status()).isEqualTo(200);
    }
    assertThat(fake.requests().get(0).query())
        .containsEntry("tweet.fields", "id,text")
        .containsEntry("backfill_minutes", "5");
  }

  @Test
  void refusesAQueryThatIsNotEncodedProperly() throws IOException {
    try (RawClient client = RawClient.get(fake, STREAM + "?tweet.fields=%zz")) {
      assertThat(client.status()).isEqualTo(400);
      assertThat(client.body()).contains("/invalid-request");
    }
  }

  @Test
  void neverKeepsATokenEvenOneSentInAnOddWay() throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(fake.baseUrl().resolve(HISTORY))
            .header("authorization", "secret")
            .build();
    HttpResponse<String> response =
        HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    assertThat(response.statusCode()).isEqualTo(401);
    assertThat(fake.requests().toString() + fake.report()).doesNotContain("secret");
  }

  @Test
  void knowsNoOtherPath() throws IOException, InterruptedException {
    Answer answer = new JsonClient(fake).get("/2/tweets/nowhere/stream");
    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.text()).isEmpty();
  }

  @Test
  void givesTheAnswersItWasTold() throws IOException {
    startWithRule(FakeX.builder());
    fake.refuseNext(Reply.serviceUnavailable());
    fake.refuseNext(new Reply(502, Map.of("content-type", "text/html"), "<html>"));
    try (RawClient client = RawClient.stream(fake)) {
      assertThat(client.status()).isEqualTo(503);
      assertThat(client.body())
          .isEqualTo(
              "{\"title\":\"Service Unavailable\",\"type\":\"about:blank\",\"status\":503,"
                  + "\"detail\":\"Service Unavailable\"}");
    }
    try (RawClient client = RawClient.stream(fake)) {
      assertThat(client.status()).isEqualTo(502);
      assertThat(client.header("content-type")).isEqualTo("text/html");
      assertThat(client.body()).isEqualTo("<html>");
    }
    try (RawClient client = RawClient.stream(fake)) {
      assertThat(client.status()).isEqualTo(200);
    }
  }

  @Test
  void answersAPostItWasToldToRefuseAndThenTheNext() throws IOException, InterruptedException {
    fake.answerNext(RULES, Reply.usageCapExceeded());
    JsonClient client = new JsonClient(fake);
    String body = "{\"add\":[{\"value\":\"" + "cat ".repeat(50_000) + "\"}]}";
    assertThat(client.post(RULES, body).status()).isEqualTo(429);
    assertThat(client.post(RULES, body).status()).isEqualTo(201);
    fake.awaitRequests(RULES, 2);
  }

  @Test
  void notesWhatClientsAskedForButNotTheirTokens() throws IOException {
    startWithRule(FakeX.builder());
    try (RawClient client = RawClient.stream(fake, "User-Agent: test/1", "Accept-Encoding: gzip")) {
      assertThat(client.status()).isEqualTo(200);
    }
    SeenRequest request = fake.requests().get(0);
    assertThat(request.at()).isEqualTo(clock.now().wall());
    assertThat(request.method()).isEqualTo("GET");
    assertThat(request.path()).isEqualTo(STREAM);
    assertThat(request.status()).hasValue(200);
    assertThat(request.header("user-agent")).hasValue("test/1");
    assertThat(request.header("accept-encoding")).hasValue("gzip");
    assertThat(request.toString()).doesNotContain(fake.token());
    assertThat(fake.connections().get(0).request()).isEqualTo(request);
  }
}
