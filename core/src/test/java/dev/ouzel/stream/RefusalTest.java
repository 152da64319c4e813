package dev.ouzel.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ouzel.post.Problem;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RefusalTest {
  @ParameterizedTest
  @CsvSource({
    "400, INVALID_REQUEST",
    "401, UNAUTHORIZED",
    "402, CREDITS_DEPLETED",
    "403, FORBIDDEN",
    "404, UNEXPECTED",
    "406, UNEXPECTED",
    "409, NO_RULES",
    "429, RATE_LIMITED",
    "500, UNAVAILABLE",
    "503, UNAVAILABLE",
    "302, UNEXPECTED"
  })
  void goesByTheStatusWhenTheBodySaysNothing(int status, Refusal.Kind kind) {
    assertThat(refusal(status, List.of(), "").kind()).isEqualTo(kind);
  }

  @ParameterizedTest
  @CsvSource({
    "429, TooManyConnections, TOO_MANY_CONNECTIONS",
    "409, RuleConfigurationIssue, NO_RULES",
    "503, ProvisioningSubscription, PROVISIONING",
    "429, SomethingNew, RATE_LIMITED"
  })
  void goesByTheConnectionIssueFirst(int status, String issue, Refusal.Kind kind) {
    Problem problem = Problem.builder().connectionIssue(issue).build();
    assertThat(refusal(status, List.of(problem), "").kind()).isEqualTo(kind);
  }

  @ParameterizedTest
  @CsvSource({
    "https://api.twitter.com/2/problems/usage-capped, Monthly, false",
    "https://api.x.com/2/problems/usage-capped, Daily, true"
  })
  void knowsAUsageCapWhateverTheHost(String type, String period, boolean daily) {
    Problem problem = Problem.builder().type(type).period(period).build();
    Refusal refusal = refusal(429, List.of(problem), "");
    assertThat(refusal.kind()).isEqualTo(Refusal.Kind.USAGE_CAPPED);
    assertThat(refusal.isDailyCap()).isEqualTo(daily);
  }

  @Test
  void saysWhatXSaidAndWhatToDo() {
    Problem problem = Problem.builder().title("Unauthorized").detail("Unauthorized").build();
    assertThat(refusal(401, List.of(problem), "{}").sentence())
        .isEqualTo(
            "X answered 401 (Unauthorized): the bearer token is missing, wrong or revoked; check"
                + " X_BEARER_TOKEN");
  }

  @Test
  void showsTheBeginningOfABodyThatIsNoJson() {
    String html = "<html>\n  <body>Bad gateway</body>" + " ".repeat(10) + "x".repeat(5_000);
    assertThat(refusal(502, List.of(), html).sentence())
        .contains("<html> <body>Bad gateway</body> xxx")
        .hasSizeLessThan(300);
    assertThat(refusal(404, List.of(), "").sentence()).contains("no reason given");
  }

  private static Refusal refusal(int status, List<Problem> problems, String body) {
    return new Refusal(status, problems, RateLimit.unknown(), body);
  }
}
