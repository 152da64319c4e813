package dev.ouzel.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ouzel.connection.ConnectionHistory;
import dev.ouzel.connection.ConnectionPage;
import dev.ouzel.connection.ConnectionQuery;
import dev.ouzel.connection.ConnectionStatus;
import dev.ouzel.stream.RequestFailed;
import dev.ouzel.stream.StreamEndpoint;
import dev.ouzel.testkit.memory.ManualLoop;
import dev.ouzel.testkit.server.FakeX;
import dev.ouzel.testkit.server.FakeXSettings;
import dev.ouzel.testkit.server.SeenRequest;
import dev.ouzel.testkit.server.ServedConnection;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;

/** What an adapter's author says of a connection history, and how its tests drive it. */
abstract class HistoryFixture {
  static final String PATH = "/2/connections";
  static final ConnectionQuery ALL = ConnectionQuery.builder().status(ConnectionStatus.ALL).build();

  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00.250Z");
  private static final int MANY = 20;

  private final List<FakeX> servers = new ArrayList<>();
  private final List<Socket> readers = new ArrayList<>();

  /**
   * A history that asks the server at {@code baseUrl}, and {@code token} for the bearer token at
   * each request. Whatever it needs, the adapter's test closes.
   */
  protected abstract ConnectionHistory history(URI baseUrl, Supplier<String> token);

  /** How long a test waits for an answer before it fails. */
  protected Duration patience() {
    return Duration.ofSeconds(10);
  }

  @AfterEach
  final void leave() throws IOException {
    for (Socket reader : readers) {
      reader.close();
    }
    servers.forEach(FakeX::close);
  }

  /** X with room for several connections and a clock in whole milliseconds, which it writes. */
  static FakeXSettings.Builder usual() {
    return FakeX.builder()
        .withRule("bird", "birds")
        .maxConnections(MANY)
        .clock(new ManualLoop(NOW, 0));
  }

  final FakeX serve() {
    return serve(usual());
  }

  final FakeX serve(FakeXSettings.Builder settings) {
    FakeX x = settings.patience(patience()).start();
    servers.add(x);
    return x;
  }

  final ConnectionHistory historyOf(FakeX x) {
    return history(x.baseUrl(), x::token);
  }

  /** Opens the filtered stream, as a program that has nothing to do with the history. */
  final void openStream(FakeX x) throws IOException {
    Socket reader = new Socket(InetAddress.getLoopbackAddress(), x.port());
    readers.add(reader);
    String head =
        "GET %s HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer %s\r\n\r\n"
            .formatted(StreamEndpoint.FILTERED.path(), x.token());
    int open = Math.toIntExact(x.connections().stream().filter(ServedConnection::isOpen).count());
    reader.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
    x.awaitConnections(open + 1);
  }

  final void endStreams(FakeX x) {
    x.endConnections();
    x.awaitConnections(0);
  }

  final ConnectionPage page(ConnectionHistory history, ConnectionQuery query) {
    CompletableFuture<ConnectionPage> page = history.page(query).toCompletableFuture();
    assertThat(page).succeedsWithin(patience());
    return page.join();
  }

  final RequestFailed failure(ConnectionHistory history, ConnectionQuery query) {
    CompletableFuture<ConnectionPage> page = history.page(query).toCompletableFuture();
    assertThat(page)
        .failsWithin(patience())
        .withThrowableOfType(ExecutionException.class)
        .withCauseInstanceOf(RequestFailed.class);
    return (RequestFailed) page.handle((answer, failure) -> root(failure)).join();
  }

  static Throwable root(Throwable failure) {
    return failure.getCause() == null ? failure : root(failure.getCause());
  }

  /** The requests for the history, oldest first. */
  static List<SeenRequest> asked(FakeX x) {
    return x.requests().stream().filter(request -> request.path().equals(PATH)).toList();
  }
}
