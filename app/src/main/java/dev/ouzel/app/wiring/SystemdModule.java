package dev.ouzel.app.wiring;

import com.google.inject.AbstractModule;
import com.google.inject.Provider;
import com.google.inject.Singleton;
import com.google.inject.multibindings.ProvidesIntoSet;
import dev.ouzel.app.operations.SystemdNotice;
import dev.ouzel.ingest.IngestObserver;
import dev.ouzel.ingest.Ingestor;
import java.util.Map;

/** Tells the systemd that started the program how it is. */
final class SystemdModule extends AbstractModule {
  private final Map<String, String> environment;

  SystemdModule(Map<String, String> environment) {
    this.environment = environment;
  }

  @ProvidesIntoSet
  @Singleton
  IngestObserver notice(Resources resources, Provider<Ingestor> ingestor) {
    return resources.add(new SystemdNotice(environment, () -> ingestor.get().status()));
  }
}
