package dev.ouzel.persistence.sqlite;

import dev.ouzel.sink.SinkFailure;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;

/**
 * The scripts that lead from an empty file to the schema of this program, one for each version. The
 * file's {@code user_version} tells how many of them it has seen, its {@code application_id} that
 * it is ours.
 *
 * @param application what marks such files
 * @param scripts the SQL of version 1, 2 and so on; a script that was released never changes
 */
public record Migrations(int application, List<String> scripts) {
  /** "OUZL". */
  static final int APPLICATION_ID = 0x4F555A4C;

  /** In one query, so that another process cannot make the file ours in between. */
  private static final String DESCRIPTION =
      "SELECT application_id, user_version, (SELECT count(*) FROM sqlite_master) AS tables"
          + " FROM pragma_application_id, pragma_user_version";

  /** Copies the list. */
  public Migrations {
    scripts = List.copyOf(scripts);
  }

  static Migrations known() {
    return read(APPLICATION_ID, Migrations.class, "V1.sql", "V2.sql");
  }

  /** The scripts of these names, which lie beside a class. */
  public static Migrations read(int application, Class<?> beside, String... names) {
    return new Migrations(application, Stream.of(names).map(name -> script(beside, name)).toList());
  }

  private static String script(Class<?> beside, String name) {
    try (InputStream in = beside.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Fails when the file is neither empty nor ours, or newer than this program. Only reads. */
  void check(Connection connection, Path file) throws SQLException {
    checkedVersion(connection, file);
  }

  /** Fails when the file has not the very schema of this program. Only reads. */
  void checkUpToDate(Connection connection, Path file) throws SQLException {
    int version = checkedVersion(connection, file);
    if (version == 0) {
      throw SinkFailure.permanent(
          file + " is empty; name the file that an ingest writes, or let one write it");
    }
    if (version < scripts.size()) {
      throw SinkFailure.permanent(
          "%s has schema %d of an older version of Ouzel; the next 'ouzel ingest' into it brings it"
                  .formatted(file, version)
              + " up to date");
    }
  }

  private int checkedVersion(Connection connection, Path file) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(DESCRIPTION)) {
      row.next();
      int mark = row.getInt("application_id");
      boolean empty = mark == 0 && row.getInt("tables") == 0;
      if (mark != application && !empty) {
        throw SinkFailure.permanent(
            file + " is another program's database; name a file of Ouzel's, or a new one");
      }
      int version = row.getInt("user_version");
      if (version > scripts.size()) {
        throw SinkFailure.permanent(
            "%s has schema %d, and this version of Ouzel knows only up to %d; use a newer one"
                .formatted(file, version, scripts.size()));
      }
      return version;
    }
  }

  /** Brings the file up to date, wholly or not at all. */
  void apply(Connection connection, Path file) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      if (version(statement) == scripts.size()) {
        return;
      }
      statement.executeUpdate("BEGIN IMMEDIATE");
      // Once more, since another process may have done it, or something else, meanwhile.
      check(connection, file);
      for (String script : scripts.subList(version(statement), scripts.size())) {
        statement.executeUpdate(script);
      }
      statement.executeUpdate("PRAGMA application_id = " + application);
      statement.executeUpdate("PRAGMA user_version = " + scripts.size());
      statement.executeUpdate("COMMIT");
    }
  }

  private static int version(Statement statement) throws SQLException {
    try (ResultSet row = statement.executeQuery("PRAGMA user_version")) {
      row.next();
      return row.getInt(1);
    }
  }
}
