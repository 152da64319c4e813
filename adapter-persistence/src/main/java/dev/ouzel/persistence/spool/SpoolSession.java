package dev.ouzel.persistence.spool;

import dev.ouzel.coverage.TimeRange;
import dev.ouzel.post.PostId;
import dev.ouzel.sink.Batch;
import dev.ouzel.sink.Checkpoint;
import dev.ouzel.sink.CommitReceipt;
import dev.ouzel.sink.PostIds;
import dev.ouzel.sink.ReceivedPost;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** A connection to a spool's file: all that is said to SQLite about it. */
final class SpoolSession implements AutoCloseable {
  private static final String SELECT_IDS = "SELECT ids FROM recent_ids ORDER BY sequence DESC";

  private static final String DELETE_OLDEST_IDS =
      "DELETE FROM recent_ids WHERE sequence = (SELECT min(sequence) FROM recent_ids)"
          + " RETURNING length(ids)";

  private static final long MOST_ID_BYTES = (long) PostIds.MOST * Long.BYTES;

  /** A bound for streams of few posts, whose batches hold few ids each. */
  private static final int MOST_ID_ROWS = 500_000;

  /** Free space that the next backlog may have, and the disk need not get back. */
  private static final long WORTH_SHRINKING = 64L << 20;

  /** As many waiting batches, each of some megabytes, as may be rewritten while X is read. */
  private static final int FEW_BATCHES = 8;

  private static final String HOLDS_MANY =
      "SELECT EXISTS (SELECT 1 FROM batches LIMIT 1 OFFSET " + FEW_BATCHES + ")";

  private final Connection connection;
  private final Statement statement;
  private long idBytes;
  private long idRows;

  /** Takes the connection over. */
  SpoolSession(Connection connection) throws SQLException {
    this.connection = connection;
    this.statement = connection.createStatement();
    try (ResultSet row =
        statement.executeQuery("SELECT count(*), coalesce(sum(length(ids)), 0) FROM recent_ids")) {
      row.next();
      idRows = row.getLong(1);
      idBytes = row.getLong(2);
    }
  }

  interface Work<T> {
    T run() throws SQLException;
  }

  /** Commits what {@code work} did; a failure leaves the transaction to be given up. */
  <T> T inTransaction(Work<T> work) throws SQLException {
    statement.execute("BEGIN IMMEDIATE");
    T result = work.run();
    statement.execute("COMMIT");
    return result;
  }

  Optional<Progress> progress() throws SQLException {
    try (ResultSet row = statement.executeQuery("SELECT stored, checkpoint FROM progress")) {
      return row.next()
          ? Optional.of(
              new Progress(Checkpoint.parse(row.getString("checkpoint")), row.getInt("stored")))
          : Optional.empty();
    }
  }

