package dev.ouzel.testkit.server;

import io.vertx.core.Vertx;
import java.time.Duration;

/** Sends a keep-alive on one connection after each period of silence, while it is open. */
final class KeepAlive {
  private final Vertx vertx;
  private final Account account;
  private final StreamConnection connection;
  private final long periodNanos;

  KeepAlive(Vertx vertx, Account account, StreamConnection connection) {
    this.vertx = vertx;
    this.account = account;
    this.connection = connection;
    this.periodNanos = account.settings().keepAlive().toNanos();
  }

  /** Begins to watch for silence. */
  void start() {
    wakeAfter(periodNanos);
  }

  private void wakeAfter(long nanos) {
    vertx.setTimer(Math.max(1, Duration.ofNanos(nanos).toMillis()), timer -> look());
  }

  private void look() {
    if (!connection.isOpen()) {
      return;
    }
    long left = periodNanos - connection.outlet().nanosSinceWrite();
    if (left <= 0 && account.sendsKeepAlives()) {
      connection.outlet().keepAlive();
    }
    wakeAfter(left > 0 ? left : periodNanos);
  }
}
