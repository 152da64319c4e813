package dev.ouzel.app.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ouzel.app.operations.Condition;
import dev.ouzel.testkit.junit.FakeXExtension;
import dev.ouzel.testkit.memory.MemoryStore;
import dev.ouzel.testkit.server.FakeX;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The metrics of an ingest, as Prometheus would read them. */
@Timeout(120)
class MetricsTest {
  @RegisterExtension
  static final FakeXExtension X =
      FakeXExtension.with(x -> x.withRule("cat", "cats \"and\" \\ others").withRule("dog", "dogs"));

  @TempDir private Path directory;
  private final MemoryStore store = new MemoryStore();
  private FakeX x;
  private Watched watched;

  @BeforeEach
  void start(FakeX fake) {
    x = fake;
    watched = new Watched(fake, store, directory);
    x.awaitConnections(1);
  }

  @AfterEach
  void stop() {
    watched.close();
  }

  private Exposed awaitStored(int posts) {
    return watched.await(
        metrics ->
            metrics.value("ouzel_posts_stored_total") == posts
                && metrics.find("ouzel_spool_stored_total", "sink", "store").orElse(0) == posts);
  }

  @Test
  void countsWhatArrives() {
    for (int i = 0; i < 20; i++) {
      x.createPost("a cat");
    }
    x.createPost("a cat and a dog");

    Exposed metrics = awaitStored(21);
    assertThat(metrics.value("ouzel_rule_posts_total", "rule", "cats \"and\" \\ others"))
        .isEqualTo(21);
    assertThat(metrics.value("ouzel_rule_posts_total", "rule", "dogs")).isEqualTo(1);
    assertThat(metrics.value("ouzel_usage_posts", "period", "day")).isEqualTo(21);
    assertThat(metrics.value("ouzel_usage_limit_posts", "period", "month")).isEqualTo(9_000_000);
    assertThat(metrics.value("ouzel_connections_opened_total")).isEqualTo(1);
    assertThat(metrics.value("ouzel_connect_budget_left")).isBetween(40.0, 50.0);
    assertThat(metrics.value("ouzel_lag_seconds")).isBetween(0.0, 10.0);
    assertThat(metrics.value("ouzel_commit_duration_seconds_count")).isPositive();
    assertThat(metrics.value("ouzel_heard_timestamp_seconds"))
        .isCloseTo((double) Instant.now().getEpochSecond(), within(60.0));
    assertThat(metrics.value("ouzel_spool_sink_up", "sink", "store")).isEqualTo(1);
  }

  @Test
  void tellsTheStateAndWhatIsWrongAsOneOfAll() {
    Exposed metrics = watched.await(now -> now.value("ouzel_state", "state", "streaming") == 1);

    assertThat(metrics.series())
        .filteredOn(one -> one.name().equals("ouzel_state"))
        .hasSize(6)
        .filteredOn(one -> one.value() == 1)
        .hasSize(1);
    assertThat(metrics.series())
        .filteredOn(one -> one.name().equals("ouzel_condition"))
        .hasSize(Condition.Kind.values().length)
        .allMatch(one -> one.value() == 0);
  }

  @Test
  void holdsTheBooksInBalanceInEveryScrape() {
    for (int i = 0; i < 50; i++) {
      x.createPost("a cat");
      Exposed now = watched.scrape();
      assertThat(now.value("ouzel_frames_total"))
          .isEqualTo(sum(now, "posts", "system_messages", "unreadable_frames"));
      assertThat(now.value("ouzel_posts_total"))
          .isEqualTo(
              sum(now, "posts_stored", "window_duplicates", "sink_duplicates", "posts_rejected")
                  + now.value("ouzel_posts_in_memory"));
    }
  }

  private static double sum(Exposed metrics, String... names) {
    return Stream.of(names).mapToDouble(name -> metrics.value("ouzel_" + name + "_total")).sum();
  }

  @Test
  void countsTheEndsOfAttemptsByTheirCause() {
    x.createPost("a cat");
    awaitStored(1);
    x.cutConnections();

    Exposed metrics =
        watched.await(
            now -> now.value("ouzel_attempt_ends_total", "cause", "network_failure") == 1);
    assertThat(metrics.value("ouzel_attempt_ends_total", "cause", "stalled")).isZero();
  }

  @Test
  void saysThatTheIngestDoesNotAnswerAndGoesOnCounting() {
    x.createPost("a cat");
    awaitStored(1);

    Exposed metrics =
        Exposed.parse(
            watched.metrics().scrape(new CompletableFuture<>()).toCompletableFuture().join());
    assertThat(metrics.value("ouzel_responsive")).isZero();
    assertThat(metrics.value("ouzel_state", "state", "streaming")).isNaN();
    assertThat(metrics.value("ouzel_posts_stored_total")).isEqualTo(1);
    assertThat(watched.scrape().value("ouzel_responsive")).isEqualTo(1);
  }

  @Test
  void answersNoMoreOnceClosed() {
    watched.close();

    CompletableFuture<String> late =
        watched.metrics().scrape(new CompletableFuture<>()).toCompletableFuture();
    assertThat(late)
        .failsWithin(Duration.ofSeconds(10))
        .withThrowableThat()
        .withRootCauseInstanceOf(RejectedExecutionException.class);
  }

  @Test
  void isDocumentedAsItIs() throws IOException {
    x.createPost("a cat");
    watched.awaitAudit();
    x.endConnections();
    watched.await(now -> now.families().containsKey("ouzel_x_disconnects_total"));
    Exposed metrics = awaitStored(1);
    Map<String, String> exposed = new TreeMap<>();
    metrics
        .families()
        .forEach((name, family) -> exposed.put(name, family.type() + " " + labels(metrics, name)));

    Map<String, String> documented = Documented.metrics();
    documented.keySet().removeAll(Documented.fromTimeToTime());
    exposed.keySet().removeAll(Documented.fromTimeToTime());
    assertThat(documented).containsExactlyInAnyOrderEntriesOf(exposed);
  }

  private static Set<String> labels(Exposed metrics, String name) {
    Set<String> labels = new TreeSet<>();
    metrics.series().stream()
        .filter(one -> one.name().matches(Pattern.quote(name) + "(_bucket|_sum|_count)?"))
        .forEach(one -> labels.addAll(one.labels().keySet()));
    labels.remove("le");
    return labels;
  }
}
