package dev.ouzel.persistence.postgres;

import dev.ouzel.sink.SinkFailure;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.regex.Pattern;
import org.postgresql.PGConnection;

/**
 * The scripts that lead from an empty schema to that of this program, one for each version. The
 * table {@code ouzel_schema} tells how many of them a schema has seen, and that it is ours.
 *
 * @param scripts the SQL of version 1, 2 and so on; a script that was released never changes
 */
record Migrations(List<String> scripts) {
  private static final String DESCRIPTION =
      "SELECT n.oid IS NOT NULL AS made, count(c.oid) AS relations,"
          + " coalesce(bool_or(c.relname = 'ouzel_schema'), false) AS ours"
          + " FROM (SELECT ?::text AS name) AS asked"
          + " LEFT JOIN pg_namespace n ON n.nspname = asked.name"
          + " LEFT JOIN pg_class c ON c.relnamespace = n.oid GROUP BY n.oid";

  private static final Pattern BY_MONTH = Pattern.compile("/\\* BY MONTH OF (\\w+) \\*/");

  /** Streams that begin at once on a new schema make it one after the other. */
  private static final String LOCK = "SELECT pg_advisory_xact_lock(hashtextextended(?, 0))";

  Migrations {
    scripts = List.copyOf(scripts);
  }

  static Migrations known() {
    return new Migrations(List.of(read("V1.sql")));
  }

  private static String read(String name) {
    try (InputStream in = Migrations.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * What a schema is.
   *
   * @param made whether it exists
   * @param version how many scripts it has seen
   * @param byMonth whether its posts are partitioned
   */
  private record State(boolean made, int version, boolean byMonth) {}

  /** Fails when the schema has not the very version of this program. Only reads. */
  void checkUpToDate(Connection connection, Schema schema) throws SQLException {
    int version = state(connection, schema).version();
    if (version == 0) {
      throw SinkFailure.permanent(
          "there is nothing of Ouzel's in %s; name what an ingest writes, or let one write it"
              .formatted(schema));
    }
    if (version < scripts.size()) {
      throw SinkFailure.permanent(
          "%s has version %d of an older Ouzel; the next 'ouzel ingest' into it brings it up to date"
              .formatted(schema, version));
    }
  }

  /**
   * Brings the schema up to date, wholly or not at all, or makes it. Tells whether its posts are
   * partitioned. Begins and commits a transaction. Fails when it holds something else, or is newer
   * than this program.
   */
  boolean apply(Connection connection, Schema schema) throws SQLException {
    State found = state(connection, schema);
    if (found.version() < scripts.size()) {
      lock(connection, schema);
      // Once more, since another process may have done it, or something else, meanwhile.
      run(connection, schema, state(connection, schema));
      found = state(connection, schema);
    }
    connection.commit();
    if (schema.byMonth() && !found.byMonth()) {
      throw SinkFailure.permanent(
          "%s is there without partitions, which can only be chosen for a new schema: leave out"
                  .formatted(schema)
              + " partition=month, or name another schema");
    }
    return found.byMonth();
  }

  static void lock(Connection connection, Schema schema) throws SQLException {
    try (PreparedStatement lock = connection.prepareStatement(LOCK)) {
      lock.setString(1, "ouzel " + schema.name());
      lock.execute();
    }
  }

  private void run(Connection connection, Schema schema, State found) throws SQLException {
    boolean byMonth = found.version() == 0 ? schema.byMonth() : found.byMonth();
    try (Statement statement = connection.createStatement()) {
      if (!found.made()) {
        String name = connection.unwrap(PGConnection.class).escapeIdentifier(schema.name());
        statement.execute("CREATE SCHEMA " + name);
      }
      for (String script : scripts.subList(found.version(), scripts.size())) {
        statement.execute(
            BY_MONTH.matcher(script).replaceAll(byMonth ? "PARTITION BY RANGE ($1)" : ""));
      }
      if (found.version() == 0 && byMonth) {
        statement.execute(Months.CREATE_REST);
      }
      statement.execute(
          found.version() == 0
              ? "INSERT INTO ouzel_schema VALUES (%d, %b)".formatted(scripts.size(), byMonth)
              : "UPDATE ouzel_schema SET version = " + scripts.size());
    }
  }

  private State state(Connection connection, Schema schema) throws SQLException {
    try (PreparedStatement describe = connection.prepareStatement(DESCRIPTION)) {
      describe.setString(1, schema.name());
      try (ResultSet row = describe.executeQuery()) {
        row.next();
        if (row.getBoolean("ours")) {
          return version(connection, schema);
        }
        if (row.getInt("relations") > 0) {
          throw SinkFailure.permanent(
              schema + " holds another program's tables; name a schema of Ouzel's, or a new one");
        }
        return new State(row.getBoolean("made"), 0, false);
      }
    }
  }

  private State version(Connection connection, Schema schema) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT version, by_month FROM ouzel_schema")) {
      if (!row.next()) {
        throw SinkFailure.permanent(schema + " has lost the row of ouzel_schema that dates it");
      }
      int version = row.getInt("version");
      if (version > scripts.size()) {
        throw SinkFailure.permanent(
            "%s has version %d, and this Ouzel knows only up to %d; use a newer one"
                .formatted(schema, version, scripts.size()));
      }
      return new State(true, version, row.getBoolean("by_month"));
    }
  }
}
