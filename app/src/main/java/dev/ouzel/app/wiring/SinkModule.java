package dev.ouzel.app.wiring;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import dev.ouzel.app.config.Mistake;
import dev.ouzel.persistence.Sinks;
import dev.ouzel.sink.PostSink;
import dev.ouzel.stream.StreamName;

/** The store. */
final class SinkModule extends AbstractModule {
  private final String uri;
  private final StreamName stream;

  SinkModule(String uri, StreamName stream) {
    this.uri = uri;
    this.stream = stream;
  }

  @Provides
  @Singleton
  PostSink sink(Resources resources) {
    return resources.add(Mistake.unlessRefused(() -> Sinks.open(uri, stream)));
  }
}
