package dev.ouzel.connection;

import java.util.Locale;

/** What X shall tell of each connection. */
public enum ConnectionField {
  /** The address that X saw. */
  CLIENT_IP,
  /** When X accepted the connection. */
  CONNECTED_AT,
  /** Why it ended. */
  DISCONNECT_REASON,
  /** When it ended. */
  DISCONNECTED_AT,
  /** Which stream. */
  ENDPOINT_NAME,
  /** X's id for it. */
  ID;

  /** The name on the wire. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
