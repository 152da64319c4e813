package dev.ouzel.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ouzel.testkit.server.FakeX;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code ouzel ingest --status} as the command line has it. */
@Timeout(120)
class StatusTest {
  private final HttpClient client = HttpClient.newHttpClient();

  @TempDir private Path directory;
  private FakeX x;

  @BeforeEach
  void startX() {
    x = FakeX.builder().withRule("cat", "cats").start();
  }

  @AfterEach
  void stopX() {
    x.close();
  }

  @Test
  void tellsHowItIsDoingUntilItEnds() throws Exception {
    int port;
    try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = probe.getLocalPort();
    }
    Path token = Files.writeString(directory.resolve("token"), "a-status-token\n");
    Program program = Program.withToken(x.token());
    CompletableFuture<Integer> exit =
        program.start(
            ingest("--status", "127.0.0.1:" + port, "--status-token-file", token.toString()));
    x.awaitConnections(1);

    assertThat(get(port, "/status", "a-status-token").body())
        .contains("\"stream\":\"filtered_stream\"")
        .doesNotContain(x.token(), "a-status-token");
    assertThat(get(port, "/status", "wrong").statusCode()).isEqualTo(401);
    program.stop();

    assertThat(exit.join()).isZero();
    assertThat(program.err()).doesNotContain("a-status-token");
    assertThat(new ServerSocket(port, 1, InetAddress.getLoopbackAddress()))
        .satisfies(free -> free.close());
  }

  @Test
  void saysBeforeItStartsThatTheAddressIsInUse() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Program program = Program.withToken(x.token());

      assertThat(program.run(ingest("--status", "127.0.0.1:" + taken.getLocalPort()))).isEqualTo(2);
      assertThat(program.err()).contains("127.0.0.1:" + taken.getLocalPort() + " is in use");
      assertThat(x.requests()).isEmpty();
    }
  }

  @Test
  void wantsATokenWhereOthersCanReachIt() {
    Program program = Program.withToken(x.token());

    assertThat(program.run(ingest("--status", "0.0.0.0:0"))).isEqualTo(2);
    assertThat(program.err()).contains("it needs a token");
  }

  private HttpResponse<String> get(int port, String path, String token)
      throws IOException, InterruptedException {
    URI uri = URI.create("http://127.0.0.1:" + port + path);
    HttpRequest request =
        HttpRequest.newBuilder(uri).header("Authorization", "Bearer " + token).build();
    HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
    SecretsWatch.look(path, answer.headers() + answer.body());
    return answer;
  }

  private String[] ingest(String... more) {
    List<String> all =
        new ArrayList<>(
            List.of(
                "ingest",
                "--base-url",
                x.baseUrl().toString(),
                "--sink",
                "sqlite:" + directory.resolve("posts.db")));
    all.addAll(List.of(more));
    return all.toArray(String[]::new);
  }
}
