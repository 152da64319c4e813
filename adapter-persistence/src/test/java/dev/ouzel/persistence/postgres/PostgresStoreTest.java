package dev.ouzel.persistence.postgres;

import static dev.ouzel.persistence.postgres.Posts.CODEC;
import static dev.ouzel.persistence.postgres.Posts.NOW;
import static dev.ouzel.persistence.postgres.Posts.OTHER_STREAM;
import static dev.ouzel.persistence.postgres.Posts.STREAM;
import static dev.ouzel.persistence.postgres.Posts.batch;
import static dev.ouzel.persistence.postgres.Posts.batchOf;
import static dev.ouzel.persistence.postgres.Posts.checkpoint;
import static dev.ouzel.persistence.postgres.Posts.commit;
import static dev.ouzel.persistence.postgres.Posts.failure;
import static dev.ouzel.persistence.postgres.Posts.open;
import static dev.ouzel.persistence.postgres.Posts.post;
import static dev.ouzel.persistence.postgres.Posts.refusal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ouzel.coverage.Gap;
import dev.ouzel.coverage.TimeRange;
import dev.ouzel.post.PostId;
import dev.ouzel.servers.LocalPostgres;
import dev.ouzel.sink.Batch;
import dev.ouzel.sink.CommitReceipt;
import dev.ouzel.sink.PostIds;
import dev.ouzel.sink.PostSink;
import dev.ouzel.sink.ReceivedPost;
import dev.ouzel.sink.SinkFailure;
import dev.ouzel.sink.StoreReader;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Schemas, duplicates, second writers. */
@Timeout(120)
final class PostgresStoreTest {
  private final LocalPostgres server = LocalPostgres.shared();
  private final String schema = Posts.newSchema();
  private final String uri = server.uri(schema);

  @Test
  void countsExactlyWhatItHeldAlready() {
    try (PostSink sink = open(uri)) {
      commit(sink, batch(1, post(3), post(5), post(7)));

      ReceivedPost[] half = {post(9), post(3), post(4), post(5), post(7), post(1)};

      assertThat(commit(sink, batch(2, half))).isEqualTo(new CommitReceipt(2, 3, 3));
      assertThat(commit(sink, batch(3, half))).isEqualTo(new CommitReceipt(3, 0, 6));
      assertThat(commit(sink, batch(4, post(2)))).isEqualTo(new CommitReceipt(4, 1, 0));
    }
  }

  @Test
  void letsTwoStreamsMakeASchemaAndWriteItAtOnce() {
    CompletableFuture<PostSink> opening = CompletableFuture.supplyAsync(() -> open(uri));
    try (PostSink other = PostgresSink.open(uri, OTHER_STREAM, CODEC);
        PostSink one = opening.join()) {
      for (int i = 1; i <= 20; i++) {
        CompletionStage<CommitReceipt> first = one.commit(batchOf(100, i));
        CommitReceipt second =
            commit(
                other,
                Batch.builder()
                    .addAllPosts(batchOf(100, i).posts())
                    .checkpoint(checkpoint(OTHER_STREAM, i))
                    .build());

        // Each post is new to one of the two, whichever came first.
        assertThat(first.toCompletableFuture().join().stored() + second.stored()).isEqualTo(100);
      }
    }
    try (OtherClient client = new OtherClient(server.jdbc(schema))) {
      assertThat(client.number("SELECT count(*) FROM posts")).isEqualTo(2_000);
    }
  }

  @Test
  void tellsIdsWhateverTheRangeNewestFirst() {
    long id = PostId.at(NOW).value();
    long later = PostId.at(NOW.plusMillis(1)).value() + 3;
    try (PostSink sink = open(uri)) {
      commit(sink, batch(1, post(later), post(20), post(id), post(Long.MAX_VALUE)));

      assertThat(ids(sink, Instant.MIN, Instant.MAX))
          .startsWith(Long.MAX_VALUE)
          .endsWith(later, id);
      assertThat(ids(sink, NOW.minusNanos(1), NOW.plusNanos(1))).containsExactly(id);
      assertThat(ids(sink, NOW.plusNanos(1), NOW.plusSeconds(1))).containsExactly(later);
      assertThat(ids(sink, NOW.minusSeconds(1), NOW)).isEmpty();
    }
  }

