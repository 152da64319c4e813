package dev.ouzel.testkit.server;

/**
 * The shape in which X answers a request to end connections. It documents the first; the others are
 * what it documented before, and what it was seen to send.
 */
public enum TerminationAnswer {
  /** {@code {"data":{"successful_kills":1,"failed_kills":0,"results":[…]}}}. */
  COUNTS,
  /** {@code {"data":{"killed_connections":true}}}. */
  KILLED,
  /** {@code {"data":{"attempted":true}}}. */
  ATTEMPTED
}