  void replaceProgress(Checkpoint checkpoint, int stored) throws SQLException {
    statement.executeUpdate("DELETE FROM progress");
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO progress (stream, sequence, stored, checkpoint) VALUES (?, ?, ?, ?)")) {
      insert.setString(1, checkpoint.stream().value());
      insert.setLong(2, checkpoint.sequence());
      insert.setInt(3, stored);
      insert.setString(4, checkpoint.toText());
      insert.executeUpdate();
    }
  }

  Map<String, Place> places() throws SQLException {
    Map<String, Place> places = new LinkedHashMap<>();
    try (ResultSet row = statement.executeQuery("SELECT name, position, base FROM sinks")) {
      while (row.next()) {
        long position = row.getLong("position");
        long base = row.getLong("base");
        places.put(
            row.getString("name"),
            new Place(position, row.wasNull() ? OptionalLong.empty() : OptionalLong.of(base)));
      }
    }
    return places;
  }

  void replacePlaces(Map<String, Place> places) throws SQLException {
    statement.executeUpdate("DELETE FROM sinks");
    try (PreparedStatement insert =
        connection.prepareStatement("INSERT INTO sinks (name, position, base) VALUES (?, ?, ?)")) {
      for (Map.Entry<String, Place> sink : places.entrySet()) {
        insert.setString(1, sink.getKey());
        insert.setLong(2, sink.getValue().position());
        OptionalLong base = sink.getValue().base();
        if (base.isPresent()) {
          insert.setLong(3, base.getAsLong());
        } else {
          insert.setNull(3, Types.INTEGER);
        }
        insert.executeUpdate();
      }
    }
  }

  /** Notes where the sinks stand, and deletes the batches that all of them have. */
  void settle(Map<String, Place> places) throws SQLException {
    replacePlaces(places);
    long everywhere = places.values().stream().mapToLong(Place::position).min().orElse(0);
    try (PreparedStatement delete =
        connection.prepareStatement("DELETE FROM batches WHERE sequence <= ?")) {
      delete.setLong(1, everywhere);
      delete.executeUpdate();
    }
  }

  /** Writes a batch, within the transaction begun. */
  CommitReceipt insert(Batch batch, Room room) throws SQLException {
    long sequence = batch.checkpoint().sequence();
    byte[] bytes = BatchBytes.write(batch);
    long page = pragma("page_size");
    long free = pragma("freelist_count") * page;
    room.check(pragma("page_count") * page - free, free, bytes.length);
    insert("INSERT INTO batches (sequence, bytes) VALUES (?, ?)", sequence, bytes);
    if (!batch.posts().isEmpty()) {
      byte[] ids = ids(batch);
      insert("INSERT INTO recent_ids (sequence, ids) VALUES (?, ?)", sequence, ids);
      idRows++;
      idBytes += ids.length;
      deleteOldIds();
    }
    replaceProgress(batch.checkpoint(), batch.posts().size());
    return new CommitReceipt(sequence, batch.posts().size(), 0);
  }

  /**
   * Rewrites the file when most of it is free and little is left: meanwhile nothing else is
   * committed, and what is left is in memory twice.
   */
  void shrink() throws SQLException {
    long free = pragma("freelist_count");
    boolean worthIt =
        free * pragma("page_size") > WORTH_SHRINKING && pragma("page_count") - free < free;
    if (worthIt && number(HOLDS_MANY) == 0) {
      statement.executeUpdate("VACUUM");
    }
  }

  private long pragma(String name) throws SQLException {
    return number("PRAGMA " + name);
  }

  private long number(String sql) throws SQLException {
    try (ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getLong(1);
    }
  }

  private void insert(String sql, long sequence, byte[] bytes) throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement(sql)) {
      insert.setLong(1, sequence);
      insert.setBytes(2, bytes);
      insert.executeUpdate();
    }
  }

  private static byte[] ids(Batch batch) {
    ByteBuffer ids = ByteBuffer.allocate(batch.posts().size() * Long.BYTES);
    for (ReceivedPost post : batch.posts()) {
      ids.putLong(post.id());
    }
    return ids.array();
  }

  private void deleteOldIds() throws SQLException {
    while (idBytes > MOST_ID_BYTES || idRows > MOST_ID_ROWS) {
      try (ResultSet row = statement.executeQuery(DELETE_OLDEST_IDS)) {
        row.next();
        idBytes -= row.getLong(1);
        idRows--;
      }
    }
  }

  /** The newest ids first. */
  PostIds ids(TimeRange created) throws SQLException {
    PostIds ids = new PostIds();
    try (ResultSet rows = statement.executeQuery(SELECT_IDS)) {
      while (!ids.isFull() && rows.next()) {
        ByteBuffer some = ByteBuffer.wrap(rows.getBytes(1));
        while (some.hasRemaining()) {
          long id = some.getLong();
          if (new PostId(id).createdAt().filter(created::contains).isPresent()) {
            ids.add(id);
          }
        }
      }
    }
    return ids;
  }

  Optional<byte[]> bytes(long sequence) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement("SELECT bytes FROM batches WHERE sequence = ?")) {
      select.setLong(1, sequence);
      try (ResultSet row = select.executeQuery()) {
        return row.next() ? Optional.of(row.getBytes(1)) : Optional.empty();
      }
    }
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
