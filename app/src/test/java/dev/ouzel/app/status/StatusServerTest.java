package dev.ouzel.app.status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ouzel.app.SecretsWatch;
import dev.ouzel.app.config.Mistake;
import dev.ouzel.app.config.StatusAddress;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class StatusServerTest {
  private static final String HOST = "Host: localhost\r\n";
  private static final Map<String, Route> ROUTES =
      Map.of(
          "/",
          () -> CompletableFuture.completedStage(Page.status()),
          "/status",
          () -> CompletableFuture.completedStage(Reply.json(200, "{\"state\":\"streaming\"}")),
          Health.LIVE,
          () -> CompletableFuture.completedStage(Reply.json(200, "{\"live\":true}")),
          "/broken",
          () -> CompletableFuture.failedStage(new IllegalStateException("secret detail")));

  private final AtomicReference<String> token = new AtomicReference<>("right");
  private StatusServer server;

  @AfterEach
  void close() {
    if (server != null) {
      server.close();
    }
  }

  @Test
  void answersItsRoutes() throws IOException {
    open();

    assertThat(get("/status"))
        .startsWith("HTTP/1.1 200 OK")
        .contains("Content-Type: application/json", "X-Content-Type-Options: nosniff")
        .contains("Cache-Control: no-store", "frame-ancestors 'none'")
        .endsWith("{\"state\":\"streaming\"}");
    assertThat(ask("HEAD /status HTTP/1.1\r\n" + HOST))
        .startsWith("HTTP/1.1 200")
        .endsWith("\r\n\r\n");
    assertThat(get("/nothing"))
        .startsWith("HTTP/1.1 404")
        .endsWith("There is /, /broken, /health/live, /status.\n");
    assertThat(get("/broken")).startsWith("HTTP/1.1 500").doesNotContain("secret");
  }

  @Test
  void letsThePageRunItsOwnScriptAndAskThisServerAlone() throws IOException {
    open();

    assertThat(get("/"))
        .contains("default-src 'none'; connect-src 'self'; img-src data:;")
        .contains("; style-src 'sha256-", "; script-src 'sha256-")
        .doesNotContain("unsafe");
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "PUT", "DELETE", "OPTIONS", "PATCH"})
  void changesNothingWhateverTheMethod(String method) throws IOException {
    open();

    assertThat(ask(method + " /status HTTP/1.1\r\n" + HOST))
        .startsWith("HTTP/1.1 405")
        .contains("Allow: GET, HEAD");
  }

  @Test
  void readsNoBody() throws IOException {
    open();

    assertThat(ask("GET /status HTTP/1.1\r\nContent-Length: 1000000\r\n" + HOST))
        .startsWith("HTTP/1.1 413");
    assertThat(ask("GET /status HTTP/1.1\r\nTransfer-Encoding: chunked\r\n" + HOST))
        .startsWith("HTTP/1.1 413");
  }

  @Test
  void refusesRequestsThatAreTooLong() throws IOException {
    open();

    assertThat(ask("GET /" + "a".repeat(9_000) + " HTTP/1.1\r\n" + HOST))
        .contains("malformed or too long");
    assertThat(ask("GET / HTTP/1.1\r\nX: " + "a".repeat(20_000) + "\r\n" + HOST))
        .contains("malformed or too long");
    assertThat(get("/status")).startsWith("HTTP/1.1 200");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"evil.example", "127.0.0.1.evil.example", "localhost.evil.example:80", ""})
  void onLoopbackServesNamesOfThisMachineAlone(String host) throws IOException {
    open();

    assertThat(ask("GET /status HTTP/1.1\r\nHost: " + host + "\r\n")).startsWith("HTTP/1.1 421");
  }

  @ParameterizedTest
  @ValueSource(strings = {"localhost", "LOCALHOST:9", "127.0.0.1:8080", "127.9.9.9", "[::1]:8080"})
  void onLoopbackServesItByAnyPort(String host) throws IOException {
    open();

    assertThat(ask("GET /status HTTP/1.1\r\nHost: " + host + "\r\n")).startsWith("HTTP/1.1 200");
  }

  @Test
  void asksForTheTokenSaveWhetherItIsAlive() throws IOException {
    openWithToken();

    assertThat(get("/status")).startsWith("HTTP/1.1 401").contains("WWW-Authenticate: Bearer");
    assertThat(get("/")).startsWith("HTTP/1.1 401").contains("<form action=\"/\" method=\"get\">");
    assertThat(get("/nothing")).startsWith("HTTP/1.1 401");
    assertThat(get(Health.LIVE)).startsWith("HTTP/1.1 200");
    assertThat(get("/status", "Authorization: Bearer wrong")).startsWith("HTTP/1.1 401");
    assertThat(get("/status", "Authorization: Bearer right")).startsWith("HTTP/1.1 200");
  }

  @Test
  void takesTheTokenFromABrowserOnceAndACookieFromThenOn() throws IOException {
    openWithToken();

    String handedOver = get("/?token=right");
    String cookie = header(handedOver, "Set-Cookie");

    assertThat(handedOver).startsWith("HTTP/1.1 303");
    assertThat(header(handedOver, "Location")).isEqualTo("/");
    assertThat(cookie).contains("; HttpOnly; SameSite=Strict").doesNotContain("right");
    String shown = "Cookie: other=1; " + cookie.substring(0, cookie.indexOf(';'));
    assertThat(get("/status", shown)).startsWith("HTTP/1.1 200");
    assertThat(get("/?token=wrong")).startsWith("HTTP/1.1 401").doesNotContain("Set-Cookie");

    token.set("another");
    assertThat(get("/status", shown)).startsWith("HTTP/1.1 401");
  }

  @Test
  void letsNobodyInWhileTheTokenCannotBeRead() throws IOException {
    server =
        StatusServer.open(
            address(
                () -> {
                  throw new Mistake("the token file /secret/path does not exist");
                }),
            ROUTES);

    assertThat(get("/status", "Authorization: Bearer right"))
        .startsWith("HTTP/1.1 503")
        .doesNotContain("/secret/path");
  }

  @Test
  void saysThatTheAddressIsInUse() {
    open();
    StatusAddress taken = StatusAddress.parse("127.0.0.1:" + server.port(), Optional.empty());

    assertThatThrownBy(() -> StatusServer.open(taken, ROUTES))
        .isInstanceOf(Mistake.class)
        .hasMessageStartingWith("the status address 127.0.0.1:" + server.port() + " is in use");
  }

  @Test
  void cutsOffAClientThatDoesNotFinishItsRequest() throws IOException {
    server =
        StatusServer.open(
            StatusAddress.parse("127.0.0.1:0", Optional.empty()), ROUTES, Duration.ofMillis(300));

    try (Socket slow = connect()) {
      slow.getOutputStream().write("GET /status HTTP/1.1\r\nHo".getBytes(StandardCharsets.UTF_8));
      assertThat(slow.getInputStream().read()).isEqualTo(-1);
    }
  }

  @Test
  void holdsNoMoreConnectionsThanItMay() throws IOException {
    open();
    List<Socket> held = new ArrayList<>();
    try {
      for (int i = 0; i < 64; i++) {
        held.add(connect());
        assertThat(exchange(held.get(i), "GET /status HTTP/1.1\r\n" + HOST)).isPositive();
      }
      try (Socket surplus = connect()) {
        assertThat(surplus.getInputStream().read()).isEqualTo(-1);
      }
    } finally {
      for (Socket socket : held) {
        socket.close();
      }
    }
  }

  private void open() {
    server = StatusServer.open(StatusAddress.parse("127.0.0.1:0", Optional.empty()), ROUTES);
  }

  private void openWithToken() {
    server = StatusServer.open(address(token::get), ROUTES);
  }

  private static StatusAddress address(Supplier<String> token) {
    return StatusAddress.parse("127.0.0.1:0", Optional.of(token));
  }

  private Socket connect() throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
    socket.setSoTimeout(30_000);
    return socket;
  }

  private String get(String path, String... headers) throws IOException {
    StringBuilder head = new StringBuilder("GET " + path + " HTTP/1.1\r\n" + HOST);
    for (String header : headers) {
      head.append(header).append("\r\n");
    }
    return ask(head.toString());
  }

  /** Sends the head of a request and returns all that comes back. */
  private String ask(String head) throws IOException {
    try (Socket socket = connect()) {
      String whole = head + "Connection: close\r\n\r\n";
      socket.getOutputStream().write(whole.getBytes(StandardCharsets.UTF_8));
      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      SecretsWatch.look("the status server", answer);
      return answer;
    }
  }

  /** Sends a request and reads the beginning of the answer; the connection stays. */
  private static int exchange(Socket socket, String head) throws IOException {
    socket.getOutputStream().write((head + "\r\n").getBytes(StandardCharsets.UTF_8));
    InputStream in = socket.getInputStream();
    return in.read(new byte[4_096]);
  }

  private static String header(String answer, String name) {
    return answer
        .lines()
        .filter(line -> line.startsWith(name + ": "))
        .map(line -> line.substring(name.length() + 2))
        .findFirst()
        .orElseThrow();
  }
}
