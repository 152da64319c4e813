package dev.ouzel.testkit.recipes;

import static dev.ouzel.testkit.script.Attempts.attempt;
import static dev.ouzel.testkit.script.Attempts.attempts;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ouzel.testkit.junit.FakeXExtension;
import dev.ouzel.testkit.script.Answer;
import dev.ouzel.testkit.script.Deed;
import dev.ouzel.testkit.script.FaultScript;
import dev.ouzel.testkit.script.Reply;
import dev.ouzel.testkit.server.FakeX;
import java.io.IOException;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** How to script the ways in which X refuses a stream. */
class RefusalRecipesTest {
  @RegisterExtension
  static final FakeXExtension X = FakeXExtension.with(x -> x.withRule("cat", "cats").rateLimit(5));

  private static int statusOfTheNext(FakeX x) throws IOException {
    try (PlainReader reader = PlainReader.connect(x)) {
      return reader.status();
    }
  }

  /** After a crash X still holds the dead connection, until the app has it ended. */
  @Test
  void tooManyConnectionsAfterACrash(FakeX x) throws IOException {
    x.play(FaultScript.empty().fault("undead", attempt(1).atFrame(0), Deed.outliveClient()));
    assertThat(statusOfTheNext(x)).isEqualTo(200);
    try (PlainReader reader = PlainReader.connect(x)) {
      assertThat(reader.status()).isEqualTo(429);
      assertThat(reader.body()).contains("\"connection_issue\":\"TooManyConnections\"");
    }
    PlainReader.call(x, "DELETE", "/2/connections/all", "");
    assertThat(statusOfTheNext(x)).isEqualTo(200);
  }

  /** Every answer says how many attempts are left, and the one too many is refused. */
  @Test
  void theRateLimitIsUsedUp(FakeX x) throws IOException {
    for (int left = 4; left >= 0; left--) {
      try (PlainReader reader = PlainReader.connect(x)) {
        assertThat(reader.header("x-rate-limit-limit")).isEqualTo("5");
        assertThat(reader.header("x-rate-limit-remaining")).isEqualTo(Integer.toString(left));
      }
      x.awaitConnections(0);
    }
    try (PlainReader reader = PlainReader.connect(x)) {
      assertThat(reader.status()).isEqualTo(429);
      Instant reset = Instant.ofEpochSecond(Long.parseLong(reader.header("x-rate-limit-reset")));
      assertThat(reset).isAfter(x.now());
    }
  }

  /** X is busy with a change of plan for a minute or two. */
  @Test
  void theSubscriptionIsBeingProvisioned(FakeX x) throws IOException {
    x.play(
        FaultScript.empty()
            .fault("busy", attempts(1, 2).atAccept(), Answer.refuse(Reply.provisioning())));
    try (PlainReader reader = PlainReader.connect(x)) {
      assertThat(reader.status()).isEqualTo(503);
      assertThat(reader.body()).contains("\"connection_issue\":\"ProvisioningSubscription\"");
    }
    assertThat(statusOfTheNext(x)).isEqualTo(503);
    assertThat(statusOfTheNext(x)).isEqualTo(200);
  }

  /** The month's posts are used up; no attempt before the next month will help. */
  @Test
  void theUsageCapIsReached(FakeX x) throws IOException {
    x.refuseNext(Reply.usageCapExceeded());
    try (PlainReader reader = PlainReader.connect(x)) {
      assertThat(reader.status()).isEqualTo(429);
      assertThat(reader.body()).contains("\"title\":\"UsageCapExceeded\"", "\"Monthly\"");
    }
  }

  /** A filtered stream without rules is refused, until there is one. */
  @Test
  void thereAreNoRules(FakeX x) throws IOException {
    String rules = "/2/tweets/search/stream/rules";
    PlainReader.call(x, "POST", rules, "{\"delete\":{\"values\":[\"cat\"]}}");
    try (PlainReader reader = PlainReader.connect(x)) {
      assertThat(reader.status()).isEqualTo(409);
      assertThat(reader.body()).contains("\"connection_issue\":\"RuleConfigurationIssue\"");
    }
    PlainReader.call(x, "POST", rules, "{\"add\":[{\"value\":\"heron\",\"tag\":\"birds\"}]}");
    assertThat(statusOfTheNext(x)).isEqualTo(200);
  }

  /** What stands before X answers in X's place, in HTML. */
  @Test
  void theEdgeAnswersInHtml(FakeX x) throws IOException {
    x.refuseNext(Reply.html(502, "<html><title>502 Bad Gateway</title></html>"));
    try (PlainReader reader = PlainReader.connect(x)) {
      assertThat(reader.status()).isEqualTo(502);
      assertThat(reader.header("content-type")).startsWith("text/html");
      assertThat(reader.body()).startsWith("<html>");
    }
  }
}
