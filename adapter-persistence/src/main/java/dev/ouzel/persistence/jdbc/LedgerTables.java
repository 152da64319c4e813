package dev.ouzel.persistence.jdbc;

import dev.ouzel.connection.ConnectionRecord;
import dev.ouzel.coverage.Stretch;
import dev.ouzel.sink.Batch;
import dev.ouzel.sink.Checkpoint;
import dev.ouzel.sink.CommitReceipt;
import dev.ouzel.sink.DeadLetter;
import dev.ouzel.stream.StreamName;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * The tables of a store that hold no posts: dead letters, coverage, connections and checkpoints.
 * Its statements live as long as the connection. For one thread at a time.
 */
public final class LedgerTables {
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

  /** Of letters that are sent before their answers are read: a few of the longest. */
  private static final int LETTERS_AT_ONCE = 64;

  private final Columns columns;
  private final PreparedStatement insertDeadLetter;
  private final PreparedStatement insertCoverage;
  private final PreparedStatement replaceConnection;
  private final PreparedStatement replaceCheckpoint;
  private final PreparedStatement selectCheckpoint;

  /** The tables behind a connection, which stays the caller's. */
  public LedgerTables(Connection connection, Columns columns) throws SQLException {
    this.columns = columns;
    insertDeadLetter = connection.prepareStatement(INSERT_DEAD_LETTER);
    insertCoverage = connection.prepareStatement(CoverageRow.INSERT);
    replaceConnection = connection.prepareStatement(ConnectionRow.REPLACE);
    replaceCheckpoint = connection.prepareStatement(REPLACE_CHECKPOINT);
    selectCheckpoint = connection.prepareStatement(SELECT_CHECKPOINT);
  }

  /** What the last batch of {@code stream} was answered; number 0 when there was none. */
  public CommitReceipt lastReceipt(StreamName stream) throws SQLException {
    selectCheckpoint.setString(1, stream.value());
    try (ResultSet row = selectCheckpoint.executeQuery()) {
      return row.next()
          ? new CommitReceipt(
              row.getLong("sequence"), row.getInt("stored"), row.getInt("duplicates"))
          : new CommitReceipt(0, 0, 0);
    }
  }

  /** The checkpoint of the last batch of {@code stream}. */
  public Optional<Checkpoint> checkpoint(StreamName stream) throws SQLException {
    selectCheckpoint.setString(1, stream.value());
    try (ResultSet row = selectCheckpoint.executeQuery()) {
      return row.next()
          ? Optional.of(Checkpoint.parse(row.getString("checkpoint")))
          : Optional.empty();
    }
  }

  /** Writes all of a batch but posts and rematches, within the transaction begun. */
  public void insert(Batch batch, CommitReceipt receipt) throws SQLException {
    StreamName stream = batch.checkpoint().stream();
    insertDeadLetters(stream, batch.deadLetters());
    insertCoverage(stream, batch.coverage());
    replaceConnections(stream, batch.connections());
    replaceCheckpoint(batch.checkpoint(), receipt);
  }

  private void insertDeadLetters(StreamName stream, List<DeadLetter> letters) throws SQLException {
    int waiting = 0;
    for (DeadLetter letter : letters) {
      insertDeadLetter.setString(1, stream.value());
      columns.bindTime(insertDeadLetter, 2, Optional.of(letter.receivedAt()));
      columns.bindText(insertDeadLetter, 3, Optional.of(letter.reason()));
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
      CoverageRow.bind(insertCoverage, columns, stream, stretch);
      insertCoverage.addBatch();
    }
    insertCoverage.executeBatch();
  }

  private void replaceConnections(StreamName stream, List<ConnectionRecord> connections)
      throws SQLException {
    for (ConnectionRecord known : connections) {
      ConnectionRow.bind(replaceConnection, columns, stream, known);
      replaceConnection.addBatch();
    }
    replaceConnection.executeBatch();
  }

  private void replaceCheckpoint(Checkpoint checkpoint, CommitReceipt receipt) throws SQLException {
    replaceCheckpoint.setString(1, checkpoint.stream().value());
    replaceCheckpoint.setLong(2, checkpoint.sequence());
    columns.bindTime(replaceCheckpoint, 3, Optional.of(checkpoint.takenAt()));
    replaceCheckpoint.setInt(4, receipt.stored());
    replaceCheckpoint.setInt(5, receipt.duplicates());
    columns.bindText(replaceCheckpoint, 6, Optional.of(checkpoint.toText()));
    replaceCheckpoint.executeUpdate();
  }
}
