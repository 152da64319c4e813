package dev.ouzel.persistence.spool;

import dev.ouzel.persistence.sqlite.Migrations;
import dev.ouzel.persistence.sqlite.SqliteFailures;
import dev.ouzel.persistence.sqlite.SqliteFile;
import dev.ouzel.persistence.store.NextBatch;
import dev.ouzel.sink.Batch;
import dev.ouzel.sink.Checkpoint;
import dev.ouzel.sink.CommitReceipt;
import dev.ouzel.sink.SinkFailure;
import dev.ouzel.stream.StreamName;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;

/**
 * The file of a spool. Fails with {@link SinkFailure}; whatever failed is rolled back by giving up
 * the connection, and the next call makes another. For one thread at a time.
 */
final class SpoolStore implements AutoCloseable {
  /** "OUZS". */
  private static final int APPLICATION_ID = 0x4F555A53;

  private final SqliteFile file;
  private final StreamName stream;

  /** Null after a failure. */
  private SpoolSession session;

  SpoolStore(SqliteFile file, StreamName stream) {
    this.file = file;
    this.stream = stream;
  }

  static SqliteFile file(Path path) {
    return SqliteFile.at(path, Migrations.read(APPLICATION_ID, SpoolStore.class, "V1.sql"));
  }

  /** How far the stream is kept; empty in a new file. */
  Optional<Progress> progress() {
    Optional<Progress> progress = ask(SpoolSession::progress);
    progress.ifPresent(
        held -> {
          if (!held.checkpoint().stream().equals(stream)) {
            throw SinkFailure.permanent(
                "%s is the spool of %s, not of %s: name another file"
                    .formatted(file, held.checkpoint().stream(), stream));
          }
        });
    return progress;
  }

  /** Where the sinks stand, by name. */
  Map<String, Place> places() {
    return ask(SpoolSession::places);
  }

  /** Notes where the sinks stand, and in a new file where the stream does. */
  void begin(Optional<Checkpoint> adopted, Map<String, Place> places) {
    ask(
        connected ->
            connected.inTransaction(
                () -> {
                  if (adopted.isPresent()) {
                    connected.replaceProgress(adopted.get(), 0);
                  }
                  connected.replacePlaces(places);
                  return places;
                }));
  }

  CommitReceipt commit(Batch batch, Map<String, Place> places, Room room) {
    NextBatch.checkStream(batch, stream);
    return ask(
        connected ->
            connected.inTransaction(
                () -> {
                  CommitReceipt last =
                      connected
                          .progress()
                          .map(Progress::receipt)
                          .orElse(new CommitReceipt(0, 0, 0));
                  if (NextBatch.isHeld(batch, last)) {
                    return last;
                  }
                  connected.settle(places);
                  return connected.insert(batch, room);
                }));
  }

  /** Notes where the sinks stand, and frees what all of them have. */
  void settle(Map<String, Place> places) {
    ask(
        connected ->
            connected.inTransaction(
                () -> {
                  connected.settle(places);
                  return places;
                }));
  }

  /** Gives the disk back what a backlog took, once that is gone. */
  void shrink() {
    ask(
        connected -> {
          connected.shrink();
          return file;
        });
  }

  /** The batch with this number. */
  Batch batch(long sequence) {
    return BatchBytes.read(
        ask(connected -> connected.bytes(sequence))
            .orElseThrow(
                () ->
                    SinkFailure.permanent(
                        "batch %d is not in the spool %s any more".formatted(sequence, file))));
  }

  interface Question<T> {
    T of(SpoolSession connected) throws SQLException;
  }

  <T> T ask(Question<T> question) {
    try {
      if (session == null) {
        session = connected();
      }
      return question.of(session);
    } catch (SQLException e) {
      close();
      throw SqliteFailures.of(e, file.path());
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  private SpoolSession connected() throws SQLException {
    Connection connection = file.connect();
    try {
      return new SpoolSession(connection);
    } catch (SQLException | RuntimeException e) {
      connection.close();
      throw e;
    }
  }

  /** Gives up the connection, and with it what is not committed. */
  @Override
  public void close() {
    if (session != null) {
      session.close();
      session = null;
    }
  }
}
