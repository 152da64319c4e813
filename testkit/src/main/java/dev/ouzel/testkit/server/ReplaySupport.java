package dev.ouzel.testkit.server;

/** What the server makes of a request for posts of the past, which X offers to large plans only. */
public enum ReplaySupport {
  /** Delivers them. */
  SUPPORTED,
  /** Answers 400 to the whole request. */
  REFUSED_400,
  /** Answers 403 to the whole request. */
  REFUSED_403,
  /** Streams as if the request did not ask for them. */
  IGNORED
}
