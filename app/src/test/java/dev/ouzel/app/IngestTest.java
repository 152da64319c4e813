package dev.ouzel.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ouzel.post.Payload;
import dev.ouzel.stream.StreamEndpoint;
import dev.ouzel.testkit.generate.PacedPublisher;
import dev.ouzel.testkit.generate.PostGenerator;
import dev.ouzel.testkit.junit.FakeXExtension;
import dev.ouzel.testkit.server.FakeX;
import dev.ouzel.testkit.server.SeenRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** {@code ouzel ingest} against a fake X over real sockets. */
@Timeout(120)
class IngestTest {
  @RegisterExtension
  static final FakeXExtension X = FakeXExtension.with(x -> x.withRule("cat", "cats"));

  @TempDir private Path directory;
  private FakeX x;
  private Store store;

  @BeforeEach
  void startX(FakeX fake) {
    x = fake;
    store = new Store(directory.resolve("posts.db"));
  }

  @Test
  void storesEveryFrameByteForByteUntilToldToStop() throws Exception {
    List<Payload> posts = posts(200);
    Program program = program();
    CompletableFuture<Integer> exit = ingest(program);
    x.awaitConnections(1);

    x.publish(posts);
    store.awaitPosts(200);
    program.stop();

    assertThat(exit.join()).isZero();
    assertThat(store.frames()).isEqualTo(posts);
    assertThat(program.out()).isEmpty();
    assertThat(program.err())
        .startsWith("stopped as asked: stored 200 posts in " + store.uri() + "; 0 duplicates");
  }

  @Test
  void storesExactlyAsManyDistinctPostsAsTheLimitSays() throws Exception {
    List<Payload> posts = posts(50);
    CompletableFuture<Integer> exit = ingest(program(), "--limit", "20");
    x.awaitConnections(1);

    x.publish(posts.subList(0, 10));
    x.publish(posts.subList(0, 10));
    x.publish(posts);

    assertThat(exit.join()).isZero();
    assertThat(store.frames()).isEqualTo(posts.subList(0, 20));
  }

  @Test
  void endsByItselfOnceTheTimeAskedForIsOver() {
    Program program = program();

    assertThat(ingest(program, "--for", "300ms").join()).isZero();

    assertThat(program.err()).startsWith("the time asked for is over: stored 0 posts");
  }

  @Test
  void livesThroughTheDeathAndReturnOfTheServer() throws Exception {
    List<Payload> posts = posts(20);
    Program program = program();
    CompletableFuture<Integer> exit = ingest(program);
    x.awaitConnections(1);
    x.publish(posts.subList(0, 10));
    store.awaitPosts(10);

    x.stop();
    x.start();
    x.awaitConnections(1);
    x.publish(posts.subList(10, 20));
    store.awaitPosts(20);
    program.stop();

    assertThat(exit.join()).isZero();
    assertThat(store.frames()).isEqualTo(posts);
    assertThat(program.err()).contains("2 connections");
  }

  @Test
  void storesNothingTwiceWhenItIsStartedAgain() throws Exception {
    List<Payload> posts = posts(20);
    assertThat(ingestReplayed(posts.subList(0, 12), "--limit", "12")).isZero();

    Program second = program();
    x.replay(posts);
    CompletableFuture<Integer> exit = ingest(second, "--limit", "8");

    assertThat(exit.join()).isZero();
    assertThat(store.frames()).isEqualTo(posts);
    assertThat(second.err()).contains("stored 8 posts", "12 duplicates");
  }

  @Test
  void asksForTheFieldsChosenAndForCompressionUnlessToldNotTo() {
    ingestReplayed(posts(1), "--limit", "1", "--fields", "minimal", "--tweet-fields", "id,text");
    ingestReplayed(posts(2), "--limit", "1", "--fields", "all", "--compression", "none");

    List<SeenRequest> streams =
        x.requests().stream()
            .filter(request -> request.path().equals(StreamEndpoint.FILTERED.path()))
            .toList();
    assertThat(streams).hasSize(2);
    assertThat(streams.get(0).query()).containsOnlyKeys("tweet.fields");
    assertThat(streams.get(0).query()).containsEntry("tweet.fields", "id,text");
    assertThat(streams.get(0).header("accept-encoding")).contains("gzip");
    assertThat(streams.get(1).query().get("tweet.fields"))
        .contains("note_tweet", "context_annotations")
        .doesNotContain("non_public_metrics");
    assertThat(streams.get(1).header("accept-encoding").orElse("")).doesNotContain("gzip");
  }

  @Test
  void connectsWithTheTokenThatTheFileHoldsByThen() throws Exception {
    Path token = Files.writeString(directory.resolve("token"), x.token() + "\n");
    Program program = Program.withoutToken();
    CompletableFuture<Integer> exit = ingest(program, "--token-file", token.toString());
    x.awaitConnections(1);

    x.acceptToken("rotated");
    Files.writeString(token, "rotated\n");
    x.cutConnections();
    x.awaitConnections(1);
    x.publish(posts(1));
    store.awaitPosts(1);
    program.stop();

    assertThat(exit.join()).isZero();
  }

  @Test
  void endsWithThreeAndWhatToDoWhenXRefusesForGood() {
    Program wrongToken = Program.withToken("wrong");

    assertThat(ingest(wrongToken).join()).isEqualTo(3);
    assertThat(wrongToken.err())
        .startsWith("ouzel: X answered 401")
        .contains("X_BEARER_TOKEN")
        .doesNotContain("wrong\n")
        .hasLineCount(1);
  }

  @Test
  void endsWithThreeWhenThereAreNoRules() {
    try (FakeX empty = FakeX.builder().start()) {
      Program program = Program.withToken(empty.token());

      int exit =
          program.run("ingest", "--base-url", empty.baseUrl().toString(), "--sink", store.uri());

      assertThat(exit).isEqualTo(3);
      assertThat(program.err()).startsWith("ouzel: X answered 409").contains("ouzel rules add");
    }
  }

  @Test
  void keepsUpWithAStreamThatNeverPauses() throws Exception {
    Program program = program();
    CompletableFuture<Integer> exit = ingest(program);
    x.awaitConnections(1);

    x.addRule(PostGenerator.MATCH_ALL_RULE, Optional.empty());
    try (PacedPublisher publisher = PacedPublisher.start(x, new PostGenerator(7), 1_000)) {
      store.awaitPosts(1_000);
      assertThat(publisher.published()).isGreaterThanOrEqualTo(1_000);
    }
    store.awaitPosts((int) x.publishedCount());
    program.stop();

    assertThat(exit.join()).isZero();
    assertThat(store.frames())
        .hasSize((int) x.publishedCount())
        .isEqualTo(x.delivered(x.connections().get(0)));
  }

  private Program program() {
    return Program.withToken(x.token());
  }

  private int ingestReplayed(List<Payload> posts, String... more) {
    x.replay(posts);
    return ingest(program(), more).join();
  }

  private CompletableFuture<Integer> ingest(Program program, String... more) {
    String[] common = {"ingest", "--base-url", x.baseUrl().toString(), "--sink", store.uri()};
    String[] all = Arrays.copyOf(common, common.length + more.length);
    System.arraycopy(more, 0, all, common.length, more.length);
    return program.start(all);
  }

  private static List<Payload> posts(int count) {
    Instant from = Instant.now().minus(Duration.ofMinutes(1));
    return new PostGenerator(count).take(count, from, Duration.ofMillis(100));
  }
}
