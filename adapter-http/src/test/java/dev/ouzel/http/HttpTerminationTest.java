package dev.ouzel.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ouzel.connection.ConnectionQuery;
import dev.ouzel.connection.Terminated;
import dev.ouzel.connection.Termination;
import dev.ouzel.stream.RequestFailed;
import dev.ouzel.stream.StreamEndpoint;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpTerminationTest {
  private static final Terminated UNTOLD =
      new Terminated(OptionalInt.empty(), OptionalInt.empty(), List.of());

  private final RawX x = new RawX();
  private final HttpConnectionHistory history = new HttpConnectionHistory(x.requests());

  @AfterEach
  void close() {
    x.close();
  }

  @Test
  void readsTheCountsAndWhatBecameOfEachConnection() {
    x.answer(
        200,
        """
        {"data":{"successful_kills":1,"failed_kills":1,"new":[],"results":[
          {"uuid":"a","success":true,"new":1},
          {"uuid":"b","success":false,"error_message":"no such connection"},
          {"success":true}, 7]},
         "errors":[{"title":"a title"}]}
        """);

    assertThat(terminate(new Termination.All()))
        .isEqualTo(
            new Terminated(
                OptionalInt.of(1),
                OptionalInt.of(1),
                List.of(
                    new Terminated.Outcome("a", true, Optional.empty()),
                    new Terminated.Outcome("b", false, Optional.of("no such connection")))));
    assertThat(asked()).isEqualTo("DELETE /2/connections/all ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"data\":{\"killed_connections\":true}}",
        "{\"data\":{\"attempted\":true}}",
        "{\"data\":null}",
        "{}",
        "[]",
        "gone",
        ""
      })
  void takesAnyBodyOfASuccessForSuccess(String body) {
    x.answer(202, body);

    assertThat(terminate(new Termination.All())).isEqualTo(UNTOLD);
  }

  @Test
  void sendsIdsAsJson() {
    x.answer(204, "");

    assertThat(terminate(new Termination.OfIds(List.of("a", "\"b\"")))).isEqualTo(UNTOLD);

    assertThat(asked()).isEqualTo("DELETE /2/connections {\"uuids\":[\"a\",\"\\\"b\\\"\"]}");
    assertThat(x.asked().get(0).head().getHeader("content-type")).isEqualTo("application/json");
    assertThat(x.asked().get(0).head().getHeader("authorization")).startsWith("Bearer ");
  }

  @Test
  void remembersTheSpellingThatWorkedForEitherPurpose() {
    x.answer(400, "").answer(200, "{}").answer(200, "{}").answer(200, "{}");

    terminate(new Termination.OfEndpoint(StreamEndpoint.FILTERED));
    RawX.get(history.page(ConnectionQuery.builder().addEndpoints(StreamEndpoint.FILTERED).build()));
    terminate(new Termination.OfEndpoint(StreamEndpoint.FIREHOSE));

    assertThat(x.asked())
        .extracting(asked -> asked.head().path())
        .containsExactly(
            "/2/connections/filtered_stream",
            "/2/connections/filter_stream",
            "/2/connections",
            "/2/connections/firehose_stream");
    assertThat(x.asked().get(2).parameter("endpoints")).isEqualTo("filter_stream");
  }

  @Test
  void tellsWhyXRefused() {
    x.answer(429, "{\"title\":\"Too Many Requests\"}");

    RequestFailed failed =
        catchThrowableOfType(RequestFailed.class, () -> terminate(new Termination.All()));

    assertThat(failed.refusal().orElseThrow().status()).isEqualTo(429);
    assertThat(x.asked()).hasSize(1);
  }

  private Terminated terminate(Termination what) {
    return RawX.get(history.terminate(what));
  }

  private String asked() {
    RawX.Asked asked = x.asked().get(0);
    return asked.head().method() + " " + asked.head().uri() + " " + asked.body();
  }
}
