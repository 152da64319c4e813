package dev.ouzel.testkit.script;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
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
  private static final String PROBLEMS = "https://api.twitter.com/2/problems/";

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

  private static Reply json(int status, JsonObject body) {
    return of(status, body.encode());
  }

  /** 400: a parameter is missing or wrong; here the partition. */
  public static Reply invalidRequest() {
    return json(
        400,
        new JsonObject()
            .put(
                "errors",
                new JsonArray()
                    .add(
                        new JsonObject()
                            .put("parameters", new JsonObject().put("partition", new JsonArray()))
                            .put("message", "The `partition` query parameter can not be empty")))
            .put("title", "Invalid Request")
            .put("detail", "One or more parameters to your request was invalid.")
            .put("type", PROBLEMS + "invalid-request"));
  }

  /** 401: no token, or a wrong one. */
  public static Reply unauthorized() {
    return plain(401, "Unauthorized");
  }

  /** 402: pay-per-use credits are used up. The wording of the detail is not known exactly. */
  public static Reply creditsDepleted() {
    return json(
        402,
        new JsonObject()
            .put("title", "CreditsDepleted")
            .put(
                "detail", "Your enrolled account does not have any credits to fulfill this request")
            .put("type", PROBLEMS + "credits"));
  }

  /** 403: the app is not enrolled, or its plan is too small. */
  public static Reply clientNotEnrolled() {
    return json(
        403,
        new JsonObject()
            .put("client_id", "12345678")
            .put(
                "detail",
                "When authenticating requests to the Twitter API v2 endpoints, you must use keys"
                    + " and tokens from a Twitter developer App that is attached to a Project. You"
                    + " can create a project via the developer portal.")
            .put("registration_url", "https://developer.twitter.com/en/docs/projects/overview")
            .put("title", "Client Forbidden")
            .put("required_enrollment", "Appropriate Level of API Access")
            .put("reason", "client-not-enrolled")
            .put("type", PROBLEMS + "client-forbidden"));
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
    return json(
        429,
        new JsonObject()
            .put("account_id", "12345678")
            .put("product_name", "standard-basic")
            .put("title", "UsageCapExceeded")
            .put("period", period)
            .put("scope", "Product")
            .put("detail", "Usage cap exceeded: " + period + " product cap")
            .put("type", PROBLEMS + "usage-capped"));
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
    return json(
        status,
        new JsonObject()
            .put("title", words)
            .put("type", "about:blank")
            .put("status", status)
            .put("detail", words));
  }

  private static Reply connectionIssue(int status, String issue, String detail) {
    return json(
        status,
        new JsonObject()
            .put("title", "ConnectionException")
            .put("detail", detail)
            .put("connection_issue", issue)
            .put("type", PROBLEMS + "streaming-connection"));
  }
}
