package dev.ouzel.persistence.sqlite;

import dev.ouzel.sink.SinkFailure;
import dev.ouzel.stream.StreamName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.locks.LockSupport;
import org.sqlite.JDBC;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteOpenMode;

/** Where a SQLite store is, and how connections to it are made. Safe for use by several threads. */
public final class SqliteFile {
  /**
   * Of a new file; an older one keeps its own. Several frames of some kilobytes fit whole. Beyond
   * this little is gained, and a commit of a single post writes four pages.
   */
  private static final int PAGE_BYTES = 32 * 1024;

  /** The log is copied into the file when it has grown by this: 16 MiB of such pages. */
  private static final int LOG_PAGES = 512;

  /** What the log is cut to after a reader's long query had let it grow. */
  private static final long KEPT_LOG_BYTES = 64L * 1024 * 1024;

  /** A batch's pages fit, so that none is written to the log more than once for one commit. */
  private static final int CACHE_KIB = 8 * 1024;

  /** A commit is on the disk before it returns; with {@code fullfsync} on macOS too. */
  private static final int FULL_SYNC = 2;

  /**
   * What undoes half a statement needs no file: a few pages. Set after the migrations, which may
   * sort more than that.
   */
  private static final int IN_MEMORY = 2;

  private static final Duration PAUSE = Duration.ofMillis(10);

  private final Path path;
  private final SqliteLimits limits;
  private final Migrations migrations;

  SqliteFile(Path path, SqliteLimits limits, Migrations migrations) {
    this.path = path;
    this.limits = limits;
    this.migrations = migrations;
  }

  /** The file at {@code path}, which need not exist; its directory must. */
  static SqliteFile at(Path path, SqliteLimits limits) {
    return new SqliteFile(real(path.toAbsolutePath()), limits, Migrations.known());
  }

  /**
   * A file with tables of another kind. It need not exist; its directory must, or this fails with
   * {@link SinkFailure}.
   */
  public static SqliteFile at(Path path, Migrations migrations) {
    return new SqliteFile(real(path.toAbsolutePath()), SqliteLimits.standard(), migrations);
  }

  /** Follows links, so that a file has one lock however it is named. */
  private static Path real(Path path) {
    if (Files.isDirectory(path)) {
      throw SinkFailure.permanent(path + " is a directory; name a file");
    }
    try {
      return Files.exists(path)
          ? path.toRealPath()
          : path.getParent().toRealPath().resolve(path.getFileName());
    } catch (NoSuchFileException e) {
      throw SinkFailure.permanent(
          path + " has no directory yet: make " + path.getParent() + " first", e);
    } catch (IOException e) {
      throw SinkFailure.permanent("the directory of " + path + " cannot be used: " + e, e);
    }
  }

  /** Where it is, links followed. */
  public Path path() {
    return path;
  }

  /** What a writer of {@code stream} locks. */
  Path lockFile(StreamName stream) {
    return path.resolveSibling(path.getFileName() + "." + stream + ".lock");
  }

  /**
   * Fails when the file holds something else than posts or a newer schema, or is read-only. Changes
   * nothing. It only asks for the file's size and rights, since a process that opens and closes the
   * file itself loses SQLite's locks on it.
   */
  public void refuseUnusable() {
    if (path.toFile().length() == 0) {
      return;
    }
    if (!Files.isWritable(path)) {
      throw SinkFailure.permanent(SqliteFailures.unwritable(path));
    }
    try (Connection connection = open(false)) {
      migrations.check(connection, path);
    } catch (SQLException e) {
      throw SqliteFailures.of(e, path);
    }
  }

  /** A connection ready for use, to a file with the newest schema. */
  public Connection connect() throws SQLException {
    Connection connection = open(false);
    try (Statement statement = connection.createStatement()) {
      migrations.check(connection, path);
      set(statement, "page_size", PAGE_BYTES);
      useLog(statement);
      set(statement, "synchronous", FULL_SYNC);
      set(statement, "fullfsync", 1);
      set(statement, "wal_autocheckpoint", LOG_PAGES);
      set(statement, "journal_size_limit", KEPT_LOG_BYTES);
      set(statement, "max_page_count", limits.pages());
      set(statement, "cache_size", -CACHE_KIB);
      migrations.apply(connection, path);
      set(statement, "temp_store", IN_MEMORY);
      return connection;
    } catch (SQLException | RuntimeException e) {
      connection.close();
      throw e;
    }
  }

  /**
   * A connection that changes nothing and sees the file as it is now, whatever is written later.
   * Fails unless the file has the newest schema.
   */
  Connection connectToRead() throws SQLException {
    Connection connection = open(true);
    try (Statement statement = connection.createStatement()) {
      statement.execute("BEGIN");
      migrations.checkUpToDate(connection, path);
      return connection;
    } catch (SQLException | RuntimeException e) {
      connection.close();
      throw e;
    }
  }

  /** As an update, which reads the answer to its end: a pending one would hold a transaction. */
  private static void set(Statement statement, String pragma, long value) throws SQLException {
    statement.executeUpdate("PRAGMA " + pragma + " = " + value);
  }

  private Connection open(boolean readOnly) throws SQLException {
    SQLiteConfig config = new SQLiteConfig();
    config.setReadOnly(readOnly);
    // The driver itself lets one thread at a time to a connection.
    config.setOpenMode(SQLiteOpenMode.NOMUTEX);
    Properties settings = config.toProperties();
    settings.setProperty("busy_timeout", Long.toString(limits.patience().toMillis()));
    settings.setProperty("limit_length", Integer.toString(limits.rowBytes()));
    // Else the driver asks for the last row's id, by a new statement, after each that inserts.
    settings.setProperty("jdbc.get_generated_keys", "false");
    // As a URI, in which '?' and '#' of the path are escaped.
    return JDBC.createConnection("jdbc:sqlite:" + path.toUri(), settings);
  }

  /**
   * A write-ahead log lets others read while we write. SQLite itself does not wait for others to
   * get out of the way of the change, which streams that start at once on a new file are.
   */
  private void useLog(Statement statement) throws SQLException {
    long deadline = System.nanoTime() + limits.patience().toNanos();
    while (true) {
      try (ResultSet mode = statement.executeQuery("PRAGMA journal_mode = WAL")) {
        if (mode.next() && mode.getString(1).equals("wal")) {
          return;
        }
        throw SinkFailure.permanent(
            path + " cannot be read while it is written (on a network share?); use a local disk");
      } catch (SQLException e) {
        if (!SqliteFailures.isBusy(e) || System.nanoTime() - deadline > 0) {
          throw e;
        }
        LockSupport.parkNanos(PAUSE.toNanos());
      }
    }
  }

  @Override
  public String toString() {
    return path.toString();
  }
}
