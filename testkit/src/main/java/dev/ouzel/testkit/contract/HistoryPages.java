package dev.ouzel.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ouzel.connection.Connection;
import dev.ouzel.connection.ConnectionField;
import dev.ouzel.connection.ConnectionHistory;
import dev.ouzel.connection.ConnectionPage;
import dev.ouzel.connection.ConnectionQuery;
import dev.ouzel.connection.ConnectionStatus;
import dev.ouzel.stream.StreamEndpoint;
import dev.ouzel.testkit.script.Reply;
import dev.ouzel.testkit.server.FakeX;
import dev.ouzel.testkit.server.SeenRequest;
import dev.ouzel.testkit.server.ServedConnection;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What X records arrives, and what is asked for is what X is asked for. */
abstract class HistoryPages extends HistoryTerminations {
  private static final String NOTHING = "{\"meta\":{\"result_count\":0}}";

  @Test
  protected void tellsEveryFieldOfAConnection() throws IOException {
    FakeX x = serve();
    openStream(x);

    ConnectionPage page = page(historyOf(x), ConnectionQuery.builder().build());

    assertThat(page.connections()).isEqualTo(recorded(x));
    assertThat(page.connections().get(0).endpoint()).contains(StreamEndpoint.FILTERED);
    assertThat(page.connections().get(0).disconnectedAt()).isEmpty();
    assertThat(page.problems()).isEmpty();
    assertThat(page.nextToken()).isEmpty();
  }

  @Test
  protected void tellsHowAConnectionEnded() throws IOException {
    FakeX x = serve();
    openStream(x);
    endStreams(x);

    ConnectionPage page =
        page(historyOf(x), ConnectionQuery.builder().status(ConnectionStatus.INACTIVE).build());

    assertThat(page.connections()).isEqualTo(recorded(x));
    assertThat(page.connections().get(0).disconnectedAt()).isPresent();
    assertThat(page.connections().get(0).disconnectReason()).contains("operational_disconnect");
  }

  @Test
  protected void tellsOnlyWhatIsAskedFor() throws IOException {
    FakeX x = serve();
    openStream(x);

    ConnectionPage page =
        page(historyOf(x), ConnectionQuery.builder().addFields(ConnectionField.ID).build());

    assertThat(page.connections())
        .containsExactly(Connection.builder().id(recorded(x).get(0).id()).build());
  }

  @Test
  protected void sendsTheParametersExactly() {
    FakeX x = serve();
    x.answerNext(PATH, Reply.of(200, NOTHING));
    ConnectionQuery query =
        ConnectionQuery.builder()
            .status(ConnectionStatus.ALL)
            .addEndpoints(StreamEndpoint.FILTERED, StreamEndpoint.FIREHOSE_EN)
            .maxResults(100)
            .paginationToken("a token+with/odd=signs&")
            .addFields(ConnectionField.values())
            .build();

    page(historyOf(x), query);

    SeenRequest request = asked(x).get(0);
    assertThat(request.method()).isEqualTo("GET");
    assertThat(request.header("authorization").orElseThrow()).startsWith("Bearer");
    assertThat(request.query())
        .hasSize(5)
        .containsEntry("status", "all")
        .containsEntry("max_results", "100")
        .containsEntry("pagination_token", "a token+with/odd=signs&");
    assertThat(names(request, "endpoints"))
        .containsExactlyInAnyOrder("filtered_stream", "firehose_stream_lang_en");
    assertThat(names(request, "connection.fields"))
        .containsExactlyInAnyOrder(
            "client_ip",
            "connected_at",
            "disconnect_reason",
            "disconnected_at",
            "endpoint_name",
            "id");
  }

  private static List<String> names(SeenRequest request, String parameter) {
    return List.of(request.query().get(parameter).split(",", -1));
  }

  @Test
  protected void sendsNoParametersThatAreNotAskedFor() {
    FakeX x = serve();

    page(historyOf(x), ConnectionQuery.builder().build());

    Set<Map.Entry<String, String>> xsOwn =
        Map.of("status", "active", "max_results", "10").entrySet();
    assertThat(xsOwn).containsAll(asked(x).get(0).query().entrySet());
  }

  @Test
  protected void turnsPages() throws IOException {
    FakeX x = serve();
    for (int i = 0; i < 5; i++) {
      openStream(x);
    }
    ConnectionHistory history = historyOf(x);
    ConnectionQuery query = ConnectionQuery.builder().maxResults(2).build();

    ConnectionPage first = page(history, query);
    ConnectionPage second = page(history, query.after(nextToken(first)));
    ConnectionPage third = page(history, query.after(nextToken(second)));

    List<Connection> all = new ArrayList<>(first.connections());
    all.addAll(second.connections());
    all.addAll(third.connections());
    List<Connection> newestFirst = new ArrayList<>(recorded(x));
    Collections.reverse(newestFirst);
    assertThat(all).isEqualTo(newestFirst);
    assertThat(third.nextToken()).isEmpty();
  }

  private static String nextToken(ConnectionPage page) {
    assertThat(page.nextToken()).isPresent();
    return page.nextToken().orElseThrow();
  }

  @Test
  protected void acceptsAPageWithoutData() {
    FakeX x = serve(usual().omitsEmptyData(true));

    assertThat(page(historyOf(x), ALL).connections()).isEmpty();
  }

  @Test
  protected void acceptsAPageWithEmptyData() {
    FakeX x = serve(usual().omitsEmptyData(false));

    assertThat(page(historyOf(x), ALL).connections()).isEmpty();
  }

  @Test
  protected void acceptsWhatItDoesNotKnow() {
    FakeX x = serve();
    x.answerNext(
        PATH,
        Reply.of(
            200,
            """
            {"more":[{}],
             "data":[{"endpoint_name":"new_stream","connected_at":"2023-11-07T05:31:56Z",
                      "disconnected_at":"2023-11-07T05:31:57.123456789Z",
                      "disconnect_reason":"not known yet – é","partition":3,"a":{"b":[1,null]}},
                     {"id":null,"client_ip":"::1"},
                     {}],
             "errors":[{"title":"t","detail":"d","type":"about:blank","status":123,"new":{}}],
             "meta":{"next_token":"n","result_count":3,"new":1}}
            """));

    ConnectionPage page = page(historyOf(x), ALL);

    assertThat(page.connections())
        .containsExactly(
            Connection.builder()
                .endpointName("new_stream")
                .connectedAt(Instant.parse("2023-11-07T05:31:56Z"))
                .disconnectedAt(Instant.parse("2023-11-07T05:31:57.123456789Z"))
                .disconnectReason("not known yet – é")
                .build(),
            Connection.builder().clientIp("::1").build(),
            Connection.builder().build());
    assertThat(page.problems())
        .singleElement()
        .satisfies(it -> assertThat(it.title()).contains("t"));
    assertThat(page.nextToken()).contains("n");
  }

  /** What the server recorded, the oldest first. */
  static List<Connection> recorded(FakeX x) {
    return x.connections().stream().map(ServedConnection::connection).toList();
  }
}
