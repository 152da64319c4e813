package dev.ouzel.persistence.sqlite;

import java.time.Duration;

/**
 * The bounds of a connection.
 *
 * @param patience how long to wait for another program that holds the file
 * @param pages how many pages the file may have; SQLite calls it full beyond that
 * @param rowBytes how large a row may be
 */
record SqliteLimits(Duration patience, long pages, int rowBytes) {
  /** The most pages that SQLite knows. */
  private static final long MOST_PAGES = 4_294_967_294L;

  /** The largest row that SQLite as usually built knows. */
  private static final int LARGEST_ROW = 1_000_000_000;

  static SqliteLimits standard() {
    return new SqliteLimits(Duration.ofSeconds(5), MOST_PAGES, LARGEST_ROW);
  }
}
