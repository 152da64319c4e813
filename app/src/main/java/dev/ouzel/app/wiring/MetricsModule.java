package dev.ouzel.app.wiring;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import com.google.inject.multibindings.ProvidesIntoMap;
import com.google.inject.multibindings.ProvidesIntoSet;
import com.google.inject.multibindings.StringMapKey;
import dev.ouzel.app.config.IngestConfig;
import dev.ouzel.app.metrics.Metrics;
import dev.ouzel.app.operations.Conditions;
import dev.ouzel.app.operations.SpoolWatch;
import dev.ouzel.app.status.Reply;
import dev.ouzel.app.status.Route;
import dev.ouzel.http.json.JacksonPostCodec;
import dev.ouzel.ingest.IngestObserver;
import dev.ouzel.ingest.Ingestor;
import java.time.InstantSource;

/** The metrics, a route of the status server. */
final class MetricsModule extends AbstractModule {
  private final IngestConfig config;

  MetricsModule(IngestConfig config) {
    this.config = config;
  }

  @Provides
  @Singleton
  Metrics metrics(Conditions conditions, SpoolWatch spool, Resources resources) {
    return resources.add(
        new Metrics(
            config.settings(), conditions, spool, new JacksonPostCodec(), InstantSource.system()));
  }

  @ProvidesIntoSet
  IngestObserver observer(Metrics metrics) {
    return metrics;
  }

  @ProvidesIntoMap
  @StringMapKey("/metrics")
  Route route(Metrics metrics, Ingestor ingestor) {
    return () ->
        metrics
            .scrape(ingestor.status())
            .thenApply(text -> Reply.of(Reply.OK, Metrics.CONTENT_TYPE, text))
            .exceptionally(tooMany -> Reply.text(Reply.UNAVAILABLE, "too many scrapes at once"));
  }
}
