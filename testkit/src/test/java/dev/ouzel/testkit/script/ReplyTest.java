package dev.ouzel.testkit.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Modifier;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class ReplyTest {
  @Test
  void saysWhatXSaysOfUsageCaps() {
    assertThat(Reply.usageCapExceeded().body())
        .contains("\"period\":\"Monthly\"")
        .contains("\"detail\":\"Usage cap exceeded: Monthly product cap\"");
    assertThat(Reply.dailyUsageCapExceeded().status()).isEqualTo(429);
    assertThat(Reply.dailyUsageCapExceeded().body())
        .contains("\"period\":\"Daily\"")
        .contains("\"detail\":\"Usage cap exceeded: Daily product cap\"");
  }

  @Test
  void saysWhenARateLimitIsReset() {
    Reply reply = Reply.rateLimited(Instant.parse("2026-01-06T12:15:00Z"));

    assertThat(reply.body()).isEqualTo(Reply.rateLimited().body());
    assertThat(reply.headers())
        .containsEntry("x-rate-limit-remaining", "0")
        .containsEntry("x-rate-limit-reset", "1767701700");
  }

  @Test
  void saysWhatIsWrongWithARequest() {
    assertThat(Reply.invalidRequest().body())
        .isEqualTo(
            "{\"errors\":[{\"parameters\":{\"partition\":[]},\"message\":\"The `partition` query"
                + " parameter can not be empty\"}],\"title\":\"Invalid Request\",\"detail\":\"One"
                + " or more parameters to your request was invalid.\",\"type\":"
                + "\"https://api.twitter.com/2/problems/invalid-request\"}");
  }

  @Test
  void hasANameForEachRefusalThatNeedsNothingMore() {
    assertThat(Replies.byName().keySet())
        .containsExactlyElementsOf(
            Arrays.stream(Reply.class.getDeclaredMethods())
                .filter(method -> Modifier.isStatic(method.getModifiers()))
                .filter(method -> Modifier.isPublic(method.getModifiers()))
                .filter(method -> method.getParameterCount() == 0)
                .map(
                    method ->
                        method.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT))
                .sorted()
                .toList());
  }

  @Test
  void hasEveryRefusalThatXIsKnownFor() {
    assertThat(
            new int[] {
              Reply.invalidRequest().status(),
              Reply.unauthorized().status(),
              Reply.creditsDepleted().status(),
              Reply.clientNotEnrolled().status(),
              Reply.notFound().status(),
              Reply.notAcceptable().status(),
              Reply.noRules().status(),
              Reply.tooManyConnections().status(),
              Reply.provisioning().status(),
              Reply.html(502, "<html>").status(),
              Reply.empty(504).status()
            })
        .containsExactly(400, 401, 402, 403, 404, 406, 409, 429, 503, 502, 504);
    assertThat(Reply.html(502, "<html>").headers()).containsKey("content-type");
    assertThat(Reply.empty(504).body()).isEmpty();
  }
}
