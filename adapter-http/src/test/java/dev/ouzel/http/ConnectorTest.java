package dev.ouzel.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.ouzel.http.Connector.Names;
import dev.ouzel.stream.RequestFailed;
import dev.ouzel.testkit.server.FakeX;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Each connection looks its name up anew and tries the addresses in turn. */
class ConnectorTest {
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final Vertx vertx = Vertx.vertx();
  private final WorkerExecutor lookups = vertx.createSharedWorkerExecutor("names");
  private final List<AutoCloseable> open = new ArrayList<>();
  private final List<String> heads = new CopyOnWriteArrayList<>();

  @AfterEach
  void close() throws Exception {
    RawX.get(vertx.close().toCompletionStage());
    for (AutoCloseable one : open) {
      one.close();
    }
  }

  @Test
  void theNameIsLookedUpAgainForEachConnection() throws Exception {
    int port = serving("127.0.0.1", 0, "before");
    serving("127.0.0.2", port, "after");
    AtomicInteger lookup = new AtomicInteger();
    Requests requests = requests(port, host -> addresses("127.0.0." + lookup.incrementAndGet()));

    assertThat(ask(requests)).isEqualTo("before");
    assertThat(ask(requests)).isEqualTo("after");
  }

  @Test
  void aNameThatWasUnknownIsTriedAgain() throws Exception {
    int port = serving("127.0.0.1", 0, "here");
    AtomicInteger lookup = new AtomicInteger();
    Requests requests =
        requests(
            port,
            host -> {
              if (lookup.getAndIncrement() == 0) {
                throw new UnknownHostException(host);
              }
              return addresses("127.0.0.1");
            });

    assertThatThrownBy(() -> ask(requests))
        .isInstanceOf(RequestFailed.class)
        .hasMessage("GET /2/thing: unknown host x.test");
    assertThat(ask(requests)).isEqualTo("here");
  }

  @Test
  void anAddressThatRefusesIsFollowedByTheNext() throws Exception {
    int port = serving("127.0.0.1", 0, "here");

    assertThat(ask(requests(port, host -> addresses("127.0.0.3", "127.0.0.1")))).isEqualTo("here");
  }

  @Test
  void anAddressWhereNobodyAnswersIsFollowedByTheNextInBoundedTime() throws Exception {
    int port = serving("127.0.0.1", 0, "here");
    silent("127.0.0.4", port);

    assertThat(ask(requests(port, host -> addresses("127.0.0.4", "127.0.0.1")))).isEqualTo("here");
  }

  @Test
  void theOtherFamilyComesSecondHoweverManyAddressesThereAre() throws Exception {
    int port = serving("127.0.0.1", 0, "here");
    String[] many = {"::2", "::3", "::4", "::5", "::6", "127.0.0.1"};

    assertThat(ask(requests(port, host -> addresses(many)))).isEqualTo("here");
  }

  @Test
  void whenNoAddressAnswersTheFirstFailureIsTold() throws Exception {
    int port;
    try (ServerSocket taken = new ServerSocket(0)) {
      port = taken.getLocalPort();
    }

    assertThatThrownBy(() -> ask(requests(port, host -> addresses("127.0.0.1", "::1"))))
        .hasMessage("GET /2/thing: connection refused by x.test:" + port);
  }

  @Test
  void aLookupThatTakesTooLongEndsTheAttempt() {
    CompletableFuture<List<InetAddress>> late = new CompletableFuture<>();

    assertThatThrownBy(() -> ask(requests(1, host -> late.join())))
        .hasMessage("GET /2/thing: no connection to x.test:1 in time");
    late.complete(List.of());
  }

  @Test
  void anIpv6AddressIsReachedByItselfAndByName() throws Exception {
    assumeThat(hasIpv6()).as("this machine speaks IPv6").isTrue();
    int port = serving("::1", 0, "six");

    XClientSettings literal =
        Attempts.settings(URI.create("http://[::1]:" + port)).connectTimeout(PATIENCE).build();
    assertThat(ask(new Requests(connector(literal, ConnectorTest::system), literal)))
        .isEqualTo("six");
    assertThat(heads.get(0)).containsIgnoringCase("\r\nhost: [::1]:" + port + "\r\n");
    assertThat(ask(requests(port, host -> addresses("::1")))).isEqualTo("six");
    assertThat(heads.get(1)).containsIgnoringCase("\r\nhost: x.test:" + port + "\r\n");
  }

  @Test
  void theCertificateMustBeForTheNameWhateverTheAddress() {
    FakeX x = FakeX.builder().tls(true).start();
    open.add(x);
    Names names = host -> addresses("127.0.0.1");

    assertThat(rules(x, "localhost", names)).isEqualTo(0);
    assertThatThrownBy(() -> rules(x, "x.test", names))
        .hasMessageContaining("TLS with x.test:%d: No subject alternative DNS name", x.port());
  }

  private int rules(FakeX x, String host, Names names) {
    XClientSettings settings =
        XClientSettings.builder()
            .baseUri(URI.create("https://" + host + ":" + x.port()))
            .token(x::token)
            .trusted(x.certificate())
            .build();
    Requests requests = new Requests(connector(settings, names), settings);
    return RawX.get(new HttpRuleBook(requests).list()).size();
  }

  private Requests requests(int port, Names names) {
    XClientSettings settings =
        Attempts.settings(URI.create("http://x.test:" + port)).connectTimeout(PATIENCE).build();
    return new Requests(connector(settings, names), settings);
  }

  private Connector connector(XClientSettings settings, Names names) {
    return new Connector(
        vertx.createHttpClient(XClient.requestOptions(settings)), lookups, settings, names);
  }

  private static String ask(Requests requests) {
    return RawX.get(requests.get("/2/thing", Map.of()).toCompletionStage()).body().toString();
  }

  private static List<InetAddress> addresses(String... literals) throws UnknownHostException {
    List<InetAddress> addresses = new ArrayList<>();
    for (String literal : literals) {
      addresses.add(InetAddress.getByName(literal));
    }
    return addresses;
  }

  private static List<InetAddress> system(String host) throws UnknownHostException {
    return List.of(InetAddress.getAllByName(host));
  }

  /** A server at an address, which answers every request with these words. Returns its port. */
  private int serving(String address, int port, String words) throws IOException {
    ServerSocket listening = new ServerSocket(port, 50, InetAddress.getByName(address));
    int length = words.getBytes(StandardCharsets.UTF_8).length;
    RawServer server =
        new RawServer(
            listening,
            peer -> {
              heads.add(peer.request());
              peer.send("HTTP/1.1 200 OK\r\ncontent-length: " + length + "\r\n\r\n" + words);
              peer.awaitClosed();
            });
    open.add(server);
    return server.port();
  }

  /** Makes sure that nobody who connects to this address hears anything. */
  private void silent(String address, int port) throws IOException {
    ServerSocket listening = new ServerSocket(port, 1, InetAddress.getByName(address));
    open.add(listening);
    try {
      for (int waiting = 0; waiting < 10; waiting++) {
        Socket socket = new Socket();
        open.add(socket);
        socket.connect(new InetSocketAddress(address, port), 200);
      }
    } catch (SocketTimeoutException full) {
      return;
    }
    assumeThat(false).as("this system lets connections wait in silence").isTrue();
  }

  private static boolean hasIpv6() {
    try (ServerSocket six = new ServerSocket(0, 1, addresses("::1").get(0))) {
      return six.isBound();
    } catch (IOException without) {
      return false;
    }
  }
}
