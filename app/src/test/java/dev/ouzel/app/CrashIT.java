package dev.ouzel.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ouzel.coverage.Covered;
import dev.ouzel.coverage.Gap;
import dev.ouzel.coverage.Stretch;
import dev.ouzel.coverage.Timeline;
import dev.ouzel.persistence.Sinks;
import dev.ouzel.post.Payload;
import dev.ouzel.servers.Broker;
import dev.ouzel.servers.LocalPostgres;
import dev.ouzel.sink.Checkpoint;
import dev.ouzel.sink.StoreReader;
import dev.ouzel.stream.StreamName;
import dev.ouzel.testkit.generate.PacedPublisher;
import dev.ouzel.testkit.generate.PostGenerator;
import dev.ouzel.testkit.server.FakeX;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * The packaged program is killed at random moments while posts flow, and started again: in the end
 * its sink holds what was published, each post once, and says so. {@code -Dkills=N} for more kills,
 * {@code -Dseed=N} to play a run again, as far as real time allows.
 */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "sends signals with kill")
class CrashIT {
  private static final int KILLS = Integer.getInteger("kills", 5);
  private static final int FEWER_KILLS = Integer.getInteger("kills", 2);
  private static final long SEED = Long.getLong("seed", new Random().nextLong());
  private static final StreamName STREAM = new StreamName("filtered_stream");
  private static final int POSTS_PER_SECOND = 500;

  /** A kill comes at most so many posts, 2 seconds, after the start or after X accepted. */
  private static final int LONGEST_WAIT = 1_000;

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /** For what is on its way through a spool. */
  private static final Duration DELIVERY = Duration.ofSeconds(30);

  /** The store is another process's: it tells nobody when it has changed. */
  private static final long LOOK_AGAIN_MILLIS = 100;

  private static final List<String> SPOOL = List.of("--spool", "spool.db");

  @TempDir private Path directory;
  private KeptFrames kept;
  private ChildProgram program;
  private List<String> more = List.of();

  @AfterEach
  void endTheLastProgram() {
    // None was started where the sink's server cannot run.
    if (program != null) {
      program.close();
    }
  }

  @Test
  void losesNothingStoresNothingTwiceAndKnowsIt() throws Exception {
    kept = sqlite();
    killsWhilePostsFlow(KILLS);
  }

  @Test
  void losesNothingAndStoresNothingTwiceWithASpoolBeforeTheStore() throws Exception {
    kept = sqlite();
    more = SPOOL;
    killsWhilePostsFlow(FEWER_KILLS);
  }

  @Test
  void losesNothingAndStoresNothingTwiceInPostgres() throws Exception {
    kept = new PostgresSchema(LocalPostgres.shared(), "killed");
    killsWhilePostsFlow(FEWER_KILLS);
  }

  @Test
  void losesNothingAndStoresNothingTwiceWithASpoolBeforePostgres() throws Exception {
    kept = new PostgresSchema(LocalPostgres.shared(), "killed_spool");
    more = SPOOL;
    killsWhilePostsFlow(FEWER_KILLS);
  }

  @Test
  void losesNothingAndShowsNothingTwiceOnKafka() throws Exception {
    kept = new KafkaTopic(Broker.shared(), Broker.newTopic());
    killsWhilePostsFlow(FEWER_KILLS);
  }

  private Store sqlite() {
    return new Store(directory.resolve("posts.db"));
  }

  private void killsWhilePostsFlow(int kills) throws Exception {
    Random random = new Random(SEED);
    try (FakeX x = x()) {
      program = start(x);
      x.awaitConnections(1);
      // Coverage begins at a whole second of X's, soon after this: what comes before is not owed.
      awaitCheckpoint(now -> now.coverage().frontier().filter(Instant.now()::isAfter).isPresent());
      try (PacedPublisher publisher =
          PacedPublisher.start(x, new PostGenerator(SEED), POSTS_PER_SECOND)) {
        for (int kill = 1; kill <= kills; kill++) {
          if (random.nextBoolean()) {
            x.awaitConnections(1);
          }
          x.awaitPublished(publisher.published() + random.nextInt(LONGEST_WAIT));
          program.signal("KILL");
          program.exitCode();
          x.awaitConnections(0);
          program = start(x);
        }
        Instant repaired = Instant.now();
        awaitCheckpoint(now -> reaches(now, repaired));
      }
      awaitPosts(x.publishedCount());
      program.signal("TERM");

      assertThat(program.exitCode()).as(hint()).isZero();
      assertThat(kept.deadLetters()).as(hint()).isEmpty();
      assertSame(delivered(x), kept.frames(), hint());
      assertThat(holes()).as(hint()).isEmpty();
    }
  }

