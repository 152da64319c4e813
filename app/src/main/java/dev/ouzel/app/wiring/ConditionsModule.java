package dev.ouzel.app.wiring;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import com.google.inject.multibindings.ProvidesIntoSet;
import dev.ouzel.app.operations.Conditions;
import dev.ouzel.app.operations.SpoolWatch;
import dev.ouzel.ingest.IngestObserver;

/** What is wrong, for all who tell of it. */
final class ConditionsModule extends AbstractModule {
  private final SpoolWatch spool;

  ConditionsModule(SpoolWatch spool) {
    this.spool = spool;
  }

  @Provides
  SpoolWatch spool() {
    return spool;
  }

  @Provides
  @Singleton
  Conditions conditions() {
    return new Conditions(spool);
  }

  @ProvidesIntoSet
  IngestObserver observer(Conditions conditions) {
    return conditions;
  }
}
