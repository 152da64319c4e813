package dev.ouzel.persistence.postgres;

import dev.ouzel.post.PostId;
import dev.ouzel.sink.ReceivedPost;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Partitions of posts, one for each month in UTC. An id tells its time, so that a month is a range
 * of ids and the key stays the id alone. What no month claims goes to the partitions of the rest:
 * ids older than snowflakes, and those of a future too far off to be true.
 */
final class Months {
  static final String CREATE_REST =
      "CREATE TABLE posts_rest PARTITION OF posts DEFAULT;"
          + " CREATE TABLE matching_rules_rest PARTITION OF matching_rules DEFAULT";

  private static final String CREATE =
      "CREATE TABLE IF NOT EXISTS posts_%1$s PARTITION OF posts"
          + " FOR VALUES FROM (%2$d) TO (%3$d);"
          + " CREATE TABLE IF NOT EXISTS matching_rules_%1$s PARTITION OF matching_rules"
          + " FOR VALUES FROM (%2$d) TO (%3$d)";

  /** The first month of which every id is a snowflake. */
  private static final YearMonth FIRST = YearMonth.of(2010, 12);

  /** Readers are not kept waiting behind us for longer; the month is tried again later. */
  private static final String PATIENCE = "SET LOCAL lock_timeout = '1s'";

  private static final Duration PAUSE = Duration.ofMinutes(1);

  private final Schema schema;

  /** Those that need no more thought. */
  private final Set<YearMonth> settled = new HashSet<>();

  private Instant notBefore = Instant.MIN;

  Months(Schema schema) {
    this.schema = schema;
  }

  /**
   * Makes the partitions of {@code posts} that are missing, and a month ahead of need, in
   * transactions of its own. Where it cannot be done now, since somebody reads, posts go to the
   * rest; where the rest holds posts of a month, that month stays there.
   */
  void prepare(Connection connection, List<ReceivedPost> posts) throws SQLException {
    Instant now = Instant.now();
    YearMonth last = month(now).plusMonths(1);
    Set<YearMonth> missing = new TreeSet<>(List.of(month(now), last));
    long end = firstId(last.plusMonths(1));
    for (ReceivedPost post : posts) {
      if (post.id() >= firstId(FIRST) && post.id() < end) {
        missing.add(month(Instant.ofEpochMilli(PostId.millis(post.id()))));
      }
    }
    missing.removeAll(settled);
    if (missing.isEmpty() || now.isBefore(notBefore)) {
      return;
    }
    for (YearMonth month : missing) {
      if (!make(connection, month)) {
        notBefore = now.plus(PAUSE);
        return;
      }
      settled.add(month);
    }
  }

  /** False when it has to be tried again. */
  private boolean make(Connection connection, YearMonth month) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(PATIENCE);
      Migrations.lock(connection, schema);
      String name = "%tY_%<tm".formatted(month);
      statement.execute(CREATE.formatted(name, firstId(month), firstId(month.plusMonths(1))));
      connection.commit();
      return true;
    } catch (SQLException e) {
      if (!PostgresFailures.isLocked(e) && !PostgresFailures.isClaimed(e)) {
        throw e;
      }
      connection.rollback();
      return PostgresFailures.isClaimed(e);
    }
  }

  private static YearMonth month(Instant time) {
    return YearMonth.from(time.atOffset(ZoneOffset.UTC));
  }

  private static long firstId(YearMonth month) {
    return PostId.at(month.atDay(1).atStartOfDay().toInstant(ZoneOffset.UTC)).value();
  }
}
