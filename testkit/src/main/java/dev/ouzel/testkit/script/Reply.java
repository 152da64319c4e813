package dev.ouzel.testkit.script;

import java.time.Instant;
import java.util.Map;

/**
 * A whole answer of the server. The factories give X's refusals, with its bodies word for word.
 *
 * @param status the HTTP status
 * @param headers headers, which take the place of the usual ones of the same name
 * @param body the body's text; may be empty
 */
public record Reply(int status, Map<String, String> headers, String body) {
  /** Copies the headers. */
  public Reply {
    headers = Map.copyOf(headers);
  }

  /** An answer with the usual headers. */
  public static Reply of(int status, String body) {
    return new Reply(status, Map.of(), body);
  }

  /** A page in HTML, as what stands between sends it. */
  public static Reply html(int status, String page) {
    return new Reply(status, Map.of("content-type", "text/html; charset=utf-8"), page);
  }

  /** An answer without a body. */
  public static Reply empty(int status) {
    return of(status, "");
  }

  /** 400: a parameter is missing or wrong; here the partition. */
  public static Reply invalidRequest() {
    return of(
        400,
        "{\"errors\":[{\"parameters\":{\"partition\":[]},\"message\":\"The `partition` query parameter"
            + " can not be empty\"}],\"title\":\"Invalid Request\",\"detail\":\"One or more parameters"
            + " to your request was invalid.\","
            + type("invalid-request"));
  }

  /** 401: no token, or a wrong one. */
  public static Reply unauthorized() {
    return plain(401, "Unauthorized");
  }

  /** 402: pay-per-use credits are used up. The wording of the detail is not known exactly. */
  public static Reply creditsDepleted() {
    return of(
        402,
        "{\"title\":\"CreditsDepleted\",\"detail\":\"Your enrolled account does not have any credits"
            + " to fulfill this request\","
            + type("credits"));
  }

  /** 403: the app is not enrolled, or its plan is too small. */
  public static Reply clientNotEnrolled() {
    return of(
        403,
        "{\"client_id\":\"12345678\",\"detail\":\"When authenticating requests to the Twitter API v2"
            + " endpoints, you must use keys and tokens from a Twitter developer App that is"
            + " attached to a Project. You can create a project via the developer portal.\","
            + "\"registration_url\":\"https://developer.twitter.com/en/docs/projects/overview\","
            + "\"title\":\"Client Forbidden\",\"required_enrollment\":\"Appropriate Level of API"
            + " Access\",\"reason\":\"client-not-enrolled\","
            + type("client-forbidden"));
  }

  /** 404: X knows no such path. */
  public static Reply notFound() {
    return empty(404);
  }

  /** 406: the headers ask for what X does not give. X's body is not known. */
  public static Reply notAcceptable() {
    return plain(406, "Not Acceptable");
  }

  /** 409: the filtered stream needs at least one rule. */
  public static Reply noRules() {
    return connectionIssue(
        409,
        "RuleConfigurationIssue",
        "You must define rules using the POST /2/tweets/search/stream/rules endpoint before"
            + " connecting to filtered stream.");
  }

  /**
   * 422: more rules than the app may have. Title and type are X's; its status and words are not
   * known.
   */
  public static Reply tooManyRules() {
    return of(
        422,
        "{\"title\":\"RulesCapExceeded\",\"detail\":\"This change would exceed the number of rules"
            + " that your App may have.\","
            + type("rule-cap"));
  }

  /** 429: every connection that the app may hold is in use. */
  public static Reply tooManyConnections() {
    return connectionIssue(
        429,
        "TooManyConnections",
        "This stream is currently at the maximum allowed connection limit.");
  }

  /** 429: too many requests in the window. */
  public static Reply rateLimited() {
    return plain(429, "Too Many Requests");
  }

  /** 429: too many requests in the window, which ends then. */
  public static Reply rateLimited(Instant reset) {
    return new Reply(
        429,
        Map.of(
            "x-rate-limit-limit", "50",
            "x-rate-limit-remaining", "0",
            "x-rate-limit-reset", Long.toString(reset.getEpochSecond())),
        rateLimited().body());
  }

  /** 429: the month's quota of posts is used up. */
  public static Reply usageCapExceeded() {
    return usageCapExceeded("Monthly");
  }

  /** 429: the day's quota of posts is used up. */
  public static Reply dailyUsageCapExceeded() {
    return usageCapExceeded("Daily");
  }

  private static Reply usageCapExceeded(String period) {
    return of(
        429,
        ("{\"account_id\":\"12345678\",\"product_name\":\"standard-basic\",\"title\":"
                    + "\"UsageCapExceeded\",\"period\":\"%s\",\"scope\":\"Product\",\"detail\":"
                    + "\"Usage cap exceeded: %s product cap\",")
                .formatted(period, period)
            + type("usage-capped"));
  }

  /** 503: a change of plan is being carried out. */
  public static Reply provisioning() {
    return connectionIssue(
        503,
        "ProvisioningSubscription",
        "Your subscription change is currently being provisioned, please try again in a minute.");
  }

  /** 503: X is overloaded. */
  public static Reply serviceUnavailable() {
    return plain(503, "Service Unavailable");
  }

  private static Reply plain(int status, String words) {
    return of(
        status,
        "{\"title\":\"%s\",\"type\":\"about:blank\",\"status\":%d,\"detail\":\"%s\"}"
            .formatted(words, status, words));
  }

  private static Reply connectionIssue(int status, String issue, String detail) {
    return of(
        status,
        "{\"title\":\"ConnectionException\",\"detail\":\"%s\",\"connection_issue\":\"%s\","
                .formatted(detail, issue)
            + type("streaming-connection"));
  }

  /** The member with which X's problems end, in the host that is observed. */
  private static String type(String suffix) {
    return "\"type\":\"https://api.twitter.com/2/problems/" + suffix + "\"}";
  }
}
