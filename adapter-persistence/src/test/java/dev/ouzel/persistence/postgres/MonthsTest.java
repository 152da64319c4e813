package dev.ouzel.persistence.postgres;

import static dev.ouzel.persistence.postgres.Posts.batch;
import static dev.ouzel.persistence.postgres.Posts.commit;
import static dev.ouzel.persistence.postgres.Posts.open;
import static dev.ouzel.persistence.postgres.Posts.post;
import static dev.ouzel.persistence.postgres.Posts.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ouzel.post.PostId;
import dev.ouzel.servers.LocalPostgres;
import dev.ouzel.sink.CommitReceipt;
import dev.ouzel.sink.PostSink;
import dev.ouzel.sink.ReceivedPost;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Partitions by month. */
@Timeout(60)
final class MonthsTest {
  private static final String PARTITIONS =
      "SELECT inhrelid::regclass FROM pg_inherits WHERE inhparent = 'posts'::regclass ORDER BY 1::text";

  private final String schema = Posts.newSchema();
  private final String uri = LocalPostgres.shared().uri(schema) + "&partition=month";
  private OtherClient client;

  @BeforeEach
  void connect() {
    client = new OtherClient(LocalPostgres.shared().jdbc(schema));
  }

  @AfterEach
  void disconnect() {
    client.close();
  }

  private static long idAt(String time) {
    return PostId.at(Instant.parse(time)).value();
  }

  private static ReceivedPost matched(long id) {
    return post(id, "{\"data\":{},\"matching_rules\":[{\"id\":\"1\"}]}");
  }

  private String tableOf(long id) {
    return client.row("SELECT tableoid::regclass FROM posts WHERE id = " + id);
  }

  @Test
  void holdAPostInTheMonthItWasCreated() {
    long last = idAt("2026-04-01T00:00:00Z") - 1;
    long first = last + 1;
    long early = idAt("2010-11-05T00:00:00Z");
    long far = Long.MAX_VALUE;
    try (PostSink sink = open(uri)) {
      ReceivedPost[] posts = {matched(last), matched(first), post(20), post(early), post(far)};
      assertThat(commit(sink, batch(1, posts))).isEqualTo(new CommitReceipt(1, 5, 0));
      assertThat(commit(sink, batch(2, matched(first), matched(first + 1))))
          .isEqualTo(new CommitReceipt(2, 1, 1));
    }

    assertThat(tableOf(last)).isEqualTo("posts_2026_03");
    assertThat(tableOf(first)).isEqualTo("posts_2026_04");
    assertThat(List.of(tableOf(20), tableOf(early), tableOf(far))).containsOnly("posts_rest");
    assertThat(client.rows("SELECT tableoid::regclass FROM matching_rules ORDER BY post_id"))
        .containsExactly(
            "matching_rules_2026_03", "matching_rules_2026_04", "matching_rules_2026_04");
  }

  @Test
  void areMadeAMonthAhead() {
    YearMonth now = YearMonth.now(ZoneOffset.UTC);
    try (PostSink sink = open(uri)) {
      commit(sink, batch(1));
    }

    assertThat(client.rows(PARTITIONS))
        .contains("posts_%tY_%<tm".formatted(now), "posts_%tY_%<tm".formatted(now.plusMonths(1)));
  }

  @Test
  void goOnWithoutTheKeywordAndAreNotMadeAfterwards() {
    open(uri).close();
    try (PostSink sink = open(uri.replace("&partition=month", ""))) {
      commit(sink, batch(1, post(idAt("2025-02-03T00:00:00Z"))));
    }
    assertThat(client.rows(PARTITIONS)).contains("posts_2025_02");

    String other = LocalPostgres.shared().uri(Posts.newSchema());
    open(other).close();
    assertThat(refusal(other + "&partition=month"))
        .hasMessageContaining("is there without partitions");
  }

  @Test
  void leaveToTheRestWhatItHoldsAlready() {
    long id = idAt("2026-01-15T00:00:00Z");
    try (PostSink sink = open(uri)) {
      client.change(
          "INSERT INTO posts (id, received_at, json) VALUES (%d, now(), '')".formatted(id));

      assertThat(commit(sink, batch(1, post(id), post(id + 1))))
          .isEqualTo(new CommitReceipt(1, 1, 1));
    }
    assertThat(tableOf(id + 1)).isEqualTo("posts_rest");
  }

  @Test
  void waitForReadersAndWritersDoNot() {
    long id = idAt("2026-01-15T00:00:00Z");
    try (PostSink sink = open(uri)) {
      client.change("BEGIN; SELECT count(*) FROM posts");
      commit(sink, batch(1, post(id)));
      client.change("COMMIT");
    }
    assertThat(tableOf(id)).isEqualTo("posts_rest");
  }

  @Test
  void letAQueryOfATimeReadItsMonthsAlone() {
    try (PostSink sink = open(uri)) {
      commit(
          sink, batch(1, post(idAt("2026-03-15T00:00:00Z")), post(idAt("2026-01-15T00:00:00Z"))));
    }
    String plan =
        String.join(
            "\n",
            client.rows(
                "EXPLAIN SELECT * FROM posts_flat WHERE id >= %d AND id < %d"
                    .formatted(idAt("2026-03-01T00:00:00Z"), idAt("2026-04-01T00:00:00Z"))));

    assertThat(plan).contains("posts_2026_03").doesNotContain("posts_2026_01");
  }
}
