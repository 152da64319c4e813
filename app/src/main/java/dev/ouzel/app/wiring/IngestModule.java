package dev.ouzel.app.wiring;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import dev.ouzel.app.config.IngestConfig;
import dev.ouzel.connection.ConnectionHistory;
import dev.ouzel.ingest.IngestObserver;
import dev.ouzel.ingest.Ingestor;
import dev.ouzel.sink.PostSink;
import dev.ouzel.stream.StreamSource;
import java.util.Set;

/** The engine, between the ports. */
final class IngestModule extends AbstractModule {
  private final IngestConfig config;

  IngestModule(IngestConfig config) {
    this.config = config;
  }

  @Provides
  @Singleton
  Ingestor ingestor(
      StreamSource source,
      ConnectionHistory history,
      PostSink sink,
      Set<IngestObserver> observers) {
    Ingestor.Builder builder =
        Ingestor.builder(source, sink)
            .history(history)
            .request(config.request())
            .settings(config.settings());
    observers.forEach(builder::observer);
    return builder.build();
  }
}
