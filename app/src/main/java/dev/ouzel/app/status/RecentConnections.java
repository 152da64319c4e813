package dev.ouzel.app.status;

import dev.ouzel.connection.ConnectionRecord;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/** The newest connections, each as last told. Not safe for use by several threads. */
final class RecentConnections {
  private static final int MOST = 20;

  private final NavigableMap<Long, ConnectionRecord> byNumber = new TreeMap<>();

  /** Something new is known of connections. */
  void told(List<ConnectionRecord> connections) {
    connections.forEach(connection -> byNumber.put(connection.number(), connection));
    cut();
  }

  /** What was known of connections before all that was told so far. */
  void before(List<ConnectionRecord> connections) {
    connections.forEach(connection -> byNumber.putIfAbsent(connection.number(), connection));
    cut();
  }

  private void cut() {
    while (byNumber.size() > MOST) {
      byNumber.pollFirstEntry();
    }
  }

  /** Newest first. */
  List<ConnectionRecord> all() {
    return List.copyOf(byNumber.descendingMap().values());
  }
}
