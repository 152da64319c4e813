package dev.ouzel.persistence.sqlite;

import dev.ouzel.connection.ConnectionRecord;
import dev.ouzel.coverage.Stretch;
import dev.ouzel.sink.Checkpoint;
import dev.ouzel.sink.SinkFailure;
import dev.ouzel.sink.StoreReader;
import dev.ouzel.stream.StreamName;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads a SQLite file as it was at one moment, so that what it tells of coverage and checkpoints
 * fits together. The file can be written meanwhile, but its log is not cut back: to be closed soon.
 */
public final class SqliteReader implements StoreReader {
  private static final String SELECT_STREAMS = "SELECT stream FROM checkpoints ORDER BY stream";
  private static final String SELECT_CHECKPOINT =
      "SELECT checkpoint FROM checkpoints WHERE stream = ?";

  private final SqliteFile file;
  private final Connection connection;

  private SqliteReader(SqliteFile file, Connection connection) {
    this.file = file;
    this.connection = connection;
  }

  /**
   * Opens {@code file} for reading, or fails with {@link SinkFailure} when it is none of this
   * version's stores.
   */
  public static SqliteReader open(Path file) {
    if (!Files.exists(file)) {
      throw SinkFailure.permanent(
          "there is no " + file + "; name the file that an ingest writes, or let one write it");
    }
    SqliteFile store = SqliteFile.at(file, SqliteLimits.standard());
    try {
      return new SqliteReader(store, store.connectToRead());
    } catch (SQLException e) {
      throw SqliteFailures.of(e, store.path());
    }
  }

  @Override
  public List<StreamName> streams() {
    try (PreparedStatement select = connection.prepareStatement(SELECT_STREAMS)) {
      return rows(select, row -> new StreamName(row.getString("stream")));
    } catch (SQLException e) {
      throw SqliteFailures.of(e, file.path());
    }
  }

  @Override
  public Optional<Checkpoint> checkpoint(StreamName stream) {
    return rows(SELECT_CHECKPOINT, stream, row -> Checkpoint.parse(row.getString("checkpoint")))
        .stream()
        .findFirst();
  }

  @Override
  public List<Stretch> coverage(StreamName stream) {
    return rows(CoverageRow.SELECT, stream, CoverageRow::read);
  }

  @Override
  public List<ConnectionRecord> connections(StreamName stream) {
    return rows(ConnectionRow.SELECT, stream, ConnectionRow::read);
  }

  private interface Row<T> {
    T of(ResultSet row) throws SQLException;
  }

  private <T> List<T> rows(String query, StreamName stream, Row<T> reading) {
    try (PreparedStatement select = connection.prepareStatement(query)) {
      select.setString(1, stream.value());
      return rows(select, reading);
    } catch (SQLException e) {
      throw SqliteFailures.of(e, file.path());
    }
  }

  private <T> List<T> rows(PreparedStatement select, Row<T> reading) throws SQLException {
    List<T> read = new ArrayList<>();
    try (ResultSet rows = select.executeQuery()) {
      while (rows.next()) {
        read.add(reading.of(rows));
      }
    } catch (IllegalArgumentException | DateTimeException e) {
      throw SinkFailure.permanent(file + " holds a row that no Ouzel wrote: " + e.getMessage(), e);
    }
    return read;
  }

  /** Closes the connection, which ends its transaction. */
  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      // It only read: there is nothing to lose.
    }
  }
}
