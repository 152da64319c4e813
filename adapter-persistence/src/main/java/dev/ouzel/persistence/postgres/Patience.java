package dev.ouzel.persistence.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Breaks a connection off that takes too long. The driver bounds its waiting for words of the
 * server, but not for a server that no longer takes ours.
 */
final class Patience implements AutoCloseable {
  private final ScheduledThreadPoolExecutor timer =
      new ScheduledThreadPoolExecutor(1, Patience::newThread);

  private final Duration limit;

  Patience(Duration limit) {
    this.limit = limit;
    timer.setRemoveOnCancelPolicy(true);
  }

  private static Thread newThread(Runnable work) {
    Thread thread = new Thread(work, "ouzel-sink-patience");
    thread.setDaemon(true);
    return thread;
  }

  interface Work<T> {
    T run() throws SQLException;
  }

  /** Does {@code work} on {@code connection}, which fails once the limit has passed. */
  <T> T during(Connection connection, Work<T> work) throws SQLException {
    Future<?> end =
        timer.schedule(() -> abort(connection), limit.toMillis(), TimeUnit.MILLISECONDS);
    try {
      return work.run();
    } finally {
      end.cancel(false);
    }
  }

  private static void abort(Connection connection) {
    try {
      connection.abort(Runnable::run);
    } catch (SQLException e) {
      // Whoever waits on it is told by what happens to the connection.
    }
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
