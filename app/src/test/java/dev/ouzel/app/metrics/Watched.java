package dev.ouzel.app.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ouzel.app.operations.Conditions;
import dev.ouzel.app.operations.SpoolWatch;
import dev.ouzel.http.XClient;
import dev.ouzel.http.XClientSettings;
import dev.ouzel.http.json.JacksonPostCodec;
import dev.ouzel.ingest.IngestEvent;
import dev.ouzel.ingest.IngestReport;
import dev.ouzel.ingest.IngestSettings;
import dev.ouzel.ingest.Ingestor;
import dev.ouzel.persistence.spool.Spool;
import dev.ouzel.persistence.spool.SpoolSettings;
import dev.ouzel.persistence.spool.SpooledSink;
import dev.ouzel.sink.PostSink;
import dev.ouzel.stream.StreamName;
import dev.ouzel.testkit.memory.MemoryStore;
import dev.ouzel.testkit.server.FakeX;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

/** An ingest from a fake X over real sockets, through a spool, with its metrics. */
final class Watched implements AutoCloseable {
  private static final StreamName STREAM = new StreamName("filtered_stream");
  private static final Duration SHORT = Duration.ofMillis(100);
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final CompletableFuture<Void> audited = new CompletableFuture<>();
  private final XClient client;
  private final PostSink sink;
  private final Metrics metrics;
  private final Ingestor ingest;
  private final CompletableFuture<IngestReport> over;

  Watched(FakeX x, MemoryStore store, Path directory) {
    IngestSettings settings =
        IngestSettings.builder()
            .maxPostsPerDay(1_000_000)
            .maxPostsPerMonth(9_000_000)
            .auditDelay(SHORT)
            .auditInterval(SHORT)
            .build();
    SpoolWatch spool = new SpoolWatch();
    Conditions conditions = new Conditions(spool);
    metrics =
        new Metrics(settings, conditions, spool, new JacksonPostCodec(), InstantSource.system());
    client = XClient.open(XClientSettings.builder().baseUri(x.baseUrl()).token(x::token).build());
    sink =
        Spool.open(
            directory.resolve("spool.db"),
            STREAM,
            SpoolSettings.builder().minFreeBytes(0).observer(spool).build(),
            List.of(new SpooledSink("store", () -> store.open(STREAM))));
    ingest =
        Ingestor.builder(client.streams(), sink)
            .history(client.connections())
            .settings(settings)
            .observer(conditions)
            .observer(metrics)
            .observer(
                event -> {
                  if (event instanceof IngestEvent.Audited) {
                    audited.complete(null);
                  }
                })
            .build();
    over = ingest.start().toCompletableFuture();
  }

  Metrics metrics() {
    return metrics;
  }

  Exposed scrape() {
    return Exposed.parse(metrics.scrape(ingest.status()).toCompletableFuture().join());
  }

  /** Scrapes until the metrics are like this. */
  Exposed await(Predicate<Exposed> wanted) {
    long begun = System.nanoTime();
    Exposed exposed = scrape();
    while (!wanted.test(exposed)) {
      assertThat(System.nanoTime() - begun)
          .as("waited: %s", exposed)
          .isLessThan(PATIENCE.toNanos());
      LockSupport.parkNanos(10_000_000);
      exposed = scrape();
    }
    return exposed;
  }

  /** Waits until X's record has told of the connection. */
  void awaitAudit() {
    audited.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
  }

  void stop() {
    ingest.stop();
    over.join();
  }

  @Override
  public void close() {
    stop();
    client.close();
    sink.close();
    metrics.close();
  }
}
