package dev.ouzel.stream;

import dev.ouzel.post.Problem;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * An answer by which X (or something between) refused a request.
 *
 * @param status the HTTP status
 * @param problems what the body said, the most general first; empty when it was no JSON
 * @param rateLimit what the headers said
 * @param body the body's text, at most its first 64 KiB
 */
public record Refusal(int status, List<Problem> problems, RateLimit rateLimit, String body) {
  private static final int UNAUTHORIZED_STATUS = 401;
  private static final int SHOWN_BODY = 200;

  /** Copies the list. */
  public Refusal {
    problems = List.copyOf(problems);
  }

  /** What kind of refusal this is. */
  public enum Kind {
    /** 400: a parameter is wrong. */
    INVALID_REQUEST("the request is malformed; check the parameters"),
    /** 401: no token, or one that X does not know. */
    UNAUTHORIZED("the bearer token is missing, wrong or revoked; check X_BEARER_TOKEN"),
    /** 402: pay-per-use credits are used up. */
    CREDITS_DEPLETED("the account has no credits left; buy credits in X's developer console"),
    /** 403: the app or its plan may not do this. */
    FORBIDDEN("the app may not read this stream; check its project and plan at X"),
    /** 409: a filtered stream without rules. */
    NO_RULES("the app has no rules; add one first: ouzel rules add 'cat has:images'"),
    /** 429: another connection holds the slot. */
    TOO_MANY_CONNECTIONS("every connection the app may hold is in use; see: ouzel connections"),
    /** 429: the monthly or daily quota of posts is used up. */
    USAGE_CAPPED("the quota of posts is used up; wait for the next period or raise it at X"),
    /** 429: too many requests. */
    RATE_LIMITED("too many requests in 15 minutes; waiting for the next window"),
    /** 503: a change of plan is being carried out. */
    PROVISIONING("X is carrying out a change of the app's plan; it takes minutes"),
    /** 5xx. */
    UNAVAILABLE("X is in trouble; trying again"),
    /** Any other answer. */
    UNEXPECTED("not an answer X documents; check the base URL");

    private final String advice;

    Kind(String advice) {
      this.advice = advice;
    }

    /** What it means and what to do, for a person. */
    public String advice() {
      return advice;
    }
  }

  /** What kind this is, by X's words first and by the status where they do not tell. */
  public Kind kind() {
    if (issue("TooManyConnections")) {
      return Kind.TOO_MANY_CONNECTIONS;
    }
    if (issue("RuleConfigurationIssue")) {
      return Kind.NO_RULES;
    }
    if (issue("ProvisioningSubscription")) {
      return Kind.PROVISIONING;
    }
    if (any(problem -> problem.typeSuffix().filter("usage-capped"::equals).isPresent())) {
      return Kind.USAGE_CAPPED;
    }
    return byStatus();
  }

  private Kind byStatus() {
    return switch (status) {
      case 400 -> Kind.INVALID_REQUEST;
      case UNAUTHORIZED_STATUS -> Kind.UNAUTHORIZED;
      case 402 -> Kind.CREDITS_DEPLETED;
      case 403 -> Kind.FORBIDDEN;
      case 409 -> Kind.NO_RULES;
      case 429 -> Kind.RATE_LIMITED;
      default -> status >= 500 ? Kind.UNAVAILABLE : Kind.UNEXPECTED;
    };
  }

  /** True when a quota of posts is used up only until the next UTC day. */
  public boolean isDailyCap() {
    return kind() == Kind.USAGE_CAPPED
        && any(problem -> problem.period().filter("Daily"::equals).isPresent());
  }

  private boolean issue(String name) {
    return any(problem -> problem.connectionIssue().filter(name::equals).isPresent());
  }

  private boolean any(Predicate<Problem> test) {
    return problems.stream().anyMatch(test);
  }

  /** What X said, in one line: its problem's words, or the beginning of the body. */
  public String words() {
    return problems.stream()
        .map(Problem::sentence)
        .findFirst()
        .or(() -> Optional.of(body.replaceAll("\\s+", " ").strip()).filter(text -> !text.isEmpty()))
        .map(text -> text.length() > SHOWN_BODY ? text.substring(0, SHOWN_BODY) + "…" : text)
        .orElse("no reason given");
  }

  /** One sentence for the operator: what X answered and what to do. */
  public String sentence() {
    return "X answered %d (%s): %s".formatted(status, words(), kind().advice());
  }

  /** The status and X's words; the body may hold an account's name. */
  @Override
  public String toString() {
    return "Refusal[" + status + " " + kind() + ": " + words() + "]";
  }
}
