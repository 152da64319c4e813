package dev.ouzel.testkit.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ouzel.post.Payload;
import dev.ouzel.testkit.server.JsonClient.Answer;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FakeXTerminationTest {
  private static final String CONNECTIONS = "/2/connections";

  private FakeX fake = builder().start();

  private static FakeXSettings.Builder builder() {
    return FakeX.builder().withRule("cat has:images", "cats");
  }

  @AfterEach
  void close() {
    fake.close();
  }

  private void startWith(FakeXSettings.Builder builder) {
    fake.close();
    fake = builder.start();
  }

  private Answer delete(String below, String body) throws IOException, InterruptedException {
    return new JsonClient(fake).delete(CONNECTIONS + below, body);
  }

  private String id(int index) {
    return fake.connections().get(index).connection().id().orElseThrow();
  }

  private List<String> reasons() {
    return fake.connections().stream()
        .map(served -> served.connection().disconnectReason().orElse("open"))
        .toList();
  }

  @Test
  void endsEveryConnectionAndMakesRoomForAnother() throws IOException, InterruptedException {
    try (RawClient client = RawClient.stream(fake)) {
      Answer answer = delete("/all", "");
      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.text())
          .isEqualTo(
              "{\"data\":{\"successful_kills\":1,\"failed_kills\":0,\"results\":[{\"uuid\":\""
                  + id(0)
                  + "\",\"success\":true}]}}");
      assertThat(client.chunk()).isEmpty();
    }
    assertThat(reasons()).containsExactly("operator_disconnect");
    try (RawClient client = RawClient.stream(fake)) {
      assertThat(client.status()).isEqualTo(200);
    }
  }

  @Test
  void endsAConnectionThatDoesNotRead() throws IOException, InterruptedException {
    startWith(builder().maxConnections(1));
    fake.replay(Collections.nCopies(2_000, Payload.ofText("x".repeat(10_000))));
    try (RawClient stuck = RawClient.stream(fake)) {
      assertThat(stuck.status()).isEqualTo(200);
      assertThat(delete("/filtered_stream", "").status()).isEqualTo(200);
      assertThat(reasons()).containsExactly("operator_disconnect");
    }
  }

  @Test
  void endsOnlyTheConnectionsNamed() throws IOException, InterruptedException {
    startWith(builder().maxConnections(2).putDisconnectReasons(ConnectionEnd.TERMINATED, "killed"));
    try (RawClient first = RawClient.stream(fake);
        RawClient second = RawClient.stream(fake)) {
      JsonObject body =
          delete("", "{\"uuids\":[\"unknown\",\"" + id(1) + "\"]}").json().getJsonObject("data");
      assertThat(body.getInteger("successful_kills")).isEqualTo(1);
      assertThat(body.getInteger("failed_kills")).isEqualTo(1);
      assertThat(body.getJsonArray("results").getJsonObject(0))
          .isEqualTo(
              new JsonObject()
                  .put("uuid", "unknown")
                  .put("success", false)
                  .put("error_message", "Connection not found"));
      assertThat(second.chunk()).isEmpty();
      fake.publish("x");
      assertThat(first.text()).isEqualTo("x\r\n");
    }
    assertThat(reasons()).contains("killed");
  }

  @Test
  void answersInXsOlderShapesWhenTold() throws IOException, InterruptedException {
    startWith(builder().terminationAnswer(TerminationAnswer.KILLED));
    assertThat(delete("/all", "").text()).isEqualTo("{\"data\":{\"killed_connections\":true}}");
    startWith(builder().terminationAnswer(TerminationAnswer.ATTEMPTED));
    assertThat(delete("/all", "").text()).isEqualTo("{\"data\":{\"attempted\":true}}");
  }

  @Test
  void allowsTwentyFiveRequestsToEndEverything() throws IOException, InterruptedException {
    for (int i = 0; i < 25; i++) {
      assertThat(delete("/all", "").status()).isEqualTo(200);
    }
    assertThat(delete("/all", "").status()).isEqualTo(429);
    assertThat(delete("/filtered_stream", "").status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "no json",
        "[]",
        "{}",
        "{\"uuids\":[]}",
        "{\"uuids\":[1]}",
        "{\"uuids\":\"a\"}",
        "{\"uuids\":[\"a\"],\"more\":1}"
      })
  void refusesABodyThatXDoesNotTake(String body) throws IOException, InterruptedException {
    Answer answer = delete("", body);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().getString("type")).endsWith("/invalid-request");
  }

  @Test
  void refusesAStreamItDoesNotKnowAndAWrongToken() throws IOException, InterruptedException {
    assertThat(delete("/activity_stream", "").status()).isEqualTo(400);
    assertThat(delete("/search_stream", "").status()).isEqualTo(400);
    assertThat(new JsonClient(fake, "wrong").delete(CONNECTIONS + "/all", "").status())
        .isEqualTo(401);
    startWith(builder().filteredStreamName(FilteredStreamName.FILTERED_STREAM));
    assertThat(delete("/filter_stream", "").status()).isEqualTo(400);
  }
}
