package dev.ouzel.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ouzel.http.XClient;
import dev.ouzel.http.XClientSettings;
import dev.ouzel.ingest.IngestEvent;
import dev.ouzel.ingest.IngestSettings;
import dev.ouzel.ingest.IngestStatus;
import dev.ouzel.ingest.Ingestor;
import dev.ouzel.persistence.spool.Spool;
import dev.ouzel.persistence.spool.SpoolSettings;
import dev.ouzel.persistence.spool.SpooledSink;
import dev.ouzel.post.Payload;
import dev.ouzel.sink.PostSink;
import dev.ouzel.sink.ReceivedPost;
import dev.ouzel.sink.SinkFailure;
import dev.ouzel.stream.StreamName;
import dev.ouzel.testkit.generate.PostGenerator;
import dev.ouzel.testkit.junit.FakeXExtension;
import dev.ouzel.testkit.memory.MemoryStore;
import dev.ouzel.testkit.server.FakeX;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** {@code ouzel ingest} with a spool, against a fake X over real sockets. */
@Timeout(120)
class SpoolIngestTest {
  @RegisterExtension
  static final FakeXExtension X = FakeXExtension.with(x -> x.withRule("cat", "cats"));

  private static final StreamName STREAM = new StreamName("filtered_stream");
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int ROOM = 2 << 20;

  @TempDir private Path directory;
  private FakeX x;
  private Store store;

  @BeforeEach
  void startX(FakeX fake) {
    x = fake;
    store = new Store(directory.resolve("posts.db"));
  }

  private String spool() {
    return directory.resolve("spool.db").toString();
  }

  private String jsonl() {
    return "jsonl:" + directory.resolve("archive");
  }

  private String[] command(String... more) {
    return Stream.concat(Stream.of("ingest", "--base-url", x.baseUrl().toString()), Stream.of(more))
        .toArray(String[]::new);
  }

  private static List<Payload> posts(int count) {
    Instant from = Instant.now().minus(Duration.ofMinutes(1));
    return new PostGenerator(count).take(count, from, Duration.ofMillis(1));
  }

  private List<Payload> archived() throws IOException {
    Path active = directory.resolve("archive").resolve(STREAM + "-active.jsonl");
    try (Stream<String> lines = Files.lines(active, StandardCharsets.UTF_8)) {
      return lines.map(Payload::ofText).toList();
    }
  }

  private Program refused(int exit, String... more) {
    Program program = Program.withToken(x.token());
    assertThat(program.run(command(more))).as(program.err()).isEqualTo(exit);
    assertThat(program.err()).startsWith("ouzel: ").hasLineCount(1);
    return program;
  }

  @Test
  void givesEverySinkEveryPost() throws Exception {
    List<Payload> posts = posts(300);
    for (int run = 0; run < 2; run++) {
      Program program = Program.withToken(x.token());
      CompletableFuture<Integer> exit =
          program.start(command("--spool", spool(), "--sink", store.uri(), "--sink", jsonl()));
      x.awaitConnections(1);
      x.publish(posts.subList(run * 150, run * 150 + 150));
      store.awaitPosts(run * 150 + 150);
      program.stop();

      assertThat(exit.join()).as(program.err()).isZero();
      assertThat(program.err())
          .contains("stored 150 posts in the spool " + spool() + ", for " + store.uri());
      x.awaitConnections(0);
    }
    assertThat(store.frames()).isEqualTo(posts);
    assertThat(archived()).isEqualTo(posts);
  }

  @Test
  void refusesSinksThatCannotBeMeant() {
    assertThat(refused(2, "--sink", store.uri(), "--sink", jsonl()).err())
        .contains("several sinks need a spool")
        .contains("add --spool FILE");
    assertThat(refused(2, "--spool", spool(), "--sink", "-", "--sink", "-").err())
        .contains("a sink is named twice: -, -");
    assertThat(refused(2, "--spool", spool(), "--sink", store.uri(), "--sink", "nowhere").err())
        .contains("'nowhere' is no sink");
    assertThat(refused(2, "--spool", spool(), "--spool-limit", "much").err()).contains("much");
  }

  @Test
  void refusesASpoolThatIsAStore() {
    assertThat(refused(4, "--spool", store.uri().substring(7), "--sink", store.uri()).err())
        .contains("posts.db");
  }

  @Test
  void refusesToBeginWhileASinkIsOutOfReach() {
    String away = "postgresql://nobody@127.0.0.1:1/posts";

    assertThat(refused(4, "--spool", spool(), "--sink", store.uri(), "--sink", away).err())
        .contains("127.0.0.1:1");
  }

  @Test
  void readsXAtFullSpeedWhileASinkIsAwayAndDeliversEverythingLater() throws Exception {
    MemoryStore remote = new MemoryStore();
    AtomicBoolean away = new AtomicBoolean();
    Collection<IngestEvent> events = new ConcurrentLinkedQueue<>();
    List<Payload> posts = posts(4_000);
    try (PostSink spool = spool(remote, away);
        XClient client = client()) {
      Ingestor ingest =
          Ingestor.builder(client.streams(), spool)
              .settings(
                  IngestSettings.builder().maxBufferedBytes(ROOM).batchBytes(ROOM / 4).build())
              .observer(events::add)
              .build();
      var over = ingest.start().toCompletableFuture();
      x.awaitConnections(1);

      for (int from = 0; from < posts.size(); from += 200) {
        if (from == 1_000) {
          away.set(true);
          remote.failTransiently(1);
        }
        x.publish(posts.subList(from, from + 200));
        awaitSpooled(ingest, from + 200);
      }
      assertThat(remote.posts()).hasSizeLessThan(2_000);
      away.set(false);
      await(() -> remote.posts().size() == posts.size());
      ingest.stop();
      over.join();
    }
    assertThat(remote.posts()).extracting(ReceivedPost::payload).isEqualTo(posts);
    assertThat(events).hasAtLeastOneElementOfType(IngestEvent.Opened.class);
    assertThat(events).doesNotHaveAnyElementsOfTypes(IngestEvent.Paused.class);
    assertThat(x.connections()).hasSize(1);
  }

  private PostSink spool(MemoryStore remote, AtomicBoolean away) {
    SpoolSettings settings =
        SpoolSettings.builder()
            .firstPause(Duration.ofMillis(2))
            .longestPause(Duration.ofMillis(20))
            .minFreeBytes(0)
            .build();
    SpooledSink sink =
        new SpooledSink(
            "remote",
            () -> {
              if (away.get()) {
                throw SinkFailure.transientFailure("nobody answers");
              }
              return remote.open(STREAM);
            });
    return Spool.open(Path.of(spool()), STREAM, settings, List.of(sink));
  }

  private XClient client() {
    return XClient.open(XClientSettings.builder().baseUri(x.baseUrl()).token(x::token).build());
  }

  private static void awaitSpooled(Ingestor ingest, int posts) {
    await(
        () -> {
          IngestStatus status = ingest.status().toCompletableFuture().join();
          assertThat(status.bufferedBytes()).isLessThan(2 * ROOM);
          return status.tally().stored() == posts;
        });
  }

  private static void await(BooleanSupplier condition) {
    long begun = System.nanoTime();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime() - begun).as("time waited").isLessThan(PATIENCE.toNanos());
      LockSupport.parkNanos(1_000_000);
    }
  }
}
