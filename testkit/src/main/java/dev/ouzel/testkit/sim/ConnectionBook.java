package dev.ouzel.testkit.sim;

import dev.ouzel.connection.Connection;
import dev.ouzel.stream.StreamEndpoint;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/** X's own record of connections: whose slot is held, and what was. */
final class ConnectionBook {
  private static final String OUR_ADDRESS = "192.0.2.1";

  private final World world;
  private final Chance chance;
  private final List<Entry> entries = new ArrayList<>();
  private final List<Entry> held = new ArrayList<>();

  ConnectionBook(World world) {
    this.world = world;
    this.chance = world.chance("book");
  }

  private static final class Entry {
    private final SimulatedConnection connection;
    private final String id;
    private final Instant connectedAt;
    private Optional<Instant> disconnectedAt = Optional.empty();
    private Optional<String> reason = Optional.empty();

    private Entry(SimulatedConnection connection, String id, Instant connectedAt) {
      this.connection = connection;
      this.id = id;
      this.connectedAt = connectedAt;
    }

    private Connection asXTells() {
      return Connection.builder()
          .id(id)
          .endpointName(StreamEndpoint.FILTERED.wireName())
          .clientIp(OUR_ADDRESS)
          .connectedAt(connectedAt)
          .disconnectedAt(disconnectedAt)
          .disconnectReason(reason)
          .build();
    }
  }

  void add(SimulatedConnection connection) {
    Entry entry = new Entry(connection, new UUID(0, entries.size() + 1).toString(), world.now());
    entries.add(entry);
    held.add(entry);
  }

  /** Live connections on which X writes. */
  List<SimulatedConnection> live() {
    return open().stream().filter(connection -> !connection.isRecovery()).toList();
  }

  /** Connections on which X writes. */
  List<SimulatedConnection> open() {
    return held.stream()
        .map(entry -> entry.connection)
        .filter(SimulatedConnection::isWritten)
        .toList();
  }

  Gate.Occupancy occupancy() {
    int recoveries = (int) held.stream().filter(it -> it.connection.isRecovery()).count();
    return new Gate.Occupancy(held.size() - recoveries, recoveries);
  }

  /** X ended a connection. */
  void ended(SimulatedConnection connection, Fault how) {
    release(connection, how.name().toLowerCase(Locale.ROOT));
  }

  /** Nothing reaches the other end any more, which X learns later. */
  void stalled(SimulatedConnection connection) {
    releaseLater(connection, staleFor());
  }

  /** The other end closed the connection, or died; X learns of it at once, or much later. */
  void left(SimulatedConnection connection, boolean unseen) {
    if (unseen || world.weather().strikes(Fault.STALE_SLOT)) {
      releaseLater(connection, staleFor());
    } else {
      releaseLater(connection, chance.within(Duration.ofMillis(300)));
    }
  }

  private Duration staleFor() {
    return chance.between(Duration.ofSeconds(30), Duration.ofMinutes(10));
  }

  private void releaseLater(SimulatedConnection connection, Duration later) {
    world.after(later, () -> release(connection, "client_disconnect"));
  }

  /** Ends connections by their ids, as an operator may; tells how many there were. */
  int kill(List<String> ids) {
    List<Entry> condemned = held.stream().filter(entry -> ids.contains(entry.id)).toList();
    condemned.forEach(
        entry -> {
          entry.connection.close();
          release(entry.connection, "operator_disconnect");
        });
    return condemned.size();
  }

  private void release(SimulatedConnection connection, String reason) {
    for (Entry entry : List.copyOf(held)) {
      if (entry.connection == connection) {
        connection.giveUp();
        entry.disconnectedAt = Optional.of(world.now());
        entry.reason = Optional.of(reason);
        held.remove(entry);
      }
    }
  }

  /** What X's history tells, the newest first. */
  List<Connection> history() {
    List<Connection> history = new ArrayList<>();
    for (int i = entries.size() - 1; i >= 0; i--) {
      history.add(entries.get(i).asXTells());
    }
    return history;
  }
}
