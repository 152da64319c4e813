package dev.ouzel.persistence.postgres;

import static dev.ouzel.persistence.postgres.Posts.batchOf;
import static dev.ouzel.persistence.postgres.Posts.commit;
import static dev.ouzel.persistence.postgres.Posts.failure;
import static dev.ouzel.persistence.postgres.Posts.open;
import static dev.ouzel.persistence.postgres.Posts.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ouzel.servers.LocalPostgres;
import dev.ouzel.sink.CommitReceipt;
import dev.ouzel.sink.PostSink;
import dev.ouzel.sink.SinkFailure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Servers that die, stop answering, move, or are not there. */
@Timeout(180)
final class PostgresTroubleTest {
  /** How often the server is killed; the property {@code kills} sets it. */
  private static final int KILLS = Integer.getInteger("kills", 2);

  private static final int POSTS_IN_A_BATCH = 500;
  private static final long PAUSE = Duration.ofMillis(20).toNanos();
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static LocalPostgres server;

  private final String schema = Posts.newSchema();

  @BeforeAll
  static void start() {
    server = LocalPostgres.start();
  }

  @AfterAll
  static void stop() {
    if (server != null) {
      server.close();
    }
  }

  @Test
  void losesNothingAndRepeatsNothingWhenTheServerIsKilledUnderLoad() throws InterruptedException {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    AtomicBoolean enough = new AtomicBoolean();
    AtomicLong acknowledged = new AtomicLong();
    try (PostSink sink = open(server.uri(schema))) {
      CompletableFuture<Void> writing =
          CompletableFuture.runAsync(
              () -> {
                while (!enough.get()) {
                  commitInTheEnd(sink, acknowledged.get() + 1);
                  acknowledged.incrementAndGet();
                }
              });
      for (int kill = 1; kill <= KILLS; kill++) {
        awaitMore(acknowledged, 1 + random.nextInt(10));
        TimeUnit.NANOSECONDS.sleep(random.nextInt(20_000_000));
        server.kill();
        server.run();
      }
      awaitMore(acknowledged, 1);
      enough.set(true);
      assertThat(writing).as("seed " + seed).succeedsWithin(PATIENCE);
    }
    try (OtherClient client = new OtherClient(server.jdbc(schema))) {
      assertThat(client.row("SELECT count(*), count(DISTINCT id), max(id) - min(id) FROM posts"))
          .as("seed " + seed)
          .isEqualTo("%d|%1$d|%d".formatted(posts(acknowledged), posts(acknowledged) - 1));
      assertThat(client.number("SELECT count(*) FROM dead_letters"))
          .as("seed " + seed)
          .isEqualTo(acknowledged.get());
    }
  }

  private static long posts(AtomicLong batches) {
    return batches.get() * POSTS_IN_A_BATCH;
  }

  private static void awaitMore(AtomicLong count, int more) {
    long enough = count.get() + more;
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (count.get() < enough) {
      assertThat(System.nanoTime()).as("the time").isLessThan(deadline);
      LockSupport.parkNanos(PAUSE);
    }
  }

  /** Offers a batch as an engine does: again, as long as that is worth it. */
  private static CommitReceipt commitInTheEnd(PostSink sink, long sequence) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      try {
        return commit(sink, batchOf(POSTS_IN_A_BATCH, sequence));
      } catch (CompletionException failed) {
        boolean again = failed.getCause() instanceof SinkFailure e && e.isWorthRetrying();
        if (!again || System.nanoTime() > deadline) {
          throw failed;
        }
        LockSupport.parkNanos(PAUSE);
      }
    }
  }

  @Test
  void goesOnAtTheHostThatTookOver() {
    try (LocalPostgres standIn = LocalPostgres.start()) {
      String hosts = "127.0.0.1:%d,127.0.0.1:%d".formatted(server.port(), standIn.port());
      String uri = "postgresql://postgres@%s/postgres?schema=%s".formatted(hosts, schema);
      try (PostSink sink = open(uri)) {
        commit(sink, batchOf(10, 1));
        server.stop();
        try {
          // The stand-in is no replica and knows of no batch: that it answers is what counts.
          assertThat(failure(sink, batchOf(10, 2)))
              .hasMessageContaining("store that holds batch 0; its next is 1");
          assertThat(commit(sink, batchOf(10, 1))).isEqualTo(new CommitReceipt(1, 10, 0));
        } finally {
          server.run();
        }
      }
    }
  }

  @Test
  void passesOverAHostThatTakesNoWrites() {
    try (LocalPostgres readOnly = LocalPostgres.start("default_transaction_read_only=on")) {
      String hosts = "127.0.0.1:%d,127.0.0.1:%d".formatted(readOnly.port(), server.port());
      try (PostSink sink =
          open("postgresql://postgres@%s/postgres?schema=%s".formatted(hosts, schema))) {
        assertThat(commit(sink, batchOf(10, 1))).isEqualTo(new CommitReceipt(1, 10, 0));
      }
      SinkFailure refusal = refusal(readOnly.uri(schema));
      assertThat(refusal).hasMessageContaining("is read-only: allow writing");
      assertThat(refusal.isWorthRetrying()).isFalse();
    }
  }

  @Test
  void givesUpAServerThatDoesNotAnswer() throws IOException {
    try (ServerSocket deaf = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      String uri =
          "postgresql://postgres@127.0.0.1:%d/postgres?connect_timeout=1&socket_timeout=1"
              .formatted(deaf.getLocalPort());

      assertThat(refusal(uri).isWorthRetrying()).isTrue();
    }
  }

  @Test
  void givesUpAServerThatStopsInTheMidstAndTakesItsLockBack() throws Exception {
    try (PostSink sink = open(server.uri(schema) + "&socket_timeout=2");
        OtherClient client = new OtherClient(server.jdbc(schema))) {
      commit(sink, batchOf(10, 1));
      long backend =
          client.number(
              "SELECT pid FROM pg_locks WHERE locktype = 'advisory' AND objid ="
                  + " (hashtextextended('ouzel %s/filtered_stream', 0) & 4294967295)::oid"
                      .formatted(schema));
      signal("STOP", backend);
      try {
        SinkFailure failure = failure(sink, batchOf(20_000, 2));

        assertThat(failure.isWorthRetrying()).isTrue();
      } finally {
        signal("CONT", backend);
      }
      assertThat(commitInTheEnd(sink, 2)).isEqualTo(new CommitReceipt(2, POSTS_IN_A_BATCH, 0));
    }
  }

  private static void signal(String name, long pid) throws Exception {
    int result = new ProcessBuilder("kill", "-" + name, Long.toString(pid)).start().waitFor();
    assertThat(result).isZero();
  }

  @Test
  void saysWhatToDoAboutADatabaseThatIsNotThere() {
    SinkFailure refusal = refusal(server.uri(schema).replace("/postgres?", "/nowhere?"));

    assertThat(refusal)
        .hasMessageContaining("database nowhere on 127.0.0.1")
        .hasMessageContaining("CREATE DATABASE");
    assertThat(refusal.isWorthRetrying()).isFalse();
  }

  @Test
  void saysWhatToDoWhereItMayNotMakeASchema() {
    try (OtherClient administrator = new OtherClient(server.jdbc(schema))) {
      administrator.change("CREATE ROLE " + schema + " LOGIN");
    }
    SinkFailure refusal = refusal(server.uri(schema).replace("postgres@", schema + "@"));

    assertThat(refusal)
        .hasMessageContaining("the role may not do this in schema " + schema)
        .hasMessageContaining("grant it");
    assertThat(refusal.isWorthRetrying()).isFalse();
  }
}
