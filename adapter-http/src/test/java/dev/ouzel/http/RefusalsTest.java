package dev.ouzel.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ouzel.post.Problem;
import dev.ouzel.stream.RateLimit;
import dev.ouzel.stream.Refusal;
import dev.ouzel.stream.Refusal.Kind;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RefusalsTest {
  private static final String TOO_MANY_CONNECTIONS =
      """
      {"title":"ConnectionException","detail":"This stream is currently at the maximum allowed connection limit.","connection_issue":"TooManyConnections","type":"https://api.x.com/2/problems/streaming-connection"}
      """;

  @Test
  void readsAnUnknownToken() {
    Refusal refusal =
        refusal(
            401,
            """
            {"title":"Unauthorized","type":"about:blank","status":401,"detail":"Unauthorized"}
            """);

    assertThat(refusal.kind()).isEqualTo(Kind.UNAUTHORIZED);
    assertThat(refusal.problems())
        .containsExactly(
            Problem.builder()
                .title("Unauthorized")
                .type("about:blank")
                .status(401)
                .detail("Unauthorized")
                .build());
  }

  @Test
  void readsTheWrongKindOfToken() {
    Refusal refusal =
        refusal(
            403,
            """
            {"title":"Unsupported Authentication","detail":"Authenticating with OAuth 2.0 User Context is forbidden for this endpoint.  Supported authentication types are [OAuth 2.0 Application-Only].","type":"https://api.twitter.com/2/problems/unsupported-authentication","status":403}
            """);

    assertThat(refusal.kind()).isEqualTo(Kind.FORBIDDEN);
    assertThat(refusal.words()).contains("User Context is forbidden");
  }

  @Test
  void readsAnAppWithoutAProject() {
    Refusal refusal =
        refusal(
            403,
            """
            {"client_id":"*******","detail":"When authenticating requests to the Twitter API v2 endpoints, you must use keys and tokens from a Twitter developer App that is attached to a Project. You can create a project via the developer portal.","registration_url":"https://developer.twitter.com/en/docs/projects/overview","title":"Client Forbidden","required_enrollment":"Appropriate Level of API Access","reason":"client-not-enrolled","type":"https://api.twitter.com/2/problems/client-forbidden"}
            """);

    assertThat(refusal.kind()).isEqualTo(Kind.FORBIDDEN);
    assertThat(refusal.problems()).singleElement().satisfies(RefusalsTest::isNotEnrolled);
  }

  private static void isNotEnrolled(Problem problem) {
    assertThat(problem.reason()).contains("client-not-enrolled");
    assertThat(problem.typeSuffix()).contains("client-forbidden");
  }

  @Test
  void readsAnInvalidParameter() {
    Refusal refusal =
        refusal(
            400,
            """
            {"errors":[{"parameters":{"partition":[]},"message":"The `partition` query parameter can not be empty"}],"title":"Invalid Request","detail":"One or more parameters to your request was invalid.","type":"https://api.twitter.com/2/problems/invalid-request"}
            """);

    assertThat(refusal.kind()).isEqualTo(Kind.INVALID_REQUEST);
    assertThat(refusal.problems()).hasSize(2);
    assertThat(refusal.problems().get(0).title()).contains("Invalid Request");
    assertThat(refusal.problems().get(1).parameter()).contains("partition");
  }

  @Test
  void readsCreditsThatAreUsedUp() {
    Refusal refusal =
        refusal(
            402,
            """
            {"title":"CreditsDepleted","detail":"Your enrolled account does not have any credits to fulfill this request","type":"https://api.twitter.com/2/problems/credits"}
            """);

    assertThat(refusal.kind()).isEqualTo(Kind.CREDITS_DEPLETED);
    assertThat(refusal.words()).contains("any credits");
  }

  @Test
  void readsAnUnknownPathWithoutABody() {
    Refusal refusal = Refusals.of(404, MultiMap.caseInsensitiveMultiMap(), Buffer.buffer());

    assertThat(refusal.kind()).isEqualTo(Kind.UNEXPECTED);
    assertThat(refusal.problems()).isEmpty();
    assertThat(refusal.body()).isEmpty();
    assertThat(refusal.words()).isEqualTo("no reason given");
  }

  @Test
  void readsAFilteredStreamWithoutRules() {
    Refusal refusal =
        refusal(
            409,
            """
            {"title":"ConnectionException","detail":"You must define rules using the POST /2/tweets/search/stream/rules endpoint before connecting to filtered stream.","connection_issue":"RuleConfigurationIssue","type":"https://api.twitter.com/2/problems/streaming-connection"}
            """);

    assertThat(refusal.kind()).isEqualTo(Kind.NO_RULES);
  }

  @ParameterizedTest
  @ValueSource(strings = {"api.x.com", "api.twitter.com"})
  void readsAConnectionTooManyFromEitherHost(String host) {
    Refusal refusal = refusal(429, TOO_MANY_CONNECTIONS.replace("api.x.com", host));

    assertThat(refusal.kind()).isEqualTo(Kind.TOO_MANY_CONNECTIONS);
    assertThat(refusal.problems().get(0).typeSuffix()).contains("streaming-connection");
  }

  @ParameterizedTest
  @ValueSource(strings = {"api.x.com", "api.twitter.com"})
  void readsAQuotaThatIsUsedUpFromEitherHost(String host) {
    Refusal refusal =
        refusal(
            429,
            """
            {"account_id":"<redacted>","product_name":"standard-basic","title":"UsageCapExceeded","period":"Monthly","scope":"Product","detail":"Usage cap exceeded: Monthly product cap","type":"https://%s/2/problems/usage-capped"}
            """
                .formatted(host));

    assertThat(refusal.kind()).isEqualTo(Kind.USAGE_CAPPED);
    assertThat(refusal.problems().get(0).period()).contains("Monthly");
    assertThat(refusal.problems().get(0).scope()).contains("Product");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        """
        {"title":"Too Many Requests","detail":"Too Many Requests","type":"about:blank","status":429}
        """,
        """
        {"errors":[{"code":88,"message":"Rate limit exceeded"}]}
        """,
        """
        {"errors":[{"code":88,"message":"Rate limit exceeded"}],"title":"Too Many Requests","detail":"Too Many Requests","type":"https://api.x.com/2/problems/rate-limit-exceeded","status":429}
        """,
        ""
      })
  void readsTooManyRequestsInEveryShape(String body) {
    assertThat(refusal(429, body).kind()).isEqualTo(Kind.RATE_LIMITED);
  }

  @Test
  void readsAChangeOfPlan() {
    Refusal refusal =
        refusal(
            503,
            """
            {"title":"ConnectionException","detail":"Your subscription change is currently being provisioned, please try again in a minute.","connection_issue":"ProvisioningSubscription","type":"https://api.twitter.com/2/problems/streaming-connection"}
            """);

    assertThat(refusal.kind()).isEqualTo(Kind.PROVISIONING);
  }

  @Test
  void readsOverload() {
    Refusal refusal =
        refusal(
            503,
            """
            {"title":"Service Unavailable","detail":"Service Unavailable","type":"about:blank","status":503}
            """);

    assertThat(refusal.kind()).isEqualTo(Kind.UNAVAILABLE);
  }

  @Test
  void keepsAnEdgesHtmlAsText() {
    String html = "<html>\r\n<head><title>502 Bad Gateway</title></head></html>";

    Refusal refusal = refusal(502, html);

    assertThat(refusal.kind()).isEqualTo(Kind.UNAVAILABLE);
    assertThat(refusal.problems()).isEmpty();
    assertThat(refusal.body()).isEqualTo(html);
  }

  @Test
  void keepsTheBeginningOfALongBodyAndReadsProblemsFromAllOfIt() {
    String title = "é".repeat(Refusals.MOST_BODY_BYTES);
    String body = "{\"title\":\"" + title + "\",\"connection_issue\":\"TooManyConnections\"}";

    Refusal refusal = refusal(429, body);

    assertThat(refusal.kind()).isEqualTo(Kind.TOO_MANY_CONNECTIONS);
    assertThat(body).startsWith(refusal.body());
    assertThat(refusal.body().getBytes(StandardCharsets.UTF_8).length)
        .isBetween(Refusals.MOST_BODY_BYTES - 3, Refusals.MOST_BODY_BYTES);
  }

  @Test
  void cutsACharacterThatSpansTheLimitAway() {
    for (int shift = 0; shift < 4; shift++) {
      String body = "x".repeat(shift) + "🐦".repeat(Refusals.MOST_BODY_BYTES);

      assertThat(body).startsWith(refusal(500, body).body());
    }
  }

  @Test
  void readsTheRateLimit() {
    MultiMap headers =
        headers("X-Rate-Limit-Limit", "50")
            .add("x-rate-limit-remaining", " 0 ")
            .add("x-rate-limit-reset", "1700000000");

    assertThat(Refusals.of(429, headers, Buffer.buffer()).rateLimit())
        .isEqualTo(
            new RateLimit(
                OptionalInt.of(50),
                OptionalInt.of(0),
                Optional.of(Instant.parse("2023-11-14T22:13:20Z"))));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "x", "-1", "1.5", "1e3", "0x10", "99999999999999999999", "4200000000000"})
  void readsNothingFromRubbishInTheRateLimit(String rubbish) {
    MultiMap headers =
        headers("x-rate-limit-limit", rubbish)
            .add("x-rate-limit-remaining", rubbish)
            .add("x-rate-limit-reset", rubbish);

    assertThat(Refusals.rateLimit(headers)).isEqualTo(RateLimit.unknown());
  }

  @Test
  void takesAResetInMillisecondsForRubbish() {
    assertThat(Refusals.rateLimit(headers("x-rate-limit-reset", "1700000000000")).reset())
        .isEmpty();
  }

  @Test
  void knowsNoRateLimitWithoutHeaders() {
    assertThat(Refusals.rateLimit(MultiMap.caseInsensitiveMultiMap()))
        .isEqualTo(RateLimit.unknown());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Tue, 07 Nov 2023 05:31:56 GMT | 2023-11-07T05:31:56Z",
        "tue, 7 nov 2023 05:31:56 gmt | 2023-11-07T05:31:56Z",
        "Tue, 07 Nov 2023 06:31:56 +0100 | 2023-11-07T05:31:56Z"
      })
  void readsTheDate(String header, String expected) {
    assertThat(Refusals.date(headers("Date", header))).contains(Instant.parse(expected));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "now", "2023-11-07T05:31:56Z", "Mon, 07 Nov 2023 05:31:56 GMT", "1700000000"})
  void readsNothingFromRubbishInTheDate(String rubbish) {
    assertThat(Refusals.date(headers("date", rubbish))).isEmpty();
    assertThat(Refusals.date(MultiMap.caseInsensitiveMultiMap())).isEmpty();
  }

  private static Refusal refusal(int status, String body) {
    return Refusals.of(status, MultiMap.caseInsensitiveMultiMap(), Buffer.buffer(body));
  }

  private static MultiMap headers(String name, String value) {
    return MultiMap.caseInsensitiveMultiMap().add(name, value);
  }
}
