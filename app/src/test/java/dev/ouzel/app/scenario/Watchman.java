package dev.ouzel.app.scenario;

import dev.ouzel.app.SecretsWatch;
import dev.ouzel.app.metrics.AlertRule;
import dev.ouzel.app.metrics.Exposed;
import dev.ouzel.app.metrics.Exposed.Series;
import dev.ouzel.app.metrics.Metrics;
import dev.ouzel.app.metrics.Scrapes;
import dev.ouzel.app.operations.Conditions;
import dev.ouzel.app.operations.SpoolWatch;
import dev.ouzel.http.json.JacksonPostCodec;
import dev.ouzel.ingest.IngestSettings;
import dev.ouzel.ingest.IngestStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.UnaryOperator;

/**
 * Scrapes a scene's metrics every 15 seconds of its time, as text, and raises the alerts of {@code
 * docs/alerts} as Prometheus would: once an expression has held for as long as the alert says.
 */
final class Watchman implements AutoCloseable {
  private static final Duration EVERY = Duration.ofSeconds(15);
  private static final Duration BEAT = Duration.ofSeconds(3);

  private final Scene scene;
  private final Metrics metrics;
  private final Scrapes scrapes = new Scrapes();
  private final List<AlertRule> rules = AlertRule.all();
  private final Map<String, Instant> since = new HashMap<>();
  private final Set<String> raised = new TreeSet<>();
  private final Set<String> noticed = new TreeSet<>();
  private UnaryOperator<CompletionStage<IngestStatus>> between = status -> status;

  Watchman(Scene scene, IngestSettings settings, SpoolWatch spool) {
    Conditions conditions = new Conditions(spool);
    this.metrics = new Metrics(settings, conditions, spool, new JacksonPostCodec(), scene::now);
    this.scene =
        scene.withObserver(
            event -> {
              conditions.on(event);
              metrics.on(event);
            });
  }

  Scene scene() {
    return scene;
  }

  /** The alerts raised so far. */
  Set<String> raised() {
    return raised;
  }

  /** Those, and the ones whose expression held for a shorter time. */
  Set<String> noticed() {
    return noticed;
  }

  /** Puts something between the ingest's status and the metrics. */
  void withStatus(UnaryOperator<CompletionStage<IngestStatus>> other) {
    between = other;
  }

  /** Watches while a post is published every three seconds. */
  Watchman busy(Duration time) {
    return watch(time, scene::post);
  }

  /** Watches while nothing is published. */
  Watchman calm(Duration time) {
    return watch(time, () -> {});
  }

  /** Watches while something is done every three seconds. */
  Watchman watch(Duration time, Runnable beat) {
    Instant end = scene.now().plus(time);
    for (Instant look = scene.now().plus(EVERY); scene.now().isBefore(end); ) {
      scene.pass(BEAT, BEAT);
      beat.run();
      if (!scene.now().isBefore(look)) {
        look = scene.now().plus(EVERY);
        look();
      }
    }
    return this;
  }

  /** Watches while no program answers. */
  void absent(Duration time) {
    for (Duration left = time; left.compareTo(EVERY) >= 0; left = left.minus(EVERY)) {
      scene.pass(EVERY, EVERY);
      seen(List.of());
    }
  }

  private void look() {
    CompletionStage<IngestStatus> asked =
        between.apply(CompletableFuture.completedFuture(scene.status()));
    String text = metrics.scrape(asked).toCompletableFuture().join();
    SecretsWatch.look("/metrics", text);
    seen(Exposed.parse(text).series());
  }

  private void seen(List<Series> series) {
    Instant now = scene.now();
    scrapes.add(now, series);
    for (AlertRule rule : rules) {
      if (rule.matches(scrapes).isEmpty()) {
        since.remove(rule.name());
      } else {
        noticed.add(rule.name());
        Instant begun = since.computeIfAbsent(rule.name(), any -> now);
        if (!now.isBefore(begun.plus(rule.lasting()))) {
          raised.add(rule.name());
        }
      }
    }
  }

  @Override
  public void close() {
    scene.close();
    metrics.close();
  }
}
