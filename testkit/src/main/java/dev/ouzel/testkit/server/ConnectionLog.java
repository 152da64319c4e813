package dev.ouzel.testkit.server;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** The connections served. Of those that ended the oldest are forgotten at a limit. */
final class ConnectionLog {
  private static final int MOST_REMEMBERED = 10_000;

  private final FakeXSettings settings;
  private final InstantSource clock;
  private final List<StreamConnection> open = new ArrayList<>();
  private final TreeMap<Long, ServedConnection> ended = new TreeMap<>();
  private long opened;
  private long framesOfEnded;

  ConnectionLog(FakeXSettings settings, InstantSource clock) {
    this.settings = settings;
    this.clock = clock;
  }

  /** The number for the next connection, from 1. */
  long nextNumber() {
    return opened + 1;
  }

  void add(StreamConnection connection) {
    open.add(connection);
    opened++;
  }

  /** Records a connection's end, and nothing if it has one already. */
  void end(StreamConnection connection, ConnectionEnd end) {
    if (open.remove(connection)) {
      ServedConnection last = connection.ended(clock.instant(), settings.disconnectReason(end));
      ended.put(last.number(), last);
      framesOfEnded += last.frames();
      if (ended.size() > MOST_REMEMBERED) {
        ended.pollFirstEntry();
      }
    }
  }

  /** Forgets those that ended, and begins to count anew. */
  void clear() {
    ended.clear();
    opened = 0;
    framesOfEnded = 0;
  }

  /** How many were ever opened, remembered or not. */
  long opened() {
    return opened;
  }

  /** How many frames were handed to the network for all that were ever opened. */
  long frames() {
    return framesOfEnded + open.stream().mapToLong(connection -> connection.body().frames()).sum();
  }

  /** Open or ended, in the order in which they opened. */
  List<ServedConnection> served() {
    TreeMap<Long, ServedConnection> served = new TreeMap<>(ended);
    open.stream()
        .map(StreamConnection::soFar)
        .forEach(connection -> served.put(connection.number(), connection));
    return List.copyOf(served.values());
  }

  /** Those that are open now, in the order in which they opened. */
  List<StreamConnection> open() {
    return List.copyOf(open);
  }

  /** The open one with this id. */
  Optional<StreamConnection> withId(String id) {
    return open.stream().filter(connection -> connection.id().equals(id)).findFirst();
  }

  /** Those beside which the app would open one more, the one that opened first first. */
  List<StreamConnection> beside(Subscription subscription, boolean recovery) {
    return open.stream()
        .filter(each -> each.opening().subscription().competesWith(subscription))
        .filter(each -> settings.countsRecoveries() || each.opening().recovery() == recovery)
        .toList();
  }

  /** How many of those there may be. */
  int most(boolean recovery) {
    return recovery && !settings.countsRecoveries()
        ? settings.maxRecoveries()
        : settings.maxConnections();
  }
}
