package dev.ouzel.app.wiring;

import com.google.inject.AbstractModule;
import com.google.inject.Singleton;
import com.google.inject.multibindings.Multibinder;
import com.google.inject.multibindings.ProvidesIntoSet;
import dev.ouzel.app.operations.Console;
import dev.ouzel.app.operations.LiveLine;
import dev.ouzel.app.operations.LogObserver;
import dev.ouzel.ingest.IngestObserver;

/** Those who are told what happens: whoever comes to watch adds a binding here. */
final class ObserverModule extends AbstractModule {
  private final Console console;

  ObserverModule(Console console) {
    this.console = console;
  }

  @Override
  protected void configure() {
    Multibinder.newSetBinder(binder(), IngestObserver.class);
  }

  @ProvidesIntoSet
  @Singleton
  IngestObserver watcher(Resources resources) {
    return console.terminal() ? resources.add(new LiveLine(console)) : new LogObserver();
  }
}
