package dev.ouzel.persistence.postgres;

import dev.ouzel.persistence.SqlProgram;
import dev.ouzel.post.Payload;
import dev.ouzel.sink.DeadLetter;
import dev.ouzel.sink.Rematch;
import dev.ouzel.testkit.contract.Stored;
import java.sql.DriverManager;
import java.time.OffsetDateTime;

/** Another program that reads, or changes, the database by SQL. */
final class OtherClient extends SqlProgram {
  OtherClient(String jdbc) {
    super(() -> DriverManager.getConnection(jdbc));
  }

  Stored stored() {
    return new Stored(
        rows(
            "SELECT id, frame FROM frames",
            row -> new Stored.Post(row.getLong(1), Payload.copyOf(row.getBytes(2)))),
        rows(
            "SELECT post_id, received_at, rules FROM rematches",
            row ->
                new Rematch(
                    row.getLong(1),
                    row.getObject(2, OffsetDateTime.class).toInstant(),
                    Payload.ofText(row.getString(3)))),
        rows(
            "SELECT received_at, reason, bytes FROM dead_letters ORDER BY id",
            row ->
                new DeadLetter(
                    row.getObject(1, OffsetDateTime.class).toInstant(),
                    row.getString(2),
                    Payload.copyOf(row.getBytes(3)))));
  }
}
