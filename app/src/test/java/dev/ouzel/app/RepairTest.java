package dev.ouzel.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ouzel.stream.StreamEndpoint;
import dev.ouzel.testkit.junit.FakeXExtension;
import dev.ouzel.testkit.server.FakeX;
import dev.ouzel.testkit.server.SeenRequest;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** How {@code ouzel ingest} gets back what it missed, and its place at X. */
@Timeout(120)
class RepairTest {
  @RegisterExtension
  static final FakeXExtension X =
      FakeXExtension.with(x -> x.withRule("cat", "cats").patience(Duration.ofSeconds(60)));

  @TempDir private Path directory;
  private FakeX x;

  @BeforeEach
  void startX(FakeX fake) {
    x = fake;
  }

  private Store store(String name) {
    return new Store(directory.resolve(name));
  }

  private CompletableFuture<Integer> ingest(Program program, Store store, String... more) {
    String[] common = {"ingest", "--base-url", x.baseUrl().toString(), "--sink", store.uri()};
    String[] all = Arrays.copyOf(common, common.length + more.length);
    System.arraycopy(more, 0, all, common.length, more.length);
    return program.start(all);
  }

  /** What the second connection asked for, after the first had broken. */
  private SeenRequest secondRequest(String... more) throws Exception {
    Store store = store("a.db");
    Program program = Program.withToken(x.token());
    CompletableFuture<Integer> exit = ingest(program, store, more);
    x.awaitConnections(1);
    x.post("kept");
    store.awaitPosts(1);
    x.cutConnections();
    x.awaitOpened(2);
    program.stop();
    assertThat(exit.join()).isZero();
    List<SeenRequest> streams =
        x.requests().stream()
            .filter(seen -> seen.path().equals(StreamEndpoint.FILTERED.path()))
            .toList();
    assertThat(streams.get(0).query()).doesNotContainKey("backfill_minutes");
    return streams.get(1);
  }

  @Test
  void asksForBackfillAfterAnInterruption() throws Exception {
    assertThat(secondRequest().query().get("backfill_minutes")).matches("[1-5]");
  }

  @Test
  void asksForNoneWhenToldNotTo() throws Exception {
    assertThat(secondRequest("--no-backfill").query()).doesNotContainKey("backfill_minutes");
  }

  @Test
  void takesAPlaceOverWhenToldTo() throws Exception {
    try (InputStream held = holdThePlace()) {
      Store store = store("a.db");
      Program program = Program.withToken(x.token());
      CompletableFuture<Integer> exit = ingest(program, store, "--takeover");
      x.awaitOpened(2);

      x.post("for whoever has the place");
      store.awaitPosts(1);
      program.stop();

      assertThat(exit.join()).isZero();
      assertThat(held).isEmpty();
    }
  }

  /** The stream as a client reads it that does not come back once its connection is ended. */
  private InputStream holdThePlace() throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(x.baseUrl().resolve(StreamEndpoint.FILTERED.path()))
            .header("Authorization", "Bearer " + x.token())
            .build();
    return HttpClient.newHttpClient()
        .send(request, HttpResponse.BodyHandlers.ofInputStream())
        .body();
  }

  @Test
  void recordsConnectionsAndCoverageBesideThePosts() throws Exception {
    Store store = store("a.db");
    Program program = Program.withToken(x.token());
    CompletableFuture<Integer> exit = ingest(program, store, "--delivery-margin", "10ms");
    x.awaitConnections(1);
    x.post("first");
    store.awaitPosts(1);
    program.stop();
    assertThat(exit.join()).isZero();

    Program recorded = Program.withoutToken();
    assertThat(recorded.run("connections", "recorded", "--sink", store.uri())).isZero();
    assertThat(recorded.out()).contains("filtered_stream  1       live");
    Program coverage = Program.withoutToken();
    assertThat(coverage.run("coverage", "--sink", store.uri())).isZero();
    assertThat(coverage.out()).startsWith("filtered_stream").contains("covered up to");
  }
}
