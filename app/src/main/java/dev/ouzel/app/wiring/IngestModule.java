package dev.ouzel.app.wiring;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import dev.ouzel.app.config.IngestConfig;
import dev.ouzel.connection.ConnectionHistory;
import dev.ouzel.ingest.IngestObserver;
import dev.ouzel.ingest.Ingestor;
import dev.ouzel.rule.RuleBook;
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
  Ingestor.Builder parts(
      StreamSource source, ConnectionHistory history, RuleBook rules, PostSink sink) {
    return Ingestor.builder(source, sink)
        .history(history)
        .rules(rules)
        .request(config.request())
        .settings(config.settings());
  }

  @Provides
  @Singleton
  Ingestor ingestor(Ingestor.Builder parts, Set<IngestObserver> observers) {
    observers.forEach(parts::observer);
    return parts.build();
  }
}
