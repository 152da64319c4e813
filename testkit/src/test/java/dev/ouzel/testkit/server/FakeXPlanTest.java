package dev.ouzel.testkit.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ouzel.rule.Rule;
import dev.ouzel.stream.StreamEndpoint;
import dev.ouzel.testkit.memory.ManualLoop;
import dev.ouzel.testkit.script.Answer;
import dev.ouzel.testkit.script.Attempts;
import dev.ouzel.testkit.script.FaultScript;
import dev.ouzel.testkit.script.Reply;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FakeXPlanTest {
  private static final String SAMPLE = "/2/tweets/sample/stream";
  private final ManualLoop clock = new ManualLoop(Instant.parse("2026-01-06T18:40:40.344Z"), 0);
  private FakeX fake;

  private void start(FakeXSettings.Builder builder) {
    fake = builder.clock(clock).withRule("cat", "cats").start();
  }

  @AfterEach
  void close() {
    fake.close();
  }

  @Test
  void refusesTheStreamsThatThePlanDoesNotHave() throws IOException {
    start(FakeX.builder().enrolled(Set.of(StreamEndpoint.FILTERED)));
    try (RawClient filtered = RawClient.stream(fake);
        RawClient sample = RawClient.get(fake, SAMPLE)) {
      assertThat(filtered.status()).isEqualTo(200);
      assertThat(sample.status()).isEqualTo(403);
      assertThat(sample.body()).contains("client-not-enrolled");
    }
  }

  @Test
  void allowsRedundantConnectionsThatBothCarryEverything() throws IOException {
    start(FakeX.builder().maxConnections(2));
    try (RawClient one = RawClient.stream(fake);
        RawClient two = RawClient.stream(fake);
        RawClient three = RawClient.stream(fake)) {
      assertThat(three.status()).isEqualTo(429);
      fake.publish(12, "twice");
      assertThat(one.text()).isEqualTo(two.text()).contains("twice");
    }
  }

  @Test
  void endsTheOldestConnectionForTheNewOneWhenAsked() throws IOException {
    start(FakeX.builder().overflow(Overflow.END_OLDEST));
    try (RawClient old = RawClient.stream(fake);
        RawClient young = RawClient.stream(fake)) {
      assertThat(old.chunk()).isEmpty();
      assertThat(young.status()).isEqualTo(200);
      assertThat(fake.connections()).hasSize(2);
      assertThat(fake.connections().get(0).connection().disconnectReason())
          .contains("force_disconnect");
      fake.publish(12, "here");
      assertThat(young.text()).contains("here");
    }
  }

  @Test
  void endsTheStreamsOfPostsWhenTheUsageCapIsReached() throws IOException {
    start(FakeX.builder().usageCap(2));
    try (RawClient client = RawClient.stream(fake);
        RawClient labels = RawClient.get(fake, "/2/tweets/label/stream")) {
      fake.publish(1, "one");
      assertThat(client.text()).contains("one");
      fake.publish(2, "two");
      assertThat(client.text()).contains("two");
      assertThat(client.chunk()).isEmpty();
      fake.awaitConnections(1);
      fake.publish("{\"data\":{\"public_tweet_notice\":{}}}");
      assertThat(labels.text()).contains("public_tweet_notice");
    }
    try (RawClient again = RawClient.stream(fake)) {
      assertThat(again.status()).isEqualTo(429);
      assertThat(again.body()).contains("UsageCapExceeded");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "PLAIN| 'title':'Too Many Requests'",
        "CODE_88| {'errors':[{'code':88,'message':'Rate limit exceeded'}]}",
        "PROBLEM| problems/rate-limit-exceeded"
      })
  void refusesBeyondTheRateLimitInTheFormAskedFor(RateLimitWords words, String part)
      throws IOException {
    start(FakeX.builder().rateLimit(1).maxConnections(2).rateLimitWords(words));
    try (RawClient first = RawClient.stream(fake);
        RawClient second = RawClient.stream(fake)) {
      assertThat(first.status()).isEqualTo(200);
      assertThat(second.status()).isEqualTo(429);
      assertThat(second.header("x-rate-limit-remaining")).isEqualTo("0");
      assertThat(second.body()).contains(part.replace('\'', '"'));
    }
  }

  @Test
  void namesTheHostAskedForInItsProblems() throws IOException {
    start(FakeX.builder().problemHost(ProblemHost.X));
    try (RawClient first = RawClient.stream(fake);
        RawClient second = RawClient.stream(fake)) {
      assertThat(first.status()).isEqualTo(200);
      assertThat(second.body()).contains("\"https://api.x.com/2/problems/streaming-connection\"");
    }
  }

  @Test
  void deliversAfterTheLatencyAskedFor() throws IOException {
    start(FakeX.builder().latency(Duration.ofSeconds(6)).keepAlive(Duration.ofSeconds(5)));
    try (RawClient client = RawClient.stream(fake)) {
      fake.publish(12, "late");
      clock.advance(Duration.ofSeconds(5));
      assertThat(client.text()).isEqualTo("\r\n");
      clock.advance(Duration.ofSeconds(1));
      assertThat(client.text()).contains("late");
    }
  }

  @Test
  void beginsAfreshWhenTold() throws IOException {
    start(FakeX.builder().rateLimit(1));
    fake.addRule("dog", Optional.empty());
    try (RawClient client = RawClient.stream(fake)) {
      fake.publish(12, "before");
      assertThat(client.text()).contains("before");
      fake.reset();
      assertThatThrownBy(client::chunk).isInstanceOf(IOException.class);
    }
    assertThat(fake.rules()).extracting(Rule::value).containsExactly("cat");
    assertThat(fake.requests()).isEmpty();
    assertThat(fake.published()).isEmpty();
    try (RawClient client = RawClient.get(fake, "/2/tweets/search/stream?backfill_minutes=5")) {
      assertThat(client.status()).isEqualTo(200);
      fake.publish(13, "after");
      assertThat(client.text()).contains("after");
    }
    assertThat(fake.connections()).hasSize(1);
  }

  @Test
  void letsTheScriptAnswerForEveryEndpoint() throws IOException {
    start(
        FakeX.builder()
            .script(
                FaultScript.empty()
                    .fault(
                        "no history",
                        Attempts.request("GET", "/2/connections", 2),
                        Answer.refuse(Reply.serviceUnavailable()))
                    .fault(
                        "provisioning",
                        Attempts.attempt(1).on(StreamEndpoint.SAMPLE).atAccept(),
                        Answer.refuse(Reply.provisioning()))));
    try (RawClient first = RawClient.get(fake, "/2/connections");
        RawClient second = RawClient.get(fake, "/2/connections");
        RawClient filtered = RawClient.stream(fake);
        RawClient sample = RawClient.get(fake, SAMPLE)) {
      assertThat(first.status()).isEqualTo(200);
      assertThat(second.status()).isEqualTo(503);
      assertThat(filtered.status()).isEqualTo(200);
      assertThat(sample.status()).isEqualTo(503);
      assertThat(sample.body()).contains("ProvisioningSubscription");
    }
    fake.verifyFaults();
  }
}
