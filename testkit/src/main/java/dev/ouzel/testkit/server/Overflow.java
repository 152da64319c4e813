package dev.ouzel.testkit.server;

/**
 * What X does when an app opens more connections than it may. Its sources contradict each other.
 */
public enum Overflow {
  /** Refuses the new one with 429 {@code TooManyConnections}, as it was seen to do. */
  REFUSE_NEW,
  /** Ends the one that has been open longest, as a page of its documentation says. */
  END_OLDEST
}
