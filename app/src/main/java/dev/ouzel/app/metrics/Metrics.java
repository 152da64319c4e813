package dev.ouzel.app.metrics;

import dev.ouzel.app.operations.Condition;
import dev.ouzel.app.operations.Conditions;
import dev.ouzel.app.operations.SpoolWatch;
import dev.ouzel.ingest.IngestEvent;
import dev.ouzel.ingest.IngestObserver;
import dev.ouzel.ingest.IngestSettings;
import dev.ouzel.ingest.IngestStatus;
import dev.ouzel.post.PostCodec;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * All that an ingest counts and measures, written out for Prometheus. What each metric means stands
 * in {@code docs/metrics.md}.
 *
 * <p>It is told of events on the event loop. It may be asked on any thread, and writes on one of
 * its own.
 */
public final class Metrics implements IngestObserver, AutoCloseable {
  /** Prometheus' text format. */
  public static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

  private static final Duration PATIENCE = Duration.ofSeconds(2);

  /** More scrapes than this are not kept waiting. */
  private static final int MOST_SCRAPES = 8;

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final ThreadPoolExecutor writer =
      new ThreadPoolExecutor(
          1,
          1,
          0,
          TimeUnit.SECONDS,
          new ArrayBlockingQueue<>(MOST_SCRAPES),
          task -> {
            Thread thread = new Thread(task, "ouzel-metrics");
            thread.setDaemon(true);
            return thread;
          });
  private final Conditions conditions;
  private final InstantSource clock;
  private final StatusMeters status;
  private final ConnectionMeters connections;
  private final GapMeters gaps;
  private final SinkMeters sink;
  private final RuleMeters rules;
  private final SpoolMeters spool;
  private final MachineMeters machine;

  /**
   * Metrics of an ingest that is to be told to them.
   *
   * @param settings what bounds it
   * @param conditions what is wrong with it, told of the same events
   * @param spool the sinks behind its spool
   * @param codec reads which rules a post matched
   * @param clock this machine's
   */
  public Metrics(
      IngestSettings settings,
      Conditions conditions,
      SpoolWatch spool,
      PostCodec codec,
      InstantSource clock) {
    this.conditions = conditions;
    this.clock = clock;
    this.status = new StatusMeters(registry, settings);
    Meters meters = new Meters(registry);
    this.connections = new ConnectionMeters(meters);
    this.gaps = new GapMeters(meters);
    this.sink = new SinkMeters(meters);
    this.rules = new RuleMeters(meters, codec);
    this.spool = new SpoolMeters(registry, spool);
    this.machine = new MachineMeters(registry);
  }

  @Override
  public void on(IngestEvent event) {
    connections.on(event);
    gaps.on(event);
    sink.on(event);
    if (event instanceof IngestEvent.Committed committed) {
      rules.count(committed.batch().posts());
    }
  }

  /**
   * Everything as it is now, as {@link #CONTENT_TYPE}. Waits two seconds for {@code asked}, and
   * goes on without it: then {@code ouzel_responsive} is 0. Fails with {@link
   * RejectedExecutionException} when too many ask at once, or after closing.
   *
   * @param asked how the ingest is doing, asked just now
   */
  public CompletionStage<String> scrape(CompletionStage<IngestStatus> asked) {
    return asked
        .toCompletableFuture()
        .copy()
        .orTimeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
        .handleAsync(this::written, writer);
  }

  private String written(IngestStatus answer, Throwable failure) {
    if (failure == null) {
      status.answered(sample(answer));
    } else {
      status.unanswered();
    }
    spool.refresh();
    return registry.scrape(CONTENT_TYPE);
  }

  private Sample sample(IngestStatus answer) {
    Instant now = clock.instant();
    return new Sample(
        answer,
        conditions.active(answer, now).stream()
            .map(Condition::kind)
            .collect(Collectors.toUnmodifiableSet()),
        now);
  }

  /** Answers no more. */
  @Override
  public void close() {
    writer.shutdown();
    machine.close();
    registry.close();
  }
}
