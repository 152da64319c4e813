package dev.ouzel.persistence.jdbc;

import dev.ouzel.connection.ConnectionRecord;
import dev.ouzel.coverage.Stretch;
import dev.ouzel.sink.Checkpoint;
import dev.ouzel.sink.SinkFailure;
import dev.ouzel.sink.StoreReader;
import dev.ouzel.stream.StreamName;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.Function;

/**
 * Reads a store's tables over a connection whose transaction shows them as they were at one moment,
 * so that what they tell of coverage and checkpoints fits together.
 */
public final class SqlReader implements StoreReader {
  private static final String SELECT_STREAMS = "SELECT stream FROM checkpoints ORDER BY stream";
  private static final String SELECT_CHECKPOINT =
      "SELECT checkpoint FROM checkpoints WHERE stream = ?";

  private final String store;
  private final Connection connection;
  private final Columns columns;
  private final Function<SQLException, SinkFailure> failures;

  /**
   * Takes the connection over.
   *
   * @param store what people call the store
   * @param failures tells what an error of the store means
   */
  public SqlReader(
      String store,
      Connection connection,
      Columns columns,
      Function<SQLException, SinkFailure> failures) {
    this.store = store;
    this.connection = connection;
    this.columns = columns;
    this.failures = failures;
  }

  @Override
  public List<StreamName> streams() {
    try (PreparedStatement select = connection.prepareStatement(SELECT_STREAMS)) {
      return rows(select, row -> new StreamName(row.getString("stream")));
    } catch (SQLException e) {
      throw failures.apply(e);
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
    return rows(CoverageRow.SELECT, stream, row -> CoverageRow.read(row, columns));
  }

  @Override
  public List<ConnectionRecord> connections(StreamName stream) {
    return rows(ConnectionRow.SELECT, stream, row -> ConnectionRow.read(row, columns));
  }

  private interface Row<T> {
    T of(ResultSet row) throws SQLException;
  }

  private <T> List<T> rows(String query, StreamName stream, Row<T> reading) {
    try (PreparedStatement select = connection.prepareStatement(query)) {
      select.setString(1, stream.value());
      return rows(select, reading);
    } catch (SQLException e) {
      throw failures.apply(e);
    }
  }

  private <T> List<T> rows(PreparedStatement select, Row<T> reading) throws SQLException {
    List<T> read = new ArrayList<>();
    try (ResultSet rows = select.executeQuery()) {
      while (rows.next()) {
        read.add(reading.of(rows));
      }
    } catch (IllegalArgumentException | DateTimeException | NoSuchElementException e) {
      throw SinkFailure.permanent(store + " holds a row that no Ouzel wrote: " + e.getMessage(), e);
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
