package dev.ouzel.persistence.sqlite;

import dev.ouzel.persistence.SqlProgram;
import dev.ouzel.post.Payload;
import dev.ouzel.sink.DeadLetter;
import dev.ouzel.sink.Rematch;
import dev.ouzel.testkit.contract.Stored;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Properties;
import org.sqlite.JDBC;

/** Another program that reads, or changes, the database file by SQL. */
final class OtherProgram extends SqlProgram {
  OtherProgram(Path file) {
    super(() -> JDBC.createConnection("jdbc:sqlite:" + file.toUri(), new Properties()));
  }

  Stored stored() {
    return new Stored(
        rows(
            "SELECT id, CAST(json AS BLOB) FROM posts",
            row -> new Stored.Post(row.getLong(1), Payload.copyOf(row.getBytes(2)))),
        rows(
            "SELECT post_id, received_at, CAST(rules AS BLOB) FROM rematches",
            row -> new Rematch(row.getLong(1), time(row), Payload.copyOf(row.getBytes(3)))),
        rows(
            "SELECT reason, received_at, bytes FROM dead_letters",
            row -> new DeadLetter(time(row), row.getString(1), Payload.copyOf(row.getBytes(3)))));
  }

  private static Instant time(ResultSet row) throws SQLException {
    return Instant.ofEpochMilli(row.getLong("received_at"));
  }
}
