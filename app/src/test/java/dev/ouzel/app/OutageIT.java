package dev.ouzel.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.ouzel.app.metrics.Exposed;
import dev.ouzel.servers.Broker;
import dev.ouzel.servers.LocalPostgres;
import dev.ouzel.testkit.load.FrameSize;
import dev.ouzel.testkit.load.LoadCheck;
import dev.ouzel.testkit.load.LoadServer;
import dev.ouzel.testkit.load.LoadSettings;
import dev.ouzel.testkit.load.LoadSum;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.assertj.core.api.ThrowingConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * The server behind a sink goes away for a while under load, with a spool before the sink: the
 * packaged program reads X as before, takes no more memory, and in the end the sink has everything.
 * {@code -Doutage=SECONDS} for a longer one, on Kafka too, and {@code -Doutage.rate=N} for so many
 * posts a second. What was seen of the program is left in {@code target/outage-*.csv}.
 */
@EnabledOnOs(value = OS.LINUX, disabledReason = "/proc tells what is resident")
class OutageIT {
  private static final Duration OUTAGE = Duration.ofSeconds(Integer.getInteger("outage", 3));

  /** How long the load goes on before, and after. */
  private static final Duration BESIDE = Duration.ofSeconds(Math.max(2, OUTAGE.toSeconds() / 3));

  /** For what takes longer on a busy machine. */
  private static final Duration SLACK = Duration.ofSeconds(6);

  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(OUTAGE.toSeconds() < 60 ? 1 : 5);

  private static final int POSTS_PER_SECOND = Integer.getInteger("outage.rate", 1_000);
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  /** The time between two looks at another process is to pass for real. */
  private static final long LOOK_AGAIN_MILLIS = 50;

  /** As a careful user would start it; {@code ./ouzel} gives it twice as much. */
  private static final List<String> JAVA = List.of("-XX:+UseParallelGC", "-Xmx256m");

  /**
   * How much more the heap may hold than before: a look may find the 16 MiB that may wait for an
   * acknowledgement, and what it takes to hold and to write them.
   */
  private static final long MORE_HEAP = 64 << 20;

  private static final double MIB = 1 << 20;

  @TempDir private Path directory;
  private final List<Look> looks = new ArrayList<>();
  private final long begun = System.nanoTime();

  /**
   * A sink whose server can go away.
   *
   * @param uri as the command line has it
   * @param posts shows what it holds to a check
   */
  private record Remote(
      String uri, Runnable leave, Runnable comeBack, ThrowingConsumer<LoadCheck> posts) {}

  /** What was seen of the program at a moment; memory in bytes. */
  private record Look(
      String phase, long millis, long heap, long resident, Map<String, Double> counts) {
    long count(String name) {
      return Math.round(counts.get(name));
    }
  }

  @Test
  void readsOnWhilePostgresIsAway() throws Exception {
    try (LocalPostgres server = LocalPostgres.start()) {
      PostgresSchema schema = new PostgresSchema(server, "outage");
      readsOn(new Remote(schema.uri(), server::kill, () -> server.run(), schema::showTo));
    }
  }

  @Test
  @EnabledIfSystemProperty(named = "outage", matches = "[0-9]+", disabledReason = "takes long")
  void readsOnWhileKafkaIsAway() throws Exception {
    try (Broker broker =
        Broker.start(Files.createDirectory(directory.resolve("kafka")), Map.of())) {
      KafkaTopic topic = new KafkaTopic(broker, "posts");
      // In order: one that is alone and killed may leave a transaction open for ever.
      readsOn(new Remote(topic.uri(), broker::stop, broker::start, topic::showTo));
    }
  }

  private void readsOn(Remote remote) throws Exception {
    CompletableFuture<LoadSum> sent = new CompletableFuture<>();
    int x = freePort();
    int status = freePort();
    try (ChildProgram program = start(x, remote.uri(), status)) {
      // Looked at before the load begins, since it takes a while to get hold of a program.
      program.awaitErr("connection refused");
      Vitals vitals = Vitals.of(program, status);
      LoadServer load = LoadServer.start(load(x), sent::complete);
      try {
        program.awaitErr("connected");
        watch(remote, sent, vitals);
        program.signal("TERM");
        assertThat(program.exitCode()).as(program.err()).isZero();
      } finally {
        load.close();
      }
      write(remote);
      assertHoldsExactly(remote, sent.join());
      assertReadOn(program);
      assertTookNoMoreMemory();
    }
  }

