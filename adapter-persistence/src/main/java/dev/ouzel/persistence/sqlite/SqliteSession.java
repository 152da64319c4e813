package dev.ouzel.persistence.sqlite;

import dev.ouzel.connection.ConnectionRecord;
import dev.ouzel.coverage.Stretch;
import dev.ouzel.coverage.TimeRange;
import dev.ouzel.persistence.jdbc.Columns;
import dev.ouzel.persistence.jdbc.ConnectionRow;
import dev.ouzel.persistence.jdbc.CoverageRow;
import dev.ouzel.persistence.store.Ahead;
import dev.ouzel.post.PostId;
import dev.ouzel.sink.Batch;
import dev.ouzel.sink.Checkpoint;
import dev.ouzel.sink.CommitReceipt;
import dev.ouzel.sink.DeadLetter;
import dev.ouzel.sink.PostIds;
import dev.ouzel.sink.ReceivedPost;
import dev.ouzel.sink.Rematch;
import dev.ouzel.stream.StreamName;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A connection and the statements prepared on it: all that a sink says to SQLite. */
final class SqliteSession implements AutoCloseable {
  private static final String INSERT_REMATCH =
      "INSERT INTO rematches (post_id, received_at, rules) VALUES (?, ?, CAST(? AS TEXT))";
  private static final String INSERT_DEAD_LETTER =
      "INSERT INTO dead_letters (stream, received_at, reason, bytes) VALUES (?, ?, ?, ?)";
  private static final String REPLACE_CHECKPOINT =
      "INSERT OR REPLACE INTO checkpoints"
          + " (stream, sequence, taken_at, stored, duplicates, checkpoint)"
          + " VALUES (?, ?, ?, ?, ?, ?)";
  private static final String SELECT_CHECKPOINT =
      "SELECT sequence, stored, duplicates, checkpoint FROM checkpoints WHERE stream = ?";
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
  private final PreparedStatement insertRematch;
  private final PreparedStatement insertDeadLetter;
  private final PreparedStatement insertCoverage;
  private final PreparedStatement replaceConnection;
  private final PreparedStatement replaceCheckpoint;
  private final PreparedStatement selectCheckpoint;
  private final PreparedStatement selectIds;

  /** Takes the connection over. */
  SqliteSession(Connection connection, Ahead ahead) throws SQLException {
    this.connection = connection;
    transaction = connection.createStatement();
    postTable = new PostTable(connection, ahead);
    insertRematch = connection.prepareStatement(INSERT_REMATCH);
    insertDeadLetter = connection.prepareStatement(INSERT_DEAD_LETTER);
    insertCoverage = connection.prepareStatement(CoverageRow.INSERT);
    replaceConnection = connection.prepareStatement(ConnectionRow.REPLACE);
    replaceCheckpoint = connection.prepareStatement(REPLACE_CHECKPOINT);
    selectCheckpoint = connection.prepareStatement(SELECT_CHECKPOINT);
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

  /** What the last batch of {@code stream} was answered; number 0 when there was none. */
  CommitReceipt lastReceipt(StreamName stream) throws SQLException {
    selectCheckpoint.setString(1, stream.value());
    try (ResultSet row = selectCheckpoint.executeQuery()) {
      return row.next()
          ? new CommitReceipt(
              row.getLong("sequence"), row.getInt("stored"), row.getInt("duplicates"))
          : new CommitReceipt(0, 0, 0);
    }
  }

  Optional<Checkpoint> checkpoint(StreamName stream) throws SQLException {
    selectCheckpoint.setString(1, stream.value());
    try (ResultSet row = selectCheckpoint.executeQuery()) {
      return row.next()
          ? Optional.of(Checkpoint.parse(row.getString("checkpoint")))
          : Optional.empty();
    }
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

  /** Writes all of a batch, within the transaction begun. */
  CommitReceipt insert(Batch batch) throws SQLException {
    int stored = insertPosts(batch.posts());
    insertRematches(batch.rematches());
    StreamName stream = batch.checkpoint().stream();
    insertDeadLetters(stream, batch.deadLetters());
    insertCoverage(stream, batch.coverage());
    replaceConnections(stream, batch.connections());
    CommitReceipt receipt =
        new CommitReceipt(batch.checkpoint().sequence(), stored, batch.posts().size() - stored);
    replaceCheckpoint(batch.checkpoint(), receipt);
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

  private void insertDeadLetters(StreamName stream, List<DeadLetter> letters) throws SQLException {
    for (DeadLetter letter : letters) {
      insertDeadLetter.setString(1, stream.value());
      insertDeadLetter.setLong(2, letter.receivedAt().toEpochMilli());
      insertDeadLetter.setString(3, letter.reason());
      insertDeadLetter.setBytes(4, letter.payload().toByteArray());
      insertDeadLetter.addBatch();
    }
    insertDeadLetter.executeBatch();
  }

  private void insertCoverage(StreamName stream, List<Stretch> closed) throws SQLException {
    for (Stretch stretch : closed) {
      CoverageRow.bind(insertCoverage, COLUMNS, stream, stretch);
      insertCoverage.addBatch();
    }
    insertCoverage.executeBatch();
  }

  private void replaceConnections(StreamName stream, List<ConnectionRecord> connections)
      throws SQLException {
    for (ConnectionRecord known : connections) {
      ConnectionRow.bind(replaceConnection, COLUMNS, stream, known);
      replaceConnection.addBatch();
    }
    replaceConnection.executeBatch();
  }

  private void replaceCheckpoint(Checkpoint checkpoint, CommitReceipt receipt) throws SQLException {
    replaceCheckpoint.setString(1, checkpoint.stream().value());
    replaceCheckpoint.setLong(2, checkpoint.sequence());
    replaceCheckpoint.setLong(3, checkpoint.takenAt().toEpochMilli());
    replaceCheckpoint.setInt(4, receipt.stored());
    replaceCheckpoint.setInt(5, receipt.duplicates());
    replaceCheckpoint.setString(6, checkpoint.toText());
    replaceCheckpoint.executeUpdate();
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
