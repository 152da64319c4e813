package dev.ouzel.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ouzel.connection.Connection;
import dev.ouzel.connection.ConnectionPage;
import dev.ouzel.connection.ConnectionQuery;
import dev.ouzel.post.Problem;
import dev.ouzel.stream.Refusal;
import dev.ouzel.stream.RequestFailed;
import dev.ouzel.stream.StreamEndpoint;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpConnectionHistoryTest {
  private static final String NO_CONNECTIONS = "{\"meta\":{\"result_count\":0}}";
  private static final String INVALID =
      """
      {"errors":[{"parameters":{"endpoints":["filtered_stream"]},"message":"The `endpoints` query parameter value [filtered_stream] is not one of [filter_stream]"}],"title":"Invalid Request","detail":"One or more parameters to your request was invalid.","type":"https://api.x.com/2/problems/invalid-request"}
      """;
  private static final ConnectionQuery FILTERED =
      ConnectionQuery.builder().addEndpoints(StreamEndpoint.FILTERED).build();

  private final RawX x = new RawX();
  private final HttpConnectionHistory history = new HttpConnectionHistory(x.requests());

  @AfterEach
  void close() {
    x.close();
  }

  @Test
  void readsAPage() {
    x.answer(
        200,
        """
        {"data":[{"connected_at":"2023-11-07T05:31:56Z","endpoint_name":"sample_stream",
          "client_ip":"192.0.2.1","disconnect_reason":"operator_disconnect",
          "disconnected_at":"2023-11-07T05:31:56Z"}],
         "errors":[{"title":"a title","type":"a type","detail":"a detail","status":123}],
         "meta":{"next_token":"more","result_count":123}}
        """);

    Instant moment = Instant.parse("2023-11-07T05:31:56Z");
    assertThat(page(ConnectionQuery.builder().build()))
        .isEqualTo(
            new ConnectionPage(
                List.of(
                    Connection.builder()
                        .connectedAt(moment)
                        .endpointName("sample_stream")
                        .clientIp("192.0.2.1")
                        .disconnectReason("operator_disconnect")
                        .disconnectedAt(moment)
                        .build()),
                List.of(
                    Problem.builder()
                        .title("a title")
                        .type("a type")
                        .detail("a detail")
                        .status(123)
                        .build()),
                Optional.of("more")));
  }

  @Test
  void asksForNoMoreThanTheQuerySets() {
    x.answer(200, NO_CONNECTIONS);

    page(ConnectionQuery.builder().build());

    assertThat(x.asked().get(0).head().path()).isEqualTo("/2/connections");
    assertThat(x.asked().get(0).head().query()).isEqualTo("status=active&max_results=10");
  }

  @Test
  void comesBackToTheNewSpellingWhenXDoes() {
    x.answer(400, INVALID).answer(200, NO_CONNECTIONS);
    x.answer(400, INVALID).answer(200, NO_CONNECTIONS).answer(200, NO_CONNECTIONS);

    page(FILTERED);
    page(FILTERED);
    page(FILTERED);

    assertThat(spellings())
        .containsExactly(
            "filtered_stream",
            "filter_stream",
            "filter_stream",
            "filtered_stream",
            "filtered_stream");
  }

  @Test
  void tellsTheFirstRefusalWhenNeitherSpellingWorks() {
    x.answer(400, INVALID).answer(400, "{\"title\":\"the second\"}").answer(200, NO_CONNECTIONS);

    assertThat(refusal(FILTERED).problems().get(0).title()).contains("Invalid Request");
    page(FILTERED);

    assertThat(spellings()).containsExactly("filtered_stream", "filter_stream", "filtered_stream");
  }

  @Test
  void asksOnceWhenTheRefusalIsNotOfTheRequest() {
    x.answer(
        response ->
            response
                .setStatusCode(429)
                .putHeader("x-rate-limit-remaining", "0")
                .putHeader("x-rate-limit-reset", "1700000000")
                .end());

    Refusal refusal = refusal(FILTERED);

    assertThat(refusal.kind()).isEqualTo(Refusal.Kind.RATE_LIMITED);
    assertThat(refusal.rateLimit().isExhausted()).isTrue();
    assertThat(refusal.rateLimit().reset()).contains(Instant.ofEpochSecond(1_700_000_000));
    assertThat(x.asked()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "<html>a portal</html>", "[]", "{\"data\":["})
  void failsWhenASuccessIsNoPage(String body) {
    x.answer(200, body);

    RequestFailed failed = catchThrowableOfType(RequestFailed.class, () -> page(FILTERED));

    assertThat(failed.refusal()).isEmpty();
    assertThat(failed)
        .hasMessageStartingWith("X answered 200, but not with")
        .hasMessageEndingWith(body.isEmpty() ? "no reason given" : body);
  }

  private ConnectionPage page(ConnectionQuery query) {
    return RawX.get(history.page(query));
  }

  private Refusal refusal(ConnectionQuery query) {
    return catchThrowableOfType(RequestFailed.class, () -> page(query)).refusal().orElseThrow();
  }

  private List<String> spellings() {
    List<String> spellings = new ArrayList<>();
    x.asked().forEach(asked -> spellings.add(asked.parameter("endpoints")));
    return spellings;
  }
}