  private void awaitPosts(long count) throws SQLException, InterruptedException {
    long begun = System.nanoTime();
    int seen = kept.frames().size();
    while (seen < count && System.nanoTime() - begun < DELIVERY.toNanos()) {
      Thread.sleep(LOOK_AGAIN_MILLIS);
      seen = kept.frames().size();
    }
    assertThat(seen).as("posts stored; -Dseed=%d", SEED).isGreaterThanOrEqualTo((int) count);
  }

  /** The frames as they were delivered, each once, however often it was. */
  private static List<Payload> delivered(FakeX x) {
    List<Payload> delivered =
        x.connections().stream()
            .flatMap(connection -> x.delivered(connection).stream())
            .distinct()
            .toList();
    assertThat(delivered).hasSize((int) x.publishedCount());
    return delivered;
  }

  /** Each start costs an attempt, of which X allows more here than in life. */
  private static FakeX x() {
    return FakeX.builder()
        .withRule(PostGenerator.MATCH_ALL_RULE, "all")
        .rateLimit(1_000_000)
        .keepAlive(Duration.ofSeconds(1))
        .patience(PATIENCE)
        .start();
  }

  private ChildProgram start(FakeX x) throws IOException {
    List<String> arguments = new ArrayList<>(more);
    arguments.addAll(List.of("--base-url", x.baseUrl().toString(), "--sink", kept.uri()));
    arguments.addAll(List.of("--delivery-margin", "1s"));
    arguments.add(0, "ingest");
    return ChildProgram.startPackaged(directory, x.token(), arguments.toArray(String[]::new));
  }

  private String hint() throws IOException {
    return "-Dseed=%d -Dkills=%d; the last program said: %s".formatted(SEED, KILLS, program.err());
  }

  private static void assertSame(List<Payload> published, List<Payload> stored, String hint) {
    Set<Payload> missing = new HashSet<>(published);
    stored.forEach(missing::remove);
    Set<Payload> foreign = new HashSet<>(stored);
    published.forEach(foreign::remove);
    assertThat(missing).as("missing; " + hint).isEmpty();
    assertThat(foreign).as("never published; " + hint).isEmpty();
    assertThat(stored).as("stored; " + hint).hasSameSizeAs(published);
  }

  private void awaitCheckpoint(Predicate<Checkpoint> wanted)
      throws IOException, InterruptedException {
    long begun = System.nanoTime();
    Optional<Checkpoint> seen = Optional.empty();
    while (System.nanoTime() - begun < PATIENCE.toNanos()) {
      try (StoreReader reader = Sinks.read(kept.uri())) {
        seen = reader.checkpoint(STREAM);
      }
      if (seen.filter(wanted).isPresent()) {
        return;
      }
      Thread.sleep(LOOK_AGAIN_MILLIS);
    }
    throw new AssertionError("time is still missing: %s; %s".formatted(seen, hint()));
  }

  /** True when coverage reaches beyond {@code time} and all before it is repaired. */
  private static boolean reaches(Checkpoint checkpoint, Instant time) {
    return checkpoint.coverage().gaps().isEmpty()
        && checkpoint.coverage().frontier().filter(reached -> reached.isAfter(time)).isPresent();
  }

  private Timeline timeline() {
    try (StoreReader reader = Sinks.read(kept.uri())) {
      return Timeline.of(
          reader.coverage(STREAM), reader.checkpoint(STREAM).orElseThrow().coverage());
    }
  }

  /** What is neither covered nor repaired, and where two stretches do not meet. */
  private List<String> holes() {
    List<Stretch> stretches = timeline().stretches();
    assertThat(stretches).isNotEmpty();
    List<String> holes = new ArrayList<>();
    for (int i = 0; i < stretches.size(); i++) {
      Stretch stretch = stretches.get(i);
      boolean kept =
          stretch instanceof Covered
              || (stretch instanceof Gap gap && gap.state() == Gap.State.REPAIRED);
      if (!kept) {
        holes.add(stretch.toString());
      }
      if (i > 0 && !stretches.get(i - 1).range().to().equals(stretch.range().from())) {
        holes.add("between " + stretches.get(i - 1) + " and " + stretch);
      }
    }
    return holes;
  }
}
