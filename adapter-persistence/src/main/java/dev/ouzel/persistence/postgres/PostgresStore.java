package dev.ouzel.persistence.postgres;

import dev.ouzel.coverage.TimeRange;
import dev.ouzel.persistence.store.BlockingStore;
import dev.ouzel.persistence.store.NextBatch;
import dev.ouzel.post.PostCodec;
import dev.ouzel.sink.Batch;
import dev.ouzel.sink.Checkpoint;
import dev.ouzel.sink.CommitReceipt;
import dev.ouzel.sink.PostIds;
import dev.ouzel.sink.ReceivedPost;
import dev.ouzel.sink.SinkFailure;
import dev.ouzel.stream.StreamName;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One stream's part of a schema. Fails with {@link SinkFailure}; whatever failed is rolled back by
 * giving up the connection, and the next call makes another, which writes nothing before it holds
 * the stream's lock again. For one thread at a time.
 */
final class PostgresStore implements BlockingStore {
  /** How many times the longest silence of the server a commit may take. */
  private static final int SILENCES = 5;

  private final PostgresServer server;
  private final StreamName stream;
  private final PostCodec codec;
  private final StreamLock lock;
  private final Months months;
  private final Patience patience;

  /** Null after a failure. */
  private PostgresSession session;

  private boolean byMonth;

  private PostgresStore(PostgresServer server, StreamName stream, PostCodec codec) {
    this.server = server;
    this.stream = stream;
    this.codec = codec;
    this.lock = new StreamLock(server.schema(), stream);
    this.months = new Months(server.schema());
    this.patience = new Patience(server.silence().multipliedBy(SILENCES));
  }

  static PostgresStore open(PostgresServer server, StreamName stream, PostCodec codec) {
    PostgresStore store = new PostgresStore(server, stream, codec);
    try {
      // Connects, and shows that the tables are there.
      store.checkpoint(stream);
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
        connected -> patience.during(connected.connection(), () -> commit(connected, batch)));
  }

  private CommitReceipt commit(PostgresSession connected, Batch batch) throws SQLException {
    if (byMonth) {
      months.prepare(connected.connection(), batch.posts());
    }
    CommitReceipt last = connected.ledger().lastReceipt(stream);
    if (NextBatch.isHeld(batch, last)) {
      return afterwards(connected, last);
    }
    CommitReceipt receipt = insert(connected, batch);
    connected.commit();
    return receipt;
  }

  private CommitReceipt insert(PostgresSession connected, Batch batch) throws SQLException {
    try {
      return connected.insert(batch);
    } catch (SQLException e) {
      if (!PostgresFailures.isOfARow(e)) {
        throw e;
      }
      connected.rollback();
      OptionalLong culprit = culprit(connected, batch.posts());
      if (culprit.isEmpty()) {
        throw e;
      }
      throw PostgresFailures.rejecting(culprit.getAsLong(), e, server.schema());
    }
  }

  /**
   * A post that PostgreSQL refuses for what it is. It does not tell which row of many it refused,
   * so they are offered by halves, of which none is kept.
   */
  private static OptionalLong culprit(PostgresSession connected, List<ReceivedPost> posts)
      throws SQLException {
    List<ReceivedPost> suspects = posts;
    while (suspects.size() > 1) {
      int half = suspects.size() / 2;
      List<ReceivedPost> first = suspects.subList(0, half);
      suspects = isRefused(connected, first) ? first : suspects.subList(half, suspects.size());
    }
    return !suspects.isEmpty() && isRefused(connected, suspects)
        ? OptionalLong.of(suspects.get(0).id())
        : OptionalLong.empty();
  }

  private static boolean isRefused(PostgresSession connected, List<ReceivedPost> posts)
      throws SQLException {
    try {
      connected.insertPosts(posts);
      return false;
    } catch (SQLException e) {
      if (!PostgresFailures.isOfARow(e)) {
        throw e;
      }
      return true;
    } finally {
      connected.rollback();
    }
  }

  @Override
  public Optional<Checkpoint> checkpoint(StreamName of) {
    return ask(connected -> afterwards(connected, connected.ledger().checkpoint(of)));
  }

  /** The schema's posts are shared, so ids that only other streams brought are told too. */
  @Override
  public PostIds ids(StreamName of, TimeRange created) {
    return ask(connected -> afterwards(connected, connected.ids(created)));
  }

  /** Leaves no transaction open behind an answer. */
  private static <T> T afterwards(PostgresSession connected, T answer) throws SQLException {
    connected.rollback();
    return answer;
  }

  private interface Question<T> {
    T of(PostgresSession connected) throws SQLException;
  }

  /**
   * A session that has ended meanwhile is made anew at once: whatever it was told last, the number
   * of the batch shows whether it was kept.
   */
  private <T> T ask(Question<T> question) {
    boolean isOld = session != null;
    try {
      return askOnce(question);
    } catch (SQLException e) {
      if (!isOld || !PostgresFailures.isOfConnection(e)) {
        throw PostgresFailures.of(e, server.schema());
      }
    }
    try {
      return askOnce(question);
    } catch (SQLException e) {
      throw PostgresFailures.of(e, server.schema());
    }
  }

  private <T> T askOnce(Question<T> question) throws SQLException {
    try {
      if (session == null) {
        session = connect();
      }
      return question.of(session);
    } catch (SQLException | RuntimeException e) {
      giveUp();
      throw e;
    }
  }

  private PostgresSession connect() throws SQLException {
    Connection connection = server.connectToWrite();
    try {
      connection.setAutoCommit(false);
      lock.take(connection);
      byMonth = Migrations.known().apply(connection, server.schema());
      return new PostgresSession(connection, codec);
    } catch (SQLException | RuntimeException e) {
      connection.close();
      throw e;
    }
  }

  /** Gives up the connection, and with it what is not committed, and the lock. */
  private void giveUp() {
    if (session != null) {
      session.close();
      session = null;
    }
  }

  @Override
  public void close() {
    giveUp();
    patience.close();
  }
}