  private static List<Long> ids(PostSink sink, Instant from, Instant to) {
    PostIds held = sink.ids(STREAM, new TimeRange(from, to)).toCompletableFuture().join();
    List<Long> ids = new ArrayList<>();
    held.forEach(ids::add);
    return ids;
  }

  @Test
  void namesWhoWritesAStreamAlready() {
    try (PostSink first = open(uri + "&application_name=the%20first")) {
      SinkFailure refusal = refusal(uri);

      assertThat(refusal)
          .hasMessageMatching(
              "filtered_stream in schema "
                  + schema
                  + " of database postgres on 127\\.0\\.0\\.1:\\d+ is already being written by"
                  + " 'the first' from 127\\.0\\.0\\.1, connected since .* \\(server process \\d+\\);"
                  + " stop it first or use another schema");
      assertThat(refusal.isWorthRetrying()).isFalse();
      assertThat(commit(first, batch(1))).isNotNull();
    }
  }

  @Test
  void writesNothingAfterSomebodyElseTookItsPlace() {
    try (PostSink first = open(uri);
        OtherClient administrator = new OtherClient(server.jdbc(schema))) {
      commit(first, batch(1, post(1)));
      administrator.change(
          "SELECT pg_terminate_backend(pid, 5000) FROM pg_locks WHERE locktype = 'advisory'"
              + " AND objid = (hashtextextended('ouzel %s/filtered_stream', 0) & 4294967295)::oid"
                  .formatted(schema));
      try (PostSink second = open(uri)) {
        commit(second, batch(2, post(2)));

        SinkFailure failure = failure(first, batch(2, post(3)));

        assertThat(failure).hasMessageContaining("is already being written by");
        assertThat(failure.isWorthRetrying()).isFalse();
      }
      assertThat(administrator.rows("SELECT id FROM posts ORDER BY id")).containsExactly("1", "2");
    }
  }

  @Test
  void goesOnByItselfAfterItsSessionWasEnded() {
    try (PostSink sink = open(uri + "&application_name=" + schema);
        OtherClient administrator = new OtherClient(server.jdbc(schema))) {
      commit(sink, batch(1, post(1)));
      administrator.change(
          "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity"
              + " WHERE application_name = '%s'".formatted(schema));

      assertThat(commit(sink, batch(2, post(2)))).isEqualTo(new CommitReceipt(2, 1, 0));
    }
  }

  @Test
  void leavesTheTablesOfOthersAlone() {
    try (OtherClient client = new OtherClient(server.jdbc(schema))) {
      client.change("CREATE SCHEMA " + schema);
      client.change("CREATE TABLE posts (id integer)");

      assertThat(refusal(uri)).hasMessageContaining("holds another program's tables");
      assertThat(client.number("SELECT count(*) FROM pg_tables WHERE schemaname = current_schema"))
          .isEqualTo(1);
    }
  }

  @Test
  void makesItsTablesInAnEmptySchema() {
    try (OtherClient client = new OtherClient(server.jdbc(schema))) {
      client.change("CREATE SCHEMA " + schema);
    }
    try (PostSink sink = open(uri)) {
      assertThat(commit(sink, batch(1, post(1)))).isEqualTo(new CommitReceipt(1, 1, 0));
    }
  }

  @Test
  void readsNothingWhereNothingIs() {
    assertThatThrownBy(() -> PostgresReader.open(uri))
        .isInstanceOf(SinkFailure.class)
        .hasMessageContaining("there is nothing of Ouzel's in schema " + schema);
  }

