package dev.ouzel.testkit.server;

import dev.ouzel.testkit.script.Reply;

/** The forms in which X refuses a request beyond the rate limit. */
public enum RateLimitWords {
  /** {@code {"title":"Too Many Requests",…,"type":"about:blank","status":429}}, the usual one. */
  PLAIN(Reply.rateLimited().body()),
  /** {@code {"errors":[{"code":88,"message":"Rate limit exceeded"}]}}, of API v1.1. */
  CODE_88("{\"errors\":[{\"code\":88,\"message\":\"Rate limit exceeded\"}]}"),
  /** A problem of the type {@code rate-limit-exceeded}, which X's documentation lists. */
  PROBLEM(
      "{\"title\":\"Too Many Requests\",\"detail\":\"Too Many Requests\",\"type\":"
          + "\"https://api.twitter.com/2/problems/rate-limit-exceeded\",\"status\":429}");

  private final String body;

  RateLimitWords(String body) {
    this.body = body;
  }

  Reply reply() {
    return Reply.of(429, body);
  }
}
