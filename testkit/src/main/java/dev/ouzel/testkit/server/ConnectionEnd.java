package dev.ouzel.testkit.server;

/**
 * How a connection to the fake can end, with the {@code disconnect_reason} that its history then
 * shows. X has published no list of reasons, so these are guesses, and each can be set otherwise
 * with {@link FakeXSettings#disconnectReasons}.
 */
public enum ConnectionEnd {
  /** The client closed it, or its network did. */
  CLIENT_LEFT("client_disconnect"),
  /** The server ended the response in order. */
  ENDED("operational_disconnect"),
  /** The server broke the connection off. */
  CUT("upstream_unclean_disconnect"),
  /** All that a recovery asked for was delivered. */
  REPLAYED("recovery_completed"),
  /** The app asked for its end with {@code DELETE} on the connections. */
  TERMINATED("operator_disconnect"),
  /** The client read too slowly, and the server's buffer was full. */
  SLOW_READER("slow_reader"),
  /** The app opened another one, and might not have both. */
  REPLACED("force_disconnect"),
  /** The app's usage cap was reached. */
  CAPPED("usage_capped"),
  /** The whole server went away. */
  STOPPED("upstream_operational_disconnect");

  private final String usualReason;

  ConnectionEnd(String usualReason) {
    this.usualReason = usualReason;
  }

  /** The reason shown unless set otherwise. */
  public String usualReason() {
    return usualReason;
  }
}
