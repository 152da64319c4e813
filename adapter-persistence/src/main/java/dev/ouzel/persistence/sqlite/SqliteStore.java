package dev.ouzel.persistence.sqlite;

import dev.ouzel.coverage.TimeRange;
import dev.ouzel.persistence.store.BlockingStore;
import dev.ouzel.persistence.store.NextBatch;
import dev.ouzel.persistence.store.StoreLock;
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
final class SqliteStore implements BlockingStore {
  private final SqliteFile file;
  private final StreamName stream;

  private final StoreLock lock;

  /** Null after a failure. */
  private SqliteSession session;

  private SqliteStore(SqliteFile file, StreamName stream, StoreLock lock) {
    this.file = file;
    this.stream = stream;
    this.lock = lock;
  }

  /** Takes the lock over, which keeps other writers of the stream out. */
  static SqliteStore open(SqliteFile file, StreamName stream, StoreLock lock) {
    SqliteStore store = new SqliteStore(file, stream, lock);
    try {
      // Connects, and shows that the tables are there.
      store.ask(connected -> connected.ledger().lastReceipt(stream));
      return store;
    } catch (RuntimeException e) {
      store.close();
      throw e;
    }
  }

  @Override
  public CommitReceipt commit(Batch batch) {
    NextBatch.checkStream(batch, stream);
    return ask(
        connected -> {
          connected.begin();
          CommitReceipt last = connected.ledger().lastReceipt(stream);
          if (NextBatch.isHeld(batch, last)) {
            connected.rollback();
            return last;
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
      giveUp();
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
    try (SqliteSession trial = new SqliteSession(file.connect())) {
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

  @Override
  public Optional<Checkpoint> checkpoint(StreamName of) {
    return ask(connected -> connected.ledger().checkpoint(of));
  }

  /** The file's posts are shared, so ids that only other streams brought are told too. */
  @Override
  public PostIds ids(StreamName of, TimeRange created) {
    return ask(connected -> connected.ids(created));
  }

  private interface Question<T> {
    T of(SqliteSession connected) throws SQLException;
  }

  private <T> T ask(Question<T> question) {
    try {
      if (session == null) {
        session = new SqliteSession(file.connect());
      }
      return question.of(session);
    } catch (SQLException e) {
      giveUp();
      throw SqliteFailures.of(e, file.path());
    } catch (RuntimeException e) {
      giveUp();
      throw e;
    }
  }

  /** Gives up the connection, and with it what is not committed. */
  private void giveUp() {
    if (session != null) {
      session.close();
      session = null;
    }
  }

  @Override
  public void close() {
    giveUp();
    lock.close();
  }
}
