package dev.ouzel.testkit.server;

import dev.ouzel.post.Payload;

/** The host in the {@code type} of X's problems. */
public enum ProblemHost {
  /** {@code api.twitter.com}, which is in most answers that were seen. */
  TWITTER("https://api.twitter.com/2/problems/"),
  /** {@code api.x.com}, which X documents now. */
  X("https://api.x.com/2/problems/");

  private final String types;

  ProblemHost(String types) {
    this.types = types;
  }

  /** The same text with this host in place of the usual one. */
  String in(String text) {
    return this == TWITTER ? text : text.replace(TWITTER.types, types);
  }

  /** The same frame with this host in place of the usual one. */
  Payload in(Payload frame) {
    return this == TWITTER ? frame : Payload.ofText(in(frame.text()));
  }
}
