package dev.ouzel.app.wiring;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import com.google.inject.multibindings.MapBinder;
import com.google.inject.multibindings.ProvidesIntoSet;
import dev.ouzel.app.config.IngestConfig;
import dev.ouzel.app.config.StatusAddress;
import dev.ouzel.app.operations.Conditions;
import dev.ouzel.app.operations.SpoolWatch;
import dev.ouzel.app.status.PastReading;
import dev.ouzel.app.status.Route;
import dev.ouzel.app.status.StatusBoard;
import dev.ouzel.app.status.StatusRoutes;
import dev.ouzel.app.status.StatusServer;
import dev.ouzel.app.status.StatusSubject;
import dev.ouzel.app.status.StatusView;
import dev.ouzel.http.json.JacksonPostCodec;
import dev.ouzel.ingest.IngestObserver;
import dev.ouzel.ingest.Ingestor;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The status server and what it tells: whoever has more to tell adds a route by its path. */
final class StatusModule extends AbstractModule {
  private final IngestConfig config;
  private final StatusAddress address;

  StatusModule(IngestConfig config, StatusAddress address) {
    this.config = config;
    this.address = address;
  }

  @Override
  protected void configure() {
    MapBinder.newMapBinder(binder(), String.class, Route.class);
  }

  @Provides
  @Singleton
  StatusBoard board() {
    return new StatusBoard(Instant.now(), new JacksonPostCodec());
  }

  @ProvidesIntoSet
  IngestObserver observer(StatusBoard board) {
    return board;
  }

  @Provides
  StatusView view(StatusBoard board, Conditions conditions, SpoolWatch spool) {
    String version =
        Optional.ofNullable(StatusModule.class.getPackage().getImplementationVersion())
            .orElse("(not packaged)");
    StatusSubject subject =
        new StatusSubject(
            version, config.request().streamName(), config.destination(), config.settings());
    return new StatusView(subject, board, conditions, spool);
  }

  @Provides
  @Singleton
  StatusServer server(
      Resources resources, Ingestor ingestor, StatusView view, Map<String, Route> more) {
    Map<String, Route> routes = new HashMap<>(new StatusRoutes(view, ingestor::status).all());
    routes.putAll(more);
    StatusServer server = resources.add(StatusServer.open(address, routes));
    String store = config.destination().sinks().get(0);
    PastReading.begin(view.board(), config.request().streamName(), () -> Wiring.reader(store));
    return server;
  }
}
