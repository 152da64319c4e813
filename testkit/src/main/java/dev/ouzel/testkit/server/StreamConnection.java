package dev.ouzel.testkit.server;

import dev.ouzel.connection.Connection;
import dev.ouzel.stream.StreamEndpoint;
import java.time.Instant;

/** A stream that is being served: what the history will tell of it, and what feeds it. */
final class StreamConnection {
  /** What is known of a connection when it opens. */
  record Opening(
      long number,
      StreamEndpoint endpoint,
      SeenRequest request,
      Connection connection,
      boolean recovery) {}

  /** How a connection's end reaches the network. */
  interface Wire {
    /** Closes the connection without ending the response. */
    void close();

    /** The same, with a TCP reset. */
    void reset();
  }

  private final Opening opening;
  private final Outlet outlet;
  private final Wire wire;
  private boolean ended;

  StreamConnection(Opening opening, Outlet outlet, Wire wire) {
    this.opening = opening;
    this.outlet = outlet;
    this.wire = wire;
  }

  Opening opening() {
    return opening;
  }

  /** The id by which the app can have it ended. */
  String id() {
    return opening.connection().id().orElseThrow();
  }

  Outlet outlet() {
    return outlet;
  }

  Wire wire() {
    return wire;
  }

  boolean isOpen() {
    return !ended;
  }

  /** Notes the end and returns what is to be remembered. */
  ServedConnection ended(Instant at, String reason) {
    ended = true;
    return with(
        Connection.builder()
            .from(opening.connection())
            .disconnectedAt(at)
            .disconnectReason(reason)
            .build());
  }

  ServedConnection soFar() {
    return with(opening.connection());
  }

  private ServedConnection with(Connection connection) {
    return new ServedConnection(
        opening.number(), connection, opening.request(), outlet.frames(), outlet.bytes());
  }
}
