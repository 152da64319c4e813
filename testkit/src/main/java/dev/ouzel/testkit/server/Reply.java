package dev.ouzel.testkit.server;

import io.vertx.core.json.JsonObject;
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

  static Reply json(int status, JsonObject body) {
    return of(status, body.encode());
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
    return of(404, "");
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

  /** 429: the month's quota of posts is used up. */
  public static Reply usageCapExceeded() {
    return json(
        429,
        new JsonObject()
            .put("account_id", "12345678")
            .put("product_name", "standard-basic")
            .put("title", "UsageCapExceeded")
            .put("period", "Monthly")
            .put("scope", "Product")
            .put("detail", "Usage cap exceeded: Monthly product cap")
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

  /** 400: something in the request is wrong; {@code errors} is X's list of what. */
  static Reply invalidRequest(Iterable<JsonObject> errors) {
    return json(400, Problems.invalidRequest(errors));
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
