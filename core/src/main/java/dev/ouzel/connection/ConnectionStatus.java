package dev.ouzel.connection;

import java.util.Locale;

/** Which connections to list. */
public enum ConnectionStatus {
  /** Those that live. */
  ACTIVE,
  /** Those that have ended. */
  INACTIVE,
  /** Both. */
  ALL;

  /** The name on the wire. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
