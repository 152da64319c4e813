package dev.ouzel.testkit.server;

import java.time.Duration;

/** Sends a keep-alive on one connection after each period of silence, while it is open. */
final class KeepAlive {
  private final Account account;
  private final StreamConnection connection;
  private final Duration period;

  KeepAlive(Account account, StreamConnection connection) {
    this.account = account;
    this.connection = connection;
    this.period = account.settings().keepAlive();
  }

  /** Begins to watch for silence. */
  void start() {
    wakeAfter(period);
  }

  private void wakeAfter(Duration time) {
    account.loop().after(time, this::look);
  }

  private void look() {
    if (!connection.isOpen()) {
      return;
    }
    Duration left = period.minus(account.loop().now().since(connection.body().lastWrite()));
    boolean silent = left.isZero() || left.isNegative();
    if (silent && account.sendsKeepAlives()) {
      connection.outlet().keepAlive();
    }
    wakeAfter(silent ? period : left);
  }
}
