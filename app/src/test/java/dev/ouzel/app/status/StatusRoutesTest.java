package dev.ouzel.app.status;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ouzel.app.SecretsWatch;
import java.time.Instant;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

class StatusRoutesTest {
  private static final Instant NOW = Instant.parse("2026-05-04T12:00:00Z");

  private final FullDay day = new FullDay(NOW);

  @Test
  void tellsAllThatThePageShows() throws Exception {
    JsonNode status = read(day.routes().get("/status"), 200);

    assertThat(status.get("version").textValue()).isEqualTo("1.2.3");
    assertThat(status.get("state").textValue()).isEqualTo("streaming");
    assertThat(status.get("since").textValue()).isEqualTo("2026-05-04T11:20:00Z");
    assertThat(status.get("ready").booleanValue()).isFalse();
    assertThat(status.at("/tally/balances").booleanValue()).isTrue();
    assertThat(status.at("/last_hour/posts_per_second")).hasSize(360);
    assertThat(status.at("/coverage/stretches").findValuesAsText("state"))
        .contains("covered", "lost", "repaired", "repairing");
    assertThat(status.at("/connections/recent/1/recorded/disconnect_reason").textValue())
        .isEqualTo("upstream_unclean_disconnect");
    assertThat(status.at("/rules/matched").intValue()).isEqualTo(24);
    assertThat(status.at("/usage/posts_per_day_limit").longValue()).isEqualTo(1_000_000);
    assertThat(status.at("/spool/file").textValue()).isEqualTo("spool.db");
    assertThat(status.at("/problems/1/times").intValue()).isEqualTo(2);
  }

  @Test
  void showsSinksWithoutWhoIsLetIn() throws Exception {
    JsonNode status = read(day.routes().get("/status"), 200);

    assertThat(status.at("/sinks/1/name").textValue()).isEqualTo("postgresql://db.example/cats");
    assertThat(status.toString()).doesNotContain("ouzel@");
  }

  @Test
  void isReadyUnlessAProblemLasts() throws Exception {
    JsonNode ready = read(day.routes().get(Health.READY), 503);

    assertThat(ready.get("ready").booleanValue()).isFalse();
    assertThat(ready.get("reasons").get(0).textValue())
        .startsWith("postgresql://db.example/cats takes nothing, 1204 batches wait");
    day.mend();
    assertThat(read(day.routes().get(Health.READY), 200).get("reasons")).isEmpty();
  }

  @Test
  void saysSoWhenTheIngestDoesNotAnswer() throws Exception {
    day.hang();

    assertThat(read(day.routes().get(Health.LIVE), 503).get("live").booleanValue()).isFalse();
    assertThat(read(day.routes().get(Health.READY), 503).get("reasons").get(0).textValue())
        .isEqualTo("the ingest does not answer");
    assertThat(read(day.routes().get("/status"), 503).get("error").textValue())
        .isEqualTo("the ingest does not answer");
  }

  private static JsonNode read(Route route, int status) throws Exception {
    CompletionStage<Reply> reply = route.reply();
    Reply answered = reply.toCompletableFuture().get();
    SecretsWatch.look("a route of the status server", answered.body());
    assertThat(answered.status()).isEqualTo(status);
    assertThat(answered.contentType()).isEqualTo("application/json");
    return new ObjectMapper().readTree(answered.body());
  }
}
