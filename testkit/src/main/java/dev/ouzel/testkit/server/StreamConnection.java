package dev.ouzel.testkit.server;

import dev.ouzel.connection.Connection;
import dev.ouzel.testkit.script.AttemptFaults;
import java.time.Instant;

/** A stream that is being served: what the history will tell of it, and what feeds it. */
final class StreamConnection {
  /** What is known of a connection when it opens. */
  record Opening(
      long number,
      Subscription subscription,
      SeenRequest request,
      Connection connection,
      boolean recovery) {}

  /** A connection's way to its client. */
  record Line(Account account, Body body, ServerWire wire) {}

  private final Opening opening;
  private final Body body;
  private final Outlet outlet;
  private final ServerWire wire;
  private boolean outlivesItsClient;
  private boolean ended;

  StreamConnection(Opening opening, Line line, AttemptFaults faults) {
    this.opening = opening;
    this.body = line.body();
    this.wire = line.wire();
    this.outlet =
        new Outlet(line.account(), body, new FaultLine(line.account(), faults, this, body));
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

  Body body() {
    return body;
  }

  ServerWire wire() {
    return wire;
  }

  /** True when the server does not notice that the client leaves. */
  boolean outlivesItsClient() {
    return outlivesItsClient;
  }

  void outliveItsClient() {
    outlivesItsClient = true;
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
        opening.number(), connection, opening.request(), body.frames(), body.bytes());
  }
}
