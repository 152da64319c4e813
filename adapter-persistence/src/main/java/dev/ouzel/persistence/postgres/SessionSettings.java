package dev.ouzel.persistence.postgres;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What a writing session asks of the server. */
final class SessionSettings {
  /**
   * What a server may not know, or not have been built with: compression that costs a fraction of
   * the default's, and notice within a minute that we are gone, so that our lock is freed.
   */
  static final List<String> WELCOME =
      List.of(
          "SET default_toast_compression = 'lz4'",
          "SET tcp_keepalives_idle = 30",
          "SET tcp_keepalives_interval = 10",
          "SET tcp_keepalives_count = 3",
          "SET tcp_user_timeout = '60s'",
          "SET client_connection_check_interval = '10s'");

  private SessionSettings() {}

  /**
   * A commit is a promise, so that a server whose default is to answer before the disk does is told
   * otherwise; a default that waits for more is left alone. No other default of the server's may
   * end a batch sooner than its silence does.
   */
  static String needed(Duration silence, Optional<String> synchronousCommit) {
    long seconds = silence.toSeconds();
    String synchronous =
        synchronousCommit
            .map("SET synchronous_commit = '%s'"::formatted)
            .orElse(
                "SELECT set_config('synchronous_commit', 'on', false)"
                    + " WHERE current_setting('synchronous_commit') = 'off'");
    return String.join(
        "; ",
        synchronous,
        "SET default_transaction_isolation = 'read committed'",
        "SET statement_timeout = 0",
        "SET lock_timeout = '%ds'".formatted(Math.max(1, seconds / 2)),
        "SET idle_in_transaction_session_timeout = '%ds'".formatted(seconds));
  }
}