  private void watch(Remote remote, CompletableFuture<LoadSum> sent, Vitals watched)
      throws Exception {
    try (Vitals vitals = watched) {
      watch("before", BESIDE, vitals);
      remote.leave().run();
      watch("away", OUTAGE, vitals);
      assumeFalse(sent.isDone(), "the machine is too slow: the load ended before the outage");
      remote.comeBack().run();
      while (!sent.isDone() || !hasAll(vitals, sent.join().posts())) {
        assertThat(elapsed()).as("time for all of it").isLessThan(PATIENCE.plus(OUTAGE));
        watch("back", BETWEEN_LOOKS, vitals);
      }
    }
  }

  private static LoadSettings load(int port) {
    return LoadSettings.builder()
        .port(port)
        .postsPerSecond(POSTS_PER_SECOND)
        .length(BESIDE.plus(OUTAGE).plus(BESIDE).plus(SLACK))
        .build();
  }

  private ChildProgram start(int x, String sink, int status) throws IOException {
    return ChildProgram.startPackaged(
        JAVA,
        directory,
        "a-token",
        "ingest",
        "--base-url",
        "http://127.0.0.1:" + x,
        "--spool",
        "spool.db",
        "--sink",
        sink,
        "--status",
        "127.0.0.1:" + status);
  }

  private static int freePort() throws IOException {
    try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return probe.getLocalPort();
    }
  }

  private Duration elapsed() {
    return Duration.ofNanos(System.nanoTime() - begun);
  }

  private void watch(String phase, Duration length, Vitals vitals) throws Exception {
    Duration end = elapsed().plus(length);
    do {
      Duration next = elapsed().plus(BETWEEN_LOOKS);
      looks.add(
          new Look(
              phase, elapsed().toMillis(), vitals.heapInUse(), vitals.resident(), counts(vitals)));
      while (elapsed().compareTo(next) < 0) {
        Thread.sleep(LOOK_AGAIN_MILLIS);
      }
    } while (elapsed().compareTo(end) < 0);
  }

  /** The sums of all that is counted under one name. */
  private static Map<String, Double> counts(Vitals vitals) throws Exception {
    return vitals.metrics().series().stream()
        .collect(
            Collectors.groupingBy(
                Exposed.Series::name, Collectors.summingDouble(Exposed.Series::value)));
  }

  private static boolean hasAll(Vitals vitals, long posts) throws Exception {
    Map<String, Double> counts = counts(vitals);
    return counts.get("ouzel_posts_stored_total") >= posts
        && counts.get("ouzel_spool_waiting_batches") == 0;
  }

  private static void assertHoldsExactly(Remote remote, LoadSum sent) {
    LoadCheck check = new LoadCheck(FrameSize.USUAL);
    remote.posts().accept(check);
    assertThat(check.kept()).as("the posts in the sink").isEqualTo(sent);
    assertThat(check.damaged()).as("posts that are not as they were sent").isZero();
  }

  private void assertReadOn(ChildProgram program) throws IOException {
    List<Look> away = in("away");
    Look last = away.get(away.size() - 1);
    Look first = away.get(0);
    assertThat(looks).extracting(look -> look.count("ouzel_pauses_total")).containsOnly(0L);
    assertThat(looks)
        .extracting(look -> look.count("ouzel_connections_opened_total"))
        .containsOnly(1L);
    assertThat(program.err()).doesNotContain("reading paused");
    assertThat(last.count("ouzel_spool_sink_up")).as("sinks in reach").isZero();
    double seconds = (last.millis() - first.millis()) / 1e3;
    assertThat(last.count("ouzel_posts_stored_total") - first.count("ouzel_posts_stored_total"))
        .as("posts acknowledged within %s s of the outage", seconds)
        .isGreaterThan((long) (seconds * POSTS_PER_SECOND / 2));
  }

  private void assertTookNoMoreMemory() {
    long before = in("before").stream().mapToLong(Look::heap).max().orElseThrow();
    assertThat(looks.stream().mapToLong(Look::heap).max().orElseThrow())
        .as("the most bytes of heap in use, %s before the outage", before)
        .isLessThan(before + MORE_HEAP);
  }

  private List<Look> in(String phase) {
    return looks.stream().filter(look -> look.phase().equals(phase)).toList();
  }

  private void write(Remote remote) throws IOException {
    List<String> lines = new ArrayList<>();
    lines.add("phase,seconds,heap_mib,resident_mib,posts_acknowledged,batches_waiting,pauses");
    for (Look look : looks) {
      lines.add(
          String.format(
              Locale.ROOT,
              "%s,%.1f,%.1f,%.1f,%d,%d,%d",
              look.phase(),
              look.millis() / 1e3,
              look.heap() / MIB,
              look.resident() / MIB,
              look.count("ouzel_posts_stored_total"),
              look.count("ouzel_spool_waiting_batches"),
              look.count("ouzel_pauses_total")));
    }
    String scheme = remote.uri().substring(0, remote.uri().indexOf(':'));
    Files.write(Path.of("target", "outage-" + scheme + ".csv"), lines);
  }
}
