package dev.ouzel.testkit.server;

import dev.ouzel.post.Payload;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** Which frames were handed to the network for which connection; the oldest are forgotten. */
final class DeliveryLog {
  private record Delivery(long connection, Payload frame) {}

  private final long limit;
  private final Deque<Delivery> deliveries = new ArrayDeque<>();
  private long bytes;

  DeliveryLog(long limit) {
    this.limit = limit;
  }

  void add(long connection, Payload frame) {
    deliveries.addLast(new Delivery(connection, frame));
    bytes += frame.size();
    while (bytes > limit) {
      bytes -= deliveries.removeFirst().frame().size();
    }
  }

  List<Payload> to(long connection) {
    return deliveries.stream()
        .filter(delivery -> delivery.connection() == connection)
        .map(Delivery::frame)
        .toList();
  }
}
