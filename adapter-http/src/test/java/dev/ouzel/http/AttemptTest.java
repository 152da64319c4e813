package dev.ouzel.http;

import static dev.ouzel.http.RawServer.OK_CHUNKED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import dev.ouzel.stream.EndCause;
import dev.ouzel.stream.Refusal;
import dev.ouzel.stream.StreamRequest;
import dev.ouzel.stream.StreamSignal;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How an attempt begins, and how it is given up. */
class AttemptTest {
  private static final URI NOWHERE = URI.create("http://127.0.0.1:1");

  private final Attempts attempts = new Attempts();

  @AfterEach
  void close() throws IOException {
    attempts.close();
  }

  @Test
  void theRequestSaysWhoAsksForWhat() throws Exception {
    CompletableFuture<String> request = new CompletableFuture<>();
    RawServer server = attempts.serving(peer -> request.complete(peer.request()));

    attempts.with(
        Attempts.settings(URI.create(server.uri() + "/proxied/")).userAgent("ouzel/test").build());

    assertThat(request.get(20, TimeUnit.SECONDS).lines())
        .contains(
            "GET /proxied/2/tweets/search/stream HTTP/1.1",
            "host: 127.0.0.1:" + server.port(),
            "authorization: Bearer a-token",
            "accept-encoding: gzip",
            "user-agent: ouzel/test");
  }

  @Test
  void withoutCompressionTheRequestSaysSo() throws Exception {
    CompletableFuture<String> request = new CompletableFuture<>();
    RawServer server = attempts.serving(peer -> request.complete(peer.request()));

    attempts.with(Attempts.settings(server.uri()).compression(false).build());

    assertThat(request.get(20, TimeUnit.SECONDS).lines()).contains("accept-encoding: identity");
  }

  @Test
  void theOpeningTellsXsTimeAndNameForTheRequest() throws Exception {
    RawServer server =
        attempts.serving(
            peer -> {
              peer.request();
              peer.send(
                  RawServer.okChunked(
                      "date: Sun, 22 Nov 2026 01:02:03 GMT",
                      "x-transaction-id: 3f2a",
                      "x-rate-limit-remaining: 48"));
              peer.awaitClosed();
            });

    StreamSignal opened = attempts.at(server).request(1).awaitSignals(1).signals().get(0);

    assertThat(opened)
        .isInstanceOfSatisfying(
            StreamSignal.Opened.class,
            signal -> {
              assertThat(signal.serverTime()).contains(Instant.parse("2026-11-22T01:02:03Z"));
              assertThat(signal.transactionId()).contains("3f2a");
              assertThat(signal.rateLimit().remaining()).hasValue(48);
            });
  }

  @Test
  void aRefusalWhoseBodyDoesNotEndIsToldAfterAWhile() throws Exception {
    RawServer server =
        attempts.serving(
            peer -> {
              peer.request();
              peer.send("HTTP/1.1 503 Overload\r\ncontent-length: 1000\r\n\r\nso far");
              peer.awaitClosed();
            });

    Recorder recorder =
        attempts.with(
            Attempts.settings(server.uri()).connectTimeout(Duration.ofMillis(200)).build());

    assertThat(refusal(recorder).body()).isEqualTo("so far");
    server.awaitServed();
  }

  @Test
  void aRefusalWhoseBodyBreaksOffIsStillARefusal() throws Exception {
    RawServer server =
        attempts.serving(
            peer -> {
              peer.request();
              peer.send("HTTP/1.1 503 Overload\r\ncontent-length: 1000\r\n\r\nso far");
            });

    assertThat(refusal(attempts.at(server)).body()).isEqualTo("so far");
  }

  @Test
  void aRefusalWithoutEndIsReadNoFurtherThan64Kib() throws Exception {
    RawServer server =
        attempts.serving(
            peer -> {
              peer.request();
              peer.send("HTTP/1.1 500 Trouble\r\nconnection: close\r\n\r\n");
              while (true) {
                peer.send("x".repeat(8_192));
              }
            });

    assertThat(refusal(attempts.at(server)).body()).hasSize(64 * 1024);
  }

  private static Refusal refusal(Recorder recorder) {
    EndCause cause = recorder.awaitFailure().endCause();
    assertThat(cause).isInstanceOf(EndCause.Refused.class);
    return ((EndCause.Refused) cause).refusal();
  }

  @Test
  void afterTheEndTheConnectionIsClosed() throws Exception {
    RawServer server =
        attempts.serving(
            peer -> {
              peer.request();
              peer.send(OK_CHUNKED).lastChunk();
              peer.awaitClosed();
            });

    attempts.at(server).requestAll().awaitCompletion();

    server.awaitServed();
  }

  @Test
  void cancellingBeforeTheAnswerClosesTheConnection() throws Exception {
    CompletableFuture<Void> asked = new CompletableFuture<>();
    RawServer server =
        attempts.serving(
            peer -> {
              peer.request();
              asked.complete(null);
              peer.awaitClosed();
            });
    Recorder recorder = attempts.at(server).requestAll();
    asked.get(20, TimeUnit.SECONDS);

    recorder.cancel();

    server.awaitServed();
    assertThat(recorder.signals()).isEmpty();
  }