  @Test
  void refusesADatabaseThatCannotHoldEveryCharacter() {
    try (OtherClient client = new OtherClient(server.jdbc(schema))) {
      client.change(
          "CREATE DATABASE %s TEMPLATE template0 ENCODING 'LATIN1' LOCALE 'C'".formatted(schema));
    }
    SinkFailure refusal = refusal(server.uri(schema).replace("/postgres?", "/" + schema + "?"));

    assertThat(refusal).hasMessageContaining("is in encoding LATIN1");
    assertThat(refusal.isWorthRetrying()).isFalse();
  }

  @Test
  void rejectsTheOnePostThatAConstraintOfSomebodyElseForbids() {
    try (PostSink sink = open(uri);
        OtherClient client = new OtherClient(server.jdbc(schema))) {
      client.change("ALTER TABLE posts ADD CHECK (lang <> 'xx')");
      String odd = "{\"data\":{\"lang\":\"xx\"}}";
      ReceivedPost[] posts = {post(1), post(2), post(3, odd), post(4), post(5)};

      SinkFailure failure = failure(sink, batch(1, posts));

      assertThat(failure.rejectedPost()).isEqualTo(OptionalLong.of(3));
      assertThat(failure).hasMessageStartingWith("PostgreSQL refuses post 3 in schema " + schema);
      assertThat(client.number("SELECT count(*) FROM posts")).isZero();
      Batch rest = batch(1, posts).rejecting(3, failure);
      assertThat(commit(sink, rest)).isEqualTo(new CommitReceipt(1, 4, 0));
    }
  }

  @Test
  void goesOnWithColumnsAndIndexesThatSomebodyAdded() {
    try (PostSink sink = open(uri);
        OtherClient client = new OtherClient(server.jdbc(schema))) {
      client.change("ALTER TABLE posts ADD seen boolean DEFAULT false");
      client.change("CREATE INDEX mine ON posts (lang)");

      commit(sink, batch(1, post(1), post(2)));
      assertThat(commit(sink, batch(2, post(2), post(3)))).isEqualTo(new CommitReceipt(2, 1, 1));
    }
  }

  @Test
  void keepsTextsThatPostgresqlCannotHold() {
    TimeRange range = new TimeRange(NOW, NOW.plusSeconds(1));
    Gap gap = Gap.open(range, "cut at \0 or \ud800", OptionalLong.empty());
    Gap mended = Gap.open(range, "cut at \ufffd or \ufffd", OptionalLong.empty());
    try (PostSink sink = open(uri);
        StoreReader reader = read(sink, gap.now(Gap.State.LOST, ""))) {
      assertThat(reader.coverage(STREAM)).containsExactly(mended.now(Gap.State.LOST, ""));
    }
  }

  private StoreReader read(PostSink sink, Gap gap) {
    commit(sink, Batch.builder().addCoverage(gap).checkpoint(checkpoint(STREAM, 1)).build());
    return PostgresReader.open(uri);
  }

  @Test
  void waitsForTheDiskWhateverTheServersDefault() {
    try (OtherClient client = new OtherClient(server.jdbc(schema))) {
      client.change("CREATE ROLE %s LOGIN SUPERUSER".formatted(schema));
      client.change("ALTER ROLE %s SET synchronous_commit = off".formatted(schema));
      client.change("CREATE SCHEMA " + schema);
    }
    assertThat(synchronousCommit("")).isEqualTo("on");
    assertThat(synchronousCommit("&synchronous_commit=local")).isEqualTo("local");
  }

  private String synchronousCommit(String keyword) {
    PostgresServer as =
        PostgresServer.at(uri.replace("postgres@", schema + "@") + keyword, System.getenv());
    try (var connection = as.connectToWrite();
        var row = connection.createStatement().executeQuery("SHOW synchronous_commit")) {
      row.next();
      return row.getString(1);
    } catch (java.sql.SQLException e) {
      throw new AssertionError(e);
    }
  }
}
