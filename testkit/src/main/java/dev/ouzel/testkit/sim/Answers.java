package dev.ouzel.testkit.sim;

import dev.ouzel.post.Problem;
import dev.ouzel.stream.RateLimit;
import dev.ouzel.stream.Refusal;
import java.util.List;
import java.util.function.UnaryOperator;

/** X's words: how it refuses, and how it announces an end. */
final class Answers {
  private static final String TYPES = "https://api.twitter.com/2/problems/";
  private static final String BLANK = "about:blank";

  private Answers() {}

  /** How X refuses when {@code fault} strikes. */
  static Refusal refusal(Fault fault, RateLimit rateLimit) {
    return switch (fault) {
      case UNAUTHORIZED -> plain(401, "Unauthorized", rateLimit);
      case CREDITS_DEPLETED -> plain(402, "CreditsDepleted", rateLimit);
      case FORBIDDEN ->
          refusal(403, "Client Forbidden", "client-forbidden", rateLimit)
              .with(problem -> problem.reason("client-not-enrolled"));
      case NOT_FOUND -> new Refusal(404, List.of(), rateLimit, "");
      case NOT_ACCEPTABLE -> new Refusal(406, List.of(), rateLimit, "");
      case NO_RULES -> connection(409, "RuleConfigurationIssue", rateLimit);
      case STRAY_400, BACKFILL_400 ->
          refusal(400, "Invalid Request", "invalid-request", rateLimit).refusal();
      case BACKFILL_403, RECOVERY_REFUSED ->
          refusal(403, "Forbidden", "not-authorized-for-resource", rateLimit).refusal();
      case RATE_LIMITED -> plain(429, "Too Many Requests", rateLimit);
      case RATE_LIMITED_OLD_BODY ->
          new Refusal(
              429,
              List.of(Problem.builder().detail("Rate limit exceeded").build()),
              RateLimit.unknown(),
              "{\"errors\":[{\"code\":88,\"message\":\"Rate limit exceeded\"}]}");
      case TOO_MANY_CONNECTIONS -> connection(429, "TooManyConnections", rateLimit);
      case MONTHLY_CAP ->
          refusal(429, "UsageCapExceeded", "usage-capped", rateLimit)
              .with(problem -> problem.period("Monthly").scope("Product"));
      case DAILY_CAP ->
          refusal(429, "UsageCapExceeded", "usage-capped", rateLimit)
              .with(problem -> problem.period("Daily").scope("Account"));
      case INTERNAL_ERROR -> plain(500, "Internal Server Error", rateLimit);
      case HTML_PAGE ->
          new Refusal(502, List.of(), RateLimit.unknown(), "<html><body>Bad Gateway</body></html>");
      case UNAVAILABLE -> plain(503, "Service Unavailable", rateLimit);
      case PROVISIONING -> connection(503, "ProvisioningSubscription", rateLimit);
      default -> throw new IllegalArgumentException(fault + " is no refusal");
    };
  }

  /** A refusal in the making. */
  private record Draft(int status, Problem problem, RateLimit rateLimit) {
    Refusal refusal() {
      return new Refusal(
          status, List.of(problem), rateLimit, "{\"title\":\"" + problem.sentence() + "\"}");
    }

    Refusal with(UnaryOperator<Problem.Builder> more) {
      Problem fuller = more.apply(Problem.builder().from(problem)).build();
      return new Draft(status, fuller, rateLimit).refusal();
    }
  }

  private static Draft refusal(int status, String title, String type, RateLimit rateLimit) {
    Problem problem = Problem.builder().title(title).type(TYPES + type).status(status).build();
    return new Draft(status, problem, rateLimit);
  }

  private static Refusal plain(int status, String title, RateLimit rateLimit) {
    Problem problem =
        Problem.builder().title(title).detail(title).type(BLANK).status(status).build();
    return new Draft(status, problem, rateLimit).refusal();
  }

  private static Refusal connection(int status, String issue, RateLimit rateLimit) {
    return refusal(status, "ConnectionException", "streaming-connection", rateLimit)
        .with(problem -> problem.connectionIssue(issue));
  }

  /** The line by which X announces that it ends a connection. */
  static Problem disconnect(String disconnectType) {
    return Problem.builder()
        .title("operational-disconnect")
        .disconnectType(disconnectType)
        .detail("This stream has been disconnected for operational reasons.")
        .type(TYPES + "operational-disconnect")
        .build();
  }
}
