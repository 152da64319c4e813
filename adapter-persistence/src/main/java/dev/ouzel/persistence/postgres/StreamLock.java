package dev.ouzel.persistence.postgres;

import dev.ouzel.sink.SinkFailure;
import dev.ouzel.stream.StreamName;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;

/**
 * Keeps everyone else from writing a stream to a schema, on whatever machine, for as long as the
 * session lives that took it: an advisory lock, which PostgreSQL frees when a session ends.
 */
final class StreamLock {
  /** Time for the server to notice that the process which held it has ended. */
  private static final String PATIENCE = "SET LOCAL lock_timeout = '1s'";

  private static final String TAKE = "SELECT pg_advisory_lock(hashtextextended(?, 0))";

  private static final String SELF =
      "SELECT pid, backend_start FROM pg_stat_activity WHERE pid = pg_backend_pid()";

  private static final String HOLDER =
      "SELECT pid, backend_start, coalesce(application_name, '') AS application,"
          + " coalesce(host(client_addr), 'the server''s own machine') AS address"
          + " FROM pg_locks JOIN pg_stat_activity USING (pid)"
          + " WHERE locktype = 'advisory' AND granted AND objsubid = 1"
          + " AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"
          + " AND (classid::bigint << 32 | objid::bigint) = hashtextextended(?, 0)";

  private static final String END = "SELECT pg_terminate_backend(?)";

  private final Schema schema;
  private final StreamName stream;
  private final String key;

  /** The session that held the lock last; the server may outlive our end of it. */
  private Optional<Backend> former = Optional.empty();

  StreamLock(Schema schema, StreamName stream) {
    this.schema = schema;
    this.stream = stream;
    this.key = "ouzel " + schema.name() + "/" + stream;
  }

  /** A server process, by its id and when it began. */
  private record Backend(int pid, String since) {
    static Backend read(ResultSet row) throws SQLException {
      return new Backend(row.getInt("pid"), row.getString("backend_start"));
    }
  }

  /**
   * Takes the lock for the session of {@code connection}, in a transaction of its own, or fails
   * with {@link SinkFailure}, naming the holder.
   */
  void take(Connection connection) throws SQLException {
    try (Statement patience = connection.createStatement();
        PreparedStatement take = connection.prepareStatement(TAKE)) {
      patience.execute(PATIENCE);
      take.setString(1, key);
      take.execute();
      try (ResultSet self = patience.executeQuery(SELF)) {
        self.next();
        former = Optional.of(Backend.read(self));
      }
      connection.commit();
    } catch (SQLException e) {
      if (!PostgresFailures.isLocked(e)) {
        throw e;
      }
      connection.rollback();
      throw taken(connection);
    }
  }

  private SinkFailure taken(Connection connection) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(HOLDER)) {
      select.setString(1, key);
      try (ResultSet row = select.executeQuery()) {
        if (!row.next()) {
          return SinkFailure.transientFailure(
              "%s in %s was being written by somebody who is gone".formatted(stream, schema));
        }
        Backend holder = Backend.read(row);
        if (former.equals(Optional.of(holder))) {
          end(connection, holder);
          return SinkFailure.transientFailure(
              "the server had not noticed yet that our session for %s in %s was lost"
                  .formatted(stream, schema));
        }
        return SinkFailure.permanent(
            "%s in %s is already being written by '%s' from %s, connected since %s (server process"
                    .formatted(
                        stream,
                        schema,
                        row.getString("application"),
                        row.getString("address"),
                        holder.since())
                + " %d); stop it first or use another schema".formatted(holder.pid()));
      }
    }
  }

  private static void end(Connection connection, Backend backend) throws SQLException {
    try (PreparedStatement end = connection.prepareStatement(END)) {
      end.setInt(1, backend.pid());
      end.execute();
    }
  }
}
