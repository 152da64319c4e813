package dev.ouzel.testkit.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ouzel.testkit.memory.ManualLoop;
import dev.ouzel.testkit.server.JsonClient.Answer;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FakeXConnectionsTest {
  private static final String HISTORY = "/2/connections";

  private final ManualLoop clock = new ManualLoop(Instant.parse("2026-01-06T18:40:40.344Z"), 0);
  private FakeX fake = builder().start();

  private FakeXSettings.Builder builder() {
    return FakeX.builder().withRule("cat has:images", "cats").clock(clock);
  }

  @AfterEach
  void close() {
    fake.close();
  }

  private void startWith(FakeXSettings.Builder builder) {
    fake.close();
    fake = builder.start();
  }

  private Answer get(String query) throws IOException, InterruptedException {
    return new JsonClient(fake).get(HISTORY + query);
  }

  private static List<JsonObject> data(Answer answer) {
    assertThat(answer.status()).isEqualTo(200);
    return answer.json().getJsonArray("data").stream().map(JsonObject.class::cast).toList();
  }

  /** Opens and ends connections, a second apart. */
  private void serve(int count) throws IOException {
    for (int n = 0; n < count; n++) {
      try (RawClient client = RawClient.stream(fake)) {
        fake.endConnections();
        assertThat(client.chunk()).isEmpty();
      }
      clock.advance(Duration.ofSeconds(1));
    }
  }

  @Test
  void tellsOfAConnectionThatLives() throws IOException, InterruptedException {
    try (RawClient client = RawClient.stream(fake)) {
      assertThat(client.status()).isEqualTo(200);
      JsonObject body = get("").json();
      String id = body.getJsonArray("data").getJsonObject(0).getString("id");
      assertThat(id).matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
      assertThat(fake.connections().get(0).connection().id()).hasValue(id);
      assertThat(body)
          .isEqualTo(
              new JsonObject(
                  """
                  {"data":[{"id":"%s","endpoint_name":"filtered_stream","client_ip":"127.0.0.1",
                  "connected_at":"2026-01-06T18:40:40.344Z"}],"meta":{"result_count":1}}
                  """
                      .formatted(id)));
    }
  }

  @Test
  void tellsWhenAndWhyAConnectionEnded() throws IOException, InterruptedException {
    try (RawClient client = RawClient.stream(fake)) {
      clock.jumpWallClock(Duration.ofSeconds(90));
      fake.endConnections();
      assertThat(client.chunk()).isEmpty();
    }
    assertThat(data(get("?status=inactive&connection.fields=disconnected_at,disconnect_reason")))
        .containsExactly(
            new JsonObject()
                .put("disconnected_at", "2026-01-06T18:42:10.344Z")
                .put("disconnect_reason", "operational_disconnect"));
  }

  @Test
  void leavesDataOutWhenThereIsNone() throws IOException, InterruptedException {
    assertThat(get("").text()).isEqualTo("{\"meta\":{\"result_count\":0}}");
    startWith(builder().omitsEmptyData(false));
    assertThat(get("").text()).isEqualTo("{\"data\":[],\"meta\":{\"result_count\":0}}");
  }

  @Test
  void choosesByStatusAndEndpoint() throws IOException, InterruptedException {
    serve(2);
    try (RawClient client = RawClient.stream(fake)) {
      assertThat(client.status()).isEqualTo(200);
      assertThat(data(get(""))).hasSize(1);
      assertThat(data(get("?status=active"))).hasSize(1);
      assertThat(data(get("?status=inactive"))).hasSize(2);
      assertThat(data(get("?status=all"))).hasSize(3);
      assertThat(data(get("?status=all&endpoints=sample_stream,filtered_stream"))).hasSize(3);
      assertThat(data(get("?status=all&endpoints=filter_stream"))).hasSize(3);
      assertThat(get("?status=all&endpoints=sample_stream").json().containsKey("data")).isFalse();
    }
  }

  @Test
  void pagesFromTheNewestToTheOldest() throws IOException, InterruptedException {
    serve(5);
    List<String> seconds = new ArrayList<>();
    String token = "";
    do {
      JsonObject page =
          get("?status=all&max_results=2&connection.fields=connected_at" + token).json();
      page.getJsonArray("data")
          .forEach(row -> seconds.add(((JsonObject) row).getString("connected_at").substring(17)));
      String next = page.getJsonObject("meta").getString("next_token");
      token = next == null ? "" : "&pagination_token=" + next;
    } while (!token.isEmpty());
    assertThat(seconds).containsExactly("44.344Z", "43.344Z", "42.344Z", "41.344Z", "40.344Z");
  }

  @Test
  void showsTenUnlessAskedOtherwise() throws IOException, InterruptedException {
    serve(11);
    assertThat(data(get("?status=all"))).hasSize(10);
    assertThat(data(get("?status=all&max_results=100"))).hasSize(11);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "?status=alive",
        "?endpoints=search_stream",
        "?endpoints=",
        "?max_results=0",
        "?max_results=101",
        "?connection.fields=id,uuid",
        "?pagination_token=x",
        "?fields=id"
      })
  void refusesParametersThatXDoesNotTake(String query) throws IOException, InterruptedException {
    Answer answer = get(query);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().getString("type")).endsWith("/invalid-request");
  }

  @Test
  void knowsOnlyOneSpellingWhenToldSo() throws IOException, InterruptedException {
    startWith(builder().filteredStreamName(FilteredStreamName.FILTER_STREAM));
    serve(1);
    assertThat(get("?endpoints=filtered_stream").status()).isEqualTo(400);
    assertThat(data(get("?status=all&endpoints=filter_stream&connection.fields=endpoint_name")))
        .containsExactly(new JsonObject().put("endpoint_name", "filter_stream"));
    startWith(builder().filteredStreamName(FilteredStreamName.FILTERED_STREAM));
    assertThat(get("?endpoints=filter_stream").status()).isEqualTo(400);
    assertThat(get("?endpoints=filtered_stream").status()).isEqualTo(200);
  }
}
