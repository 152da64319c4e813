package dev.ouzel.http.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ouzel.connection.Connection;
import dev.ouzel.connection.ConnectionPage;
import dev.ouzel.post.Payload;
import dev.ouzel.post.Problem;
import dev.ouzel.stream.StreamEndpoint;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConnectionJsonTest {
  private static final Connection ENDED =
      Connection.builder()
          .connectedAt(Instant.parse("2023-11-07T05:31:56Z"))
          .endpointName("sample_stream")
          .clientIp("192.0.2.1")
          .disconnectReason("operator_disconnect")
          .disconnectedAt(Instant.parse("2023-11-07T06:31:56.25Z"))
          .build();

  private static final Problem PROBLEM =
      Problem.builder()
          .title("a title")
          .type("https://api.x.com/2/problems/internal-error")
          .detail("a detail")
          .status(123)
          .build();

  @Test
  void readsThePageThatXDocuments() {
    assertThat(
            read(
                """
                {
                  "data": [
                    {
                      "connected_at": "2023-11-07T05:31:56Z",
                      "endpoint_name": "sample_stream",
                      "client_ip": "192.0.2.1",
                      "disconnect_reason": "operator_disconnect",
                      "disconnected_at": "2023-11-07T06:31:56.25Z"
                    }
                  ],
                  "errors": [
                    {
                      "title": "a title",
                      "type": "https://api.x.com/2/problems/internal-error",
                      "detail": "a detail",
                      "status": 123
                    }
                  ],
                  "meta": {
                    "next_token": "more",
                    "result_count": 123
                  }
                }
                """))
        .isEqualTo(new ConnectionPage(List.of(ENDED), List.of(PROBLEM), Optional.of("more")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"data\":null,\"errors\":null,\"meta\":null}",
        "{\"data\":[],\"meta\":{\"result_count\":0}}",
        "{\"data\":{},\"errors\":7,\"meta\":[]}",
        "{\"data\":[null,1,\"x\",[]],\"meta\":{\"next_token\":\"\"}}"
      })
  void readsAPageWithoutConnections(String text) {
    assertThat(read(text)).isEqualTo(new ConnectionPage(List.of(), List.of(), Optional.empty()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "<html></html>", "[]", "null", "{\"data\":["})
  void readsNoPageFromWhatIsNoObject(String text) {
    assertThat(ConnectionJson.read(Payload.ofText(text))).isEmpty();
  }

  @Test
  void keepsNamesItDoesNotKnow() {
    Connection connection =
        read("{\"data\":[{\"id\":\"5f0e\",\"endpoint_name\":\"new_stream\",\"shard\":[1]}]}")
            .connections()
            .get(0);

    assertThat(connection.id()).contains("5f0e");
    assertThat(connection.endpointName()).contains("new_stream");
    assertThat(connection.endpoint()).isEmpty();
  }

  @Test
  void knowsTheFilteredStreamInBothSpellings() {
    assertThat(
            read("{\"data\":[{\"endpoint_name\":\"filtered_stream\"},"
                    + "{\"endpoint_name\":\"filter_stream\"}]}")
                .connections())
        .extracting(Connection::endpoint)
        .containsOnly(Optional.of(StreamEndpoint.FILTERED));
  }

  @ParameterizedTest
  @CsvSource({
    "2023-11-07T05:31:56Z, 2023-11-07T05:31:56Z",
    "2023-11-07T05:31:56.1Z, 2023-11-07T05:31:56.1Z",
    "2023-11-07T05:31:56.123456789Z, 2023-11-07T05:31:56.123456789Z",
    "2023-11-07t05:31:56z, 2023-11-07T05:31:56Z",
    "2023-11-07T05:31:56.5+05:30, 2023-11-07T00:01:56.5Z",
    "2023-11-07T05:31:56-00:00, 2023-11-07T05:31:56Z"
  })
  void readsTimesWithFractionsAndOffsets(String text, String expected) {
    assertThat(connectedAt('"' + text + '"')).contains(Instant.parse(expected));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "\"\"",
        "\"yesterday\"",
        "\"2023-11-07\"",
        "\"2023-11-07T05:31:56\"",
        "\"2023-13-07T05:31:56Z\"",
        "\"2023-11-07T05:31:56.1234567890Z\"",
        "1699335116",
        "{\"seconds\":1}"
      })
  void leavesOutATimeThatIsNone(String json) {
    assertThat(connectedAt(json)).isEmpty();
  }

  private static Optional<Instant> connectedAt(String json) {
    Connection connection =
        read("{\"data\":[{\"connected_at\":" + json + ",\"client_ip\":\"192.0.2.1\"}]}")
            .connections()
            .get(0);
    assertThat(connection.clientIp()).contains("192.0.2.1");
    return connection.connectedAt();
  }

  @Test
  void writesXsShape() {
    assertThat(
            ConnectionJson.write(
                new ConnectionPage(List.of(ENDED), List.of(PROBLEM), Optional.of("more"))))
        .isEqualTo(
            """
            {
              "data": [
                {
                  "endpoint_name": "sample_stream",
                  "client_ip": "192.0.2.1",
                  "connected_at": "2023-11-07T05:31:56Z",
                  "disconnected_at": "2023-11-07T06:31:56.250Z",
                  "disconnect_reason": "operator_disconnect"
                }
              ],
              "errors": [
                {
                  "title": "a title",
                  "type": "https://api.x.com/2/problems/internal-error",
                  "detail": "a detail",
                  "status": 123
                }
              ],
              "meta": {
                "result_count": 1,
                "next_token": "more"
              }
            }\
            """);
  }

  @Test
  void writesAnEmptyPageWithItsData() {
    assertThat(ConnectionJson.write(new ConnectionPage(List.of(), List.of(), Optional.empty())))
        .isEqualTo(
            """
            {
              "data": [],
              "meta": {
                "result_count": 0
              }
            }\
            """);
  }

  @Test
  void readsBackWhatItWrites() {
    Problem every =
        Problem.builder()
            .title("\"quoted\"\n\u0000 é 🐦")
            .addDetails("one", "two")
            .connectionIssue("TooManyConnections")
            .disconnectType("SlowReader")
            .reason("client-not-enrolled")
            .period("Daily")
            .scope("Account")
            .parameter("status")
            .value("x")
            .resourceId("1")
            .build();
    Connection live = Connection.builder().id("5f0e").endpointName("new_stream").build();
    ConnectionPage page =
        new ConnectionPage(List.of(ENDED, live), List.of(PROBLEM, every), Optional.of("t"));

    assertThat(read(ConnectionJson.write(page))).isEqualTo(page);
  }

  private static ConnectionPage read(String text) {
    return ConnectionJson.read(Payload.ofText(text)).orElseThrow();
  }
}
