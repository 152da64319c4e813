package dev.ouzel.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ouzel.http.Requests.Answer;
import dev.ouzel.stream.RequestFailed;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestsTest {
  private static final Duration SOON = Duration.ofMillis(300);

  private final RawX x = new RawX();

  @AfterEach
  void close() {
    x.close();
  }

  @Test
  void tellsWhoAsks() {
    x.answer(200, "{}");

    assertThat(get(requests()).isSuccess()).isTrue();

    assertThat(x.asked().get(0).head().getHeader("authorization")).isEqualTo("Bearer a-token");
    assertThat(x.asked().get(0).head().headers().getAll("user-agent")).containsExactly("a-test");
  }

  @Test
  void asksForTheTokenEachTime() {
    Iterator<String> tokens = List.of("one", "two").iterator();
    Requests requests = requests(tokens::next);
    x.answer(200, "").answer(200, "");

    get(requests);
    get(requests);

    assertThat(x.asked())
        .extracting(asked -> asked.head().getHeader("authorization"))
        .containsExactly("Bearer one", "Bearer two");
  }

  @Test
  void encodesTheQuery() {
    x.answer(200, "");

    RawX.get(requests().get("/p", Map.of("q", "a,b c&d=é+%")).toCompletionStage());

    assertThat(x.asked().get(0).parameter("q")).isEqualTo("a,b c&d=é+%");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/", "/behind/a/proxy", "/behind/a/proxy/"})
  void putsThePathBehindTheBaseUrl(String base) {
    x.answer(200, "");
    URI uri = URI.create(x.baseUri() + base);

    get(x.requests(RawX.settings(uri)));

    assertThat(x.asked().get(0).head().path()).isEqualTo(base.replaceFirst("/$", "") + "/2/thing");
  }

  @Test
  void followsNoRedirect() {
    try (RawX other = new RawX()) {
      x.answer(
          response ->
              response
                  .setStatusCode(302)
                  .putHeader("location", other.baseUri() + "/2/thing")
                  .end());

      assertThat(get(requests()).status()).isEqualTo(302);
      assertThat(other.asked()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"secret\r\nx-injected: 1", "secret\n", "sec ret", "secret\u0000", "sécret"})
  void refusesATokenThatNoHeaderCanCarryWithoutShowingIt(String token) {
    RequestFailed failed = failure(requests(() -> token));

    assertThat(failed).hasMessageContaining("the bearer token holds");
    assertThat(failed.toString()).doesNotContain("cret");
    assertThat(failed.refusal()).isEmpty();
    assertThat(x.asked()).isEmpty();
  }

  @Test
  void refusesAnEmptyToken() {
    assertThat(failure(requests(() -> ""))).hasMessageContaining("the bearer token is empty");
  }

  @Test
  void tellsWhyTheTokenCouldNotBeHad() {
    Requests requests =
        requests(
            () -> {
              throw new IllegalStateException("the token's file is gone");
            });

    assertThat(failure(requests)).hasMessage("GET /2/thing: the token's file is gone");
    assertThat(x.asked()).isEmpty();
  }

  @Test
  void failsWhenNobodyListens() throws IOException {
    int port;
    try (ServerSocket taken = new ServerSocket(0)) {
      port = taken.getLocalPort();
    }
    URI nobody = URI.create("http://127.0.0.1:" + port);

    assertThat(failure(x.requests(RawX.settings(nobody))))
        .hasMessage("GET /2/thing: connection refused by 127.0.0.1:" + port);
  }

  @Test
  void aConnectionThatXClosedMeanwhileIsNotUsedAgain() throws IOException {
    RawServer.Script answersAndLeaves =
        peer -> {
          peer.request();
          peer.send("HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n");
        };
    try (RawServer server = new RawServer(answersAndLeaves)) {
      Requests requests = x.requests(RawX.settings(server.uri()));
      for (int i = 0; i < 20; i++) {
        assertThat(get(requests).status()).isEqualTo(200);
      }
    }
  }

  @Test
  void failsWhenNoAnswerComes() {
    assertThat(failure(hasty())).hasMessageContaining("no answer from 127.0.0.1");
    x.awaitClosed();
  }

  @Test
  void failsWhenTheBodyStandsStill() {
    x.answer(response -> response.setChunked(true).write("{\"data\":"));

    assertThat(failure(hasty())).hasMessageContaining("within 0.3 s");
    x.awaitClosed();
  }

  @Test
  void failsWhenTheBodyDrips() {
    x.answer(response -> drip(response.setChunked(true)));

    assertThat(failure(hasty())).hasMessageContaining("within 0.3 s");
    x.awaitClosed();
  }

  private static void drip(HttpServerResponse response) {
    Vertx vertx = Vertx.currentContext().owner();
    response.write(" ").onSuccess(written -> vertx.setTimer(20, id -> drip(response)));
  }

  @Test
  void failsWhenTheConnectionBreaksInsideTheBody() {
    x.answer(
        response -> response.setChunked(true).write("{").onSuccess(written -> response.reset()));

    assertThat(failure(requests()).refusal()).isEmpty();
  }

  @Test
  void readsABodyUpToTheLimit() {
    x.answer(200, "x".repeat(Requests.MOST_BODY_BYTES));

    assertThat(get(requests()).body().length()).isEqualTo(Requests.MOST_BODY_BYTES);
  }

  @Test
  void readsNoFurtherThanTheLimit() {
    x.answer(response -> flood(response.setChunked(true)));

    assertThat(failure(requests())).hasMessageContaining("longer than 16777216 bytes");
    x.awaitClosed();
  }

  private static void flood(HttpServerResponse response) {
    response.write(Buffer.buffer(new byte[64 * 1024])).onSuccess(written -> flood(response));
  }

  private Requests requests() {
    return x.requests();
  }

  private Requests requests(Supplier<String> token) {
    return x.requests(
        XClientSettings.builder().baseUri(x.baseUri()).token(token).userAgent("a-test").build());
  }

  private Requests hasty() {
    return new Requests(x.connector(x.settings()), x.settings(), SOON);
  }

  private static Answer get(Requests requests) {
    return RawX.get(requests.get("/2/thing", Map.of()).toCompletionStage());
  }

  private static RequestFailed failure(Requests requests) {
    return catchThrowableOfType(RequestFailed.class, () -> get(requests));
  }
}