  @Test
  void cancellingAtOnceAsksNothing() throws Exception {
    AtomicInteger requests = new AtomicInteger();
    RawServer server =
        attempts.serving(
            peer -> {
              peer.request();
              requests.incrementAndGet();
            });
    XClient client = attempts.client(Attempts.settings(server.uri()).build());
    CompletableFuture<Void> subscribed = new CompletableFuture<>();

    client
        .streams()
        .connect(StreamRequest.builder().build())
        .subscribe(
            new Careless() {
              @Override
              public void onSubscribe(Flow.Subscription subscription) {
                subscription.cancel();
                subscribed.complete(null);
              }
            });

    subscribed.get(20, TimeUnit.SECONDS);
    client.close();
    assertThat(requests).hasValue(0);
  }

  @Test
  void aSubscriberThatThrowsLosesItsConnection() throws Exception {
    RawServer server = attempts.serving(AttemptTest::streamUntilClosed);
    attempts
        .client(Attempts.settings(server.uri()).build())
        .streams()
        .connect(StreamRequest.builder().build())
        .subscribe(
            new Careless() {
              @Override
              public void onNext(StreamSignal signal) {
                throw new IllegalStateException("as the test wants it");
              }
            });

    server.awaitServed();
  }

  @ParameterizedTest
  @ValueSource(longs = {0, -1, Long.MIN_VALUE})
  void demandThatIsNotPositiveEndsTheAttempt(long demand) throws Exception {
    RawServer server = attempts.serving(AttemptTest::streamUntilClosed);
    Recorder recorder = attempts.at(server).request(1).awaitSignals(1);

    recorder.request(demand);

    assertThat(recorder.awaitError()).isInstanceOf(IllegalArgumentException.class);
    server.awaitServed();
  }

  private static void streamUntilClosed(RawServer.Peer peer) throws java.io.IOException {
    peer.request();
    peer.send(OK_CHUNKED).chunk("{}\r\n");
    peer.awaitClosed();
  }

  @Test
  void aSubscriberIsNeeded() {
    Flow.Publisher<StreamSignal> publisher =
        attempts
            .client(Attempts.settings(NOWHERE).build())
            .streams()
            .connect(StreamRequest.builder().build());

    assertThatNullPointerException().isThrownBy(() -> publisher.subscribe(null));
  }

  @Test
  void aTokenThatNoHeaderCanHoldIsNotShown() {
    Recorder recorder = attempts.with(settings(() -> "very-secret\ntoken"));

    assertThat(recorder.awaitNetworkFailure()).startsWith("no bearer token: ");
    assertThat(recorder.awaitFailure()).asString().doesNotContain("secret");
  }

  @Test
  void aTokenThatCannotBeHadEndsTheAttempt() {
    Supplier<String> broken =
        () -> {
          throw new IllegalStateException("the token file is gone");
        };

    assertThat(attempts.with(settings(broken)).awaitNetworkFailure())
        .isEqualTo("no bearer token: the token file is gone");
  }

  private static XClientSettings settings(Supplier<String> token) {
    return XClientSettings.builder().baseUri(NOWHERE).token(token).build();
  }

  @Test
  void closingTheClientEndsItsAttemptsAndThoseThatFollow() throws Exception {
    RawServer server = attempts.serving(AttemptTest::streamUntilClosed);
    XClient client = attempts.client(Attempts.settings(server.uri()).build());
    Flow.Publisher<StreamSignal> publisher =
        client.streams().connect(StreamRequest.builder().build());
    Recorder before = new Recorder();
    publisher.subscribe(before);
    before.request(1).awaitSignals(1);

    client.close();

    assertThat(before.awaitNetworkFailure()).isEqualTo("the client is closed");
    server.awaitServed();
    Recorder after = new Recorder();
    publisher.subscribe(after);
    assertThat(after.awaitNetworkFailure()).isEqualTo("the client is closed");
  }

  @Test
  void closingAClientWithThreadsOfItsOwnEndsThemToo() throws Exception {
    RawServer server = attempts.serving(AttemptTest::streamUntilClosed);
    XClient client = XClient.open(Attempts.settings(server.uri()).build());
    Recorder before = new Recorder();
    client.streams().connect(StreamRequest.builder().build()).subscribe(before);
    before.request(1).awaitSignals(1);

    client.close();
    client.close();

    assertThat(before.awaitNetworkFailure()).isEqualTo("the client is closed");
    before.request(1).cancel();
    Recorder after = new Recorder();
    client.streams().connect(StreamRequest.builder().build()).subscribe(after);
    assertThat(after.awaitNetworkFailure()).isEqualTo("the client is closed");
    after.request(1).cancel();
  }

  /** A subscriber that wants everything and does nothing. */
  private abstract static class Careless implements Flow.Subscriber<StreamSignal> {
    @Override
    public void onSubscribe(Flow.Subscription subscription) {
      subscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(StreamSignal signal) {}

    @Override
    public void onError(Throwable cause) {}

    @Override
    public void onComplete() {}
  }
}
