package dev.ouzel.persistence.sqlite;

import dev.ouzel.coverage.TimeRange;
import dev.ouzel.persistence.jdbc.Columns;
import dev.ouzel.persistence.jdbc.LedgerTables;
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
import java.sql.Statement;
import java.time.Instant;
import java.util.List;

/** A connection and the statements prepared on it: all that a sink says to SQLite. */
final class SqliteSession implements AutoCloseable {
  private static final String INSERT_REMATCH =
      "INSERT INTO rematches (post_id, received_at, rules) VALUES (?, ?, CAST(? AS TEXT))";
  private static final String SELECT_IDS =
      "SELECT id FROM posts WHERE created_at >= ? AND created_at < ? ORDER BY created_at DESC";

  private static final Columns COLUMNS = new SqliteColumns();

  private static final Instant NO_POST_BEFORE = Instant.EPOCH;
  private static final Instant NO_POST_AFTER =
      Instant.ofEpochMilli(PostId.millis(Long.MAX_VALUE) + 1);
  private static final int NANOS_SHORT_OF_A_MILLI = 999_999;

  private final Connection connection;
  private final Statement transaction;
  private final PostTable postTable;
  private final LedgerTables ledger;
  private final PreparedStatement insertRematch;
  private final PreparedStatement selectIds;

  /** Takes the connection over. */
  SqliteSession(Connection connection) throws SQLException {
    this.connection = connection;
    transaction = connection.createStatement();
    postTable = new PostTable(connection);
    ledger = new LedgerTables(connection, COLUMNS);
    insertRematch = connection.prepareStatement(INSERT_REMATCH);
    selectIds = connection.prepareStatement(SELECT_IDS);
  }

  /** Begins a transaction that may write, after those of other programs. */
  void begin() throws SQLException {
    transaction.execute("BEGIN IMMEDIATE");
  }

  void commit() throws SQLException {
    transaction.execute("COMMIT");
  }

  void rollback() throws SQLException {
    transaction.execute("ROLLBACK");
  }

  PostIds ids(TimeRange created) throws SQLException {
    selectIds.setLong(1, firstMilli(created.from()));
    selectIds.setLong(2, firstMilli(created.to()));
    PostIds ids = new PostIds();
    try (ResultSet rows = selectIds.executeQuery()) {
      while (!ids.isFull() && rows.next()) {
        ids.add(rows.getLong(1));
      }
    }
    return ids;
  }

  /** The first whole millisecond that is not before {@code time}. */
  private static long firstMilli(Instant time) {
    if (time.isBefore(NO_POST_BEFORE)) {
      return NO_POST_BEFORE.toEpochMilli();
    }
    return time.isAfter(NO_POST_AFTER)
        ? NO_POST_AFTER.toEpochMilli()
        : time.plusNanos(NANOS_SHORT_OF_A_MILLI).toEpochMilli();
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
      insertRematch.setLong(2, rematch.receivedAt().toEpochMilli());
      byte[] rules = rematch.rules().toByteArray();
      insertRematch.setBytes(3, ReadableText.mended(rules).orElse(rules));
      insertRematch.addBatch();
    }
    insertRematch.executeBatch();
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
