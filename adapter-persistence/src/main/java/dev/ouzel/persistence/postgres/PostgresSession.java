package dev.ouzel.persistence.postgres;

import static dev.ouzel.persistence.postgres.PostgresColumns.COLUMNS;

import dev.ouzel.coverage.TimeRange;
import dev.ouzel.persistence.jdbc.LedgerTables;
import dev.ouzel.post.PostCodec;
import dev.ouzel.post.PostId;
import dev.ouzel.sink.Batch;
import dev.ouzel.sink.CommitReceipt;
import dev.ouzel.sink.PostIds;
import dev.ouzel.sink.ReceivedPost;
import dev.ouzel.sink.Rematch;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A connection and what is prepared on it: all that a sink says to PostgreSQL. What is said first
 * after a commit or a rollback begins a transaction.
 */
final class PostgresSession implements AutoCloseable {
  private static final String INSERT_REMATCH =
      "INSERT INTO rematches (post_id, received_at, rules) VALUES (?, ?, ?)";
  private static final String SELECT_IDS =
      "SELECT id FROM posts WHERE id BETWEEN ? AND ? ORDER BY id DESC LIMIT " + PostIds.MOST;

  private static final int IDS_AT_ONCE = 10_000;

  private static final Instant FIRST_SNOWFLAKE = Instant.parse("2010-11-04T01:43:54.657Z");
  private static final Instant LAST_SNOWFLAKE = Instant.ofEpochMilli(PostId.millis(Long.MAX_VALUE));
  private static final int NANOS_SHORT_OF_A_MILLI = 999_999;

  private final Connection connection;
  private final PostTable postTable;
  private final LedgerTables ledger;
  private final PreparedStatement insertRematch;
  private final PreparedStatement selectIds;

  /** Takes the connection over. */
  PostgresSession(Connection connection, PostCodec codec) throws SQLException {
    this.connection = connection;
    postTable = new PostTable(connection, codec);
    ledger = new LedgerTables(connection, COLUMNS);
    insertRematch = connection.prepareStatement(INSERT_REMATCH);
    selectIds = connection.prepareStatement(SELECT_IDS);
    selectIds.setFetchSize(IDS_AT_ONCE);
  }

  Connection connection() {
    return connection;
  }

  void commit() throws SQLException {
    connection.commit();
  }

  void rollback() throws SQLException {
    connection.rollback();
  }

  /** By id, which tells the time to the millisecond. */
  PostIds ids(TimeRange created) throws SQLException {
    selectIds.setLong(1, firstId(created.from()));
    selectIds.setLong(
        2, created.to().isAfter(LAST_SNOWFLAKE) ? Long.MAX_VALUE : firstId(created.to()) - 1);
    PostIds ids = new PostIds();
    try (ResultSet rows = selectIds.executeQuery()) {
      while (rows.next()) {
        ids.add(rows.getLong(1));
      }
    }
    return ids;
  }

  /** The first id that is not before {@code time}. */
  private static long firstId(Instant time) {
    if (time.isBefore(FIRST_SNOWFLAKE)) {
      return PostId.at(FIRST_SNOWFLAKE).value();
    }
    Instant first = time.isAfter(LAST_SNOWFLAKE) ? LAST_SNOWFLAKE : time;
    return PostId.at(first.plusNanos(NANOS_SHORT_OF_A_MILLI)).value();
  }

  LedgerTables ledger() {
    return ledger;
  }

  /** Writes all of a batch, within the transaction begun. */
  CommitReceipt insert(Batch batch) throws SQLException {
    int stored = insertPosts(batch.posts());
    insertRematches(batch.rematches());
    CommitReceipt receipt =
        new CommitReceipt(batch.checkpoint().sequence(), stored, batch.posts().size() - stored);
    ledger.insert(batch, receipt);
    return receipt;
  }

  /** Writes posts alone, within the transaction begun; tells how many were new. */
  int insertPosts(List<ReceivedPost> posts) throws SQLException {
    return postTable.insert(posts);
  }

  private void insertRematches(List<Rematch> rematches) throws SQLException {
    for (Rematch rematch : rematches) {
      insertRematch.setLong(1, rematch.id());
      COLUMNS.bindTime(insertRematch, 2, Optional.of(rematch.receivedAt()));
      insertRematch.setString(3, Text.mended(rematch.rules().toByteArray()));
      insertRematch.addBatch();
    }
    insertRematch.executeBatch();
    postTable.insertMatches(rematches);
  }

  /** Closes the connection, which rolls back what is not committed. */
  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      // What was committed is safe; a connection that fails even here has nothing more to lose.
    }
  }
}
