package dev.ouzel.persistence.sqlite;

import dev.ouzel.coverage.TimeRange;
import dev.ouzel.persistence.store.Ahead;
import dev.ouzel.sink.Batch;
import dev.ouzel.sink.Checkpoint;
import dev.ouzel.sink.CommitReceipt;
import dev.ouzel.sink.PostIds;
import dev.ouzel.sink.ReceivedPost;
import dev.ouzel.sink.SinkFailure;
import dev.ouzel.stream.StreamName;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One stream's part of a SQLite file. Fails with {@link SinkFailure}; whatever failed is rolled
 * back by giving up the connection, and the next call makes another. For one thread at a time.
 */
final class SqliteStore implements AutoCloseable {
  private final SqliteFile file;
  private final StreamName stream;

  private final Ahead ahead;

  /** Null after a failure. */
  private SqliteSession session;

  private SqliteStore(SqliteFile file, StreamName stream, Ahead ahead) {
    this.file = file;
    this.stream = stream;
    this.ahead = ahead;
  }

  static SqliteStore open(SqliteFile file, StreamName stream, Ahead ahead) {
    SqliteStore store = new SqliteStore(file, stream, ahead);
    // Connects, and shows that the tables are there.
    store.ask(connected -> connected.lastReceipt(stream));
    return store;
  }

  CommitReceipt commit(Batch batch) {
    Checkpoint checkpoint = batch.checkpoint();
    if (!checkpoint.stream().equals(stream)) {
      throw SinkFailure.permanent(
          "a sink opened for %s was given a batch of %s".formatted(stream, checkpoint.stream()));
    }
    return ask(
        connected -> {
          connected.begin();
          CommitReceipt last = connected.lastReceipt(stream);
          if (checkpoint.sequence() == last.sequence()) {
            connected.rollback();
            return last;
          }
          if (checkpoint.sequence() != last.sequence() + 1) {
            throw SinkFailure.permanent(
                "batch %d of %s was given to a store that holds batch %d; its next is %d"
                    .formatted(
                        checkpoint.sequence(), stream, last.sequence(), last.sequence() + 1));
          }
          CommitReceipt receipt = insert(connected, batch);
          connected.commit();
          return receipt;
        });
  }

  private CommitReceipt insert(SqliteSession connected, Batch batch) throws SQLException {
    try {
      return connected.insert(batch);
    } catch (SQLException e) {
      if (!SqliteFailures.isOfARow(e)) {
        throw e;
      }
      close();
      OptionalLong culprit = culprit(batch.posts());
      if (culprit.isEmpty()) {
        throw e;
      }
      throw SqliteFailures.rejecting(culprit.getAsLong(), e, file.path());
    }
  }

  /**
   * The first post that SQLite refuses for what it is. SQLite does not tell which row of many it
   * refused, so they are offered one by one, on a connection that keeps none of them.
   */
  private OptionalLong culprit(List<ReceivedPost> posts) throws SQLException {
    try (SqliteSession trial = new SqliteSession(file.connect(), ahead)) {
      trial.begin();
      for (ReceivedPost post : posts) {
        try {
          trial.insertPosts(List.of(post));
        } catch (SQLException e) {
          if (SqliteFailures.isOfARow(e)) {
            return OptionalLong.of(post.id());
          }
          throw e;
        }
      }
      return OptionalLong.empty();
    }
  }

  Optional<Checkpoint> checkpoint(StreamName of) {
    return ask(connected -> connected.checkpoint(of));
  }

  PostIds ids(TimeRange created) {
    return ask(connected -> connected.ids(created));
  }

  private interface Question<T> {
    T of(SqliteSession connected) throws SQLException;
  }

  private <T> T ask(Question<T> question) {
    try {
      if (session == null) {
        session = new SqliteSession(file.connect(), ahead);
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

  /** Gives up the connection, and with it what is not committed. */
  @Override
  public void close() {
    if (session != null) {
      session.close();
      session = null;
    }
  }
}
