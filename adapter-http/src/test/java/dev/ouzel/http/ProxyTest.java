package dev.ouzel.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ouzel.stream.StreamRequest;
import dev.ouzel.testkit.server.ConnectProxy;
import dev.ouzel.testkit.server.FakeX;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** X through an HTTP proxy. */
class ProxyTest {
  /** RFC 2606: known to no name server. */
  private static final String UNKNOWN = "x.invalid";

  private final List<AutoCloseable> open = new ArrayList<>();

  @AfterEach
  void close() throws Exception {
    for (int i = open.size() - 1; i >= 0; i--) {
      open.get(i).close();
    }
  }

  @Test
  void streamsAndRequestsGoThroughItWithTlsBetweenUsAndX() {
    FakeX x = opened(FakeX.builder().tls(true).withRule("bird", "birds").start());
    ConnectProxy proxy = opened(ConnectProxy.to(x.port()).requiring("me:a:secret"));
    XClient client =
        client(
            XClientSettings.builder()
                .baseUri(URI.create("https://localhost"))
                .token(x::token)
                .trusted(x.certificate())
                .proxy(through(proxy, Optional.of(() -> "me:a:secret")))
                .build());

    Recorder recorder = stream(client).requestAll().awaitSignals(1);
    x.publish("{\"data\":{\"id\":\"1\"}}");
    recorder.awaitFrames(1);
    assertThat(RawX.get(client.rules().list())).hasSize(1);

    assertThat(proxy.heads())
        .hasSize(2)
        .allSatisfy(head -> assertThat(head).startsWith("CONNECT localhost:443 HTTP/1.1\r\n"))
        .allSatisfy(head -> assertThat(head).containsIgnoringCase("proxy-authorization: basic "))
        .allSatisfy(head -> assertThat(head).doesNotContain(x.token(), "Bearer"));
    assertThat(proxy.carried()).doesNotContain(x.token(), "secret", "Authorization");
  }

  @Test
  void itLooksTheNameUpAndItsCredentialsGoNoFurther() {
    FakeX x = opened(FakeX.builder().withRule("bird", "birds").start());
    ConnectProxy proxy = opened(ConnectProxy.to(x.port()).requiring("me:secret"));
    XClient client = client(settings(x, through(proxy, Optional.of(() -> "me:secret"))).build());

    assertThat(RawX.get(client.rules().list())).hasSize(1);

    assertThat(proxy.heads().get(0)).startsWith("CONNECT x.invalid:80 HTTP/1.1\r\n");
    assertThat(proxy.carried())
        .contains("Bearer " + x.token())
        .doesNotContainIgnoringCase("proxy-authorization");
  }

  @Test
  void theCredentialsAreAskedForAtEachConnect() {
    FakeX x = opened(FakeX.builder().withRule("bird", "birds").start());
    ConnectProxy proxy = opened(ConnectProxy.to(x.port()).requiring("me:new"));
    Iterator<String> credentials = List.of("me:old", "me:new").iterator();
    XClient client = client(settings(x, through(proxy, Optional.of(credentials::next))).build());

    assertThatThrownBy(() -> RawX.get(client.rules().list())).hasMessageContaining("407");
    assertThat(RawX.get(client.rules().list())).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"407 Proxy Authentication Required", "403 Forbidden", "502 Bad Gateway"})
  void aRefusalEndsTheAttemptAndNamesTheProxyAndTheStatus(String status) {
    FakeX x = opened(FakeX.builder().start());
    ConnectProxy proxy = opened(ConnectProxy.to(x.port()).refusingWith(status));
    XClient client = client(settings(x, through(proxy, Optional.of(() -> "me:secret"))).build());
    String words =
        "the proxy 127.0.0.1:%d refused a connection to x.invalid:80: %s"
            .formatted(proxy.port(), status);

    assertThat(stream(client).awaitNetworkFailure()).isEqualTo(words);
    assertThatThrownBy(() -> RawX.get(client.rules().list())).hasMessageEndingWith(words);
    assertThat(x.connections()).isEmpty();
  }

  @Test
  void aProxyThatIsNotThereIsNamed() throws IOException {
    int port;
    try (ServerSocket taken = new ServerSocket(0)) {
      port = taken.getLocalPort();
    }
    FakeX x = opened(FakeX.builder().start());

    assertThat(failure(x, new ProxySettings("127.0.0.1", port, Optional.empty())))
        .isEqualTo("connection refused by the proxy 127.0.0.1:" + port);
    assertThat(failure(x, new ProxySettings("proxy.invalid", port, Optional.empty())))
        .isEqualTo("unknown host proxy.invalid, the proxy");
  }

  @Test
  void aProxyThatHangsUpIsNamed() throws IOException {
    FakeX x = opened(FakeX.builder().start());
    RawServer silent = new RawServer(peer -> peer.request());
    open.add(silent);

    assertThat(failure(x, new ProxySettings("127.0.0.1", silent.port(), Optional.empty())))
        .isEqualTo(
            "the proxy 127.0.0.1:%d made no connection to x.invalid:80".formatted(silent.port()));
  }

  @Test
  void aProxyThatSaysNothingIsGivenUp() throws IOException {
    FakeX x = opened(FakeX.builder().start());
    RawServer mute = new RawServer(peer -> peer.awaitClosed());
    open.add(mute);

    assertThat(failure(x, new ProxySettings("127.0.0.1", mute.port(), Optional.empty())))
        .isEqualTo(
            "no connection to x.invalid:80 through the proxy 127.0.0.1:%d in time"
                .formatted(mute.port()));
  }

  @Test
  void noPasswordIsEverShown() {
    ProxySettings proxy = new ProxySettings("::1", 3128, Optional.of(() -> "me:secret"));

    assertThat(proxy).hasToString("[::1]:3128");
    assertThat(XClientSettings.builder().token(() -> "t").proxy(proxy).build().toString())
        .doesNotContain("me:", "secret");
  }

  private String failure(FakeX x, ProxySettings proxy) {
    return stream(client(settings(x, proxy).connectTimeout(Duration.ofSeconds(2)).build()))
        .awaitNetworkFailure();
  }

  private static ProxySettings through(ConnectProxy proxy, Optional<Supplier<String>> credentials) {
    return new ProxySettings("127.0.0.1", proxy.port(), credentials);
  }

  private static XClientSettings.Builder settings(FakeX x, ProxySettings proxy) {
    return XClientSettings.builder()
        .baseUri(URI.create("http://" + UNKNOWN))
        .token(x::token)
        .proxy(proxy);
  }

  private XClient client(XClientSettings settings) {
    return opened(XClient.open(settings));
  }

  private static Recorder stream(XClient client) {
    Recorder recorder = new Recorder();
    client.streams().connect(StreamRequest.builder().build()).subscribe(recorder);
    return recorder;
  }

  private <T extends AutoCloseable> T opened(T one) {
    open.add(one);
    return one;
  }
}
