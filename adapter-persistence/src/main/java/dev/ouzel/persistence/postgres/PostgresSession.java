package dev.ouzel.persistence.postgres;

import static dev.ouzel.persistence.postgres.PostgresColumns.COLUMNS;

import dev.ouzel.connection.ConnectionRecord;
import dev.ouzel.coverage.Stretch;
import dev.ouzel.coverage.TimeRange;
import dev.ouzel.persistence.jdbc.ConnectionRow;
import dev.ouzel.persistence.jdbc.CoverageRow;
import dev.ouzel.persistence.store.Ahead;
import dev.ouzel.post.PostCodec;
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
  private static final String INSERT_DEAD_LETTER =
      "INSERT INTO dead_letters (stream, received_at, reason, bytes) VALUES (?, ?, ?, ?)";
  private static final String REPLACE_CHECKPOINT =
      "INSERT INTO checkpoints (stream, sequence, taken_at, stored, duplicates, checkpoint)"
          + " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (stream) DO UPDATE SET"
          + " sequence = excluded.sequence, taken_at = excluded.taken_at,"
          + " stored = excluded.stored, duplicates = excluded.duplicates,"
          + " checkpoint = excluded.checkpoint";
  private static final String SELECT_CHECKPOINT =
      "SELECT sequence, stored, duplicates, checkpoint FROM checkpoints WHERE stream = ?";
  private static final String SELECT_IDS =
      "SELECT id FROM posts WHERE id BETWEEN ? AND ? ORDER BY id DESC LIMIT " + PostIds.MOST;

  private static final int IDS_AT_ONCE = 10_000;

  /** Of letters that are sent before their answers are read: a few of the longest. */
  private static final int LETTERS_AT_ONCE = 64;

  private static final Instant FIRST_SNOWFLAKE = Instant.parse("2010-11-04T01:43:54.657Z");
  private static final Instant LAST_SNOWFLAKE = Instant.ofEpochMilli(PostId.millis(Long.MAX_VALUE));
  private static final int NANOS_SHORT_OF_A_MILLI = 999_999;

  private final Connection connection;
  private final PostTable postTable;
  private final PreparedStatement insertRematch;
  private final PreparedStatement insertDeadLetter;
  private final PreparedStatement insertCoverage;
  private final PreparedStatement replaceConnection;
  private final PreparedStatement replaceCheckpoint;
  private final PreparedStatement selectCheckpoint;
  private final PreparedStatement selectIds;

  /** Takes the connection over. */
  PostgresSession(Connection connection, PostCodec codec, Ahead ahead) throws SQLException {
    this.connection = connection;
    postTable = new PostTable(connection, codec, ahead);
    insertRematch = connection.prepareStatement(INSERT_REMATCH);
    insertDeadLetter = connection.prepareStatement(INSERT_DEAD_LETTER);
    insertCoverage = connection.prepareStatement(CoverageRow.INSERT);
    replaceConnection = connection.prepareStatement(ConnectionRow.REPLACE);
    replaceCheckpoint = connection.prepareStatement(REPLACE_CHECKPOINT);
    selectCheckpoint = connection.prepareStatement(SELECT_CHECKPOINT);
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
      COLUMNS.bindTime(insertRematch, 2, Optional.of(rematch.receivedAt()));
      insertRematch.setString(3, Text.mended(rematch.rules().toByteArray()));
      insertRematch.addBatch();
    }
    insertRematch.executeBatch();
    postTable.insertMatches(rematches);
  }

  private void insertDeadLetters(StreamName stream, List<DeadLetter> letters) throws SQLException {
    int waiting = 0;
    for (DeadLetter letter : letters) {
      insertDeadLetter.setString(1, stream.value());
      COLUMNS.bindTime(insertDeadLetter, 2, Optional.of(letter.receivedAt()));
      COLUMNS.bindText(insertDeadLetter, 3, Optional.of(letter.reason()));
      insertDeadLetter.setBytes(4, letter.payload().toByteArray());
      insertDeadLetter.addBatch();
      if (++waiting % LETTERS_AT_ONCE == 0) {
        insertDeadLetter.executeBatch();
      }
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
    COLUMNS.bindTime(replaceCheckpoint, 3, Optional.of(checkpoint.takenAt()));
    replaceCheckpoint.setInt(4, receipt.stored());
    replaceCheckpoint.setInt(5, receipt.duplicates());
    COLUMNS.bindText(replaceCheckpoint, 6, Optional.of(checkpoint.toText()));
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
