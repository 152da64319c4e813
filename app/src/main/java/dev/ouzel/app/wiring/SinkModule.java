package dev.ouzel.app.wiring;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import dev.ouzel.app.config.Mistake;
import dev.ouzel.persistence.Sinks;
import dev.ouzel.sink.PostSink;
import dev.ouzel.stream.StreamName;
import java.util.function.UnaryOperator;

/** The store. */
final class SinkModule extends AbstractModule {
  private final String uri;
  private final StreamName stream;
  private final UnaryOperator<PostSink> before;

  /** A module whose sink is what {@code before} puts before the store. */
  SinkModule(String uri, StreamName stream, UnaryOperator<PostSink> before) {
    this.uri = uri;
    this.stream = stream;
    this.before = before;
  }

  @Provides
  @Singleton
  PostSink sink(Resources resources) {
    return before.apply(resources.add(Mistake.unlessRefused(() -> Sinks.open(uri, stream))));
  }
}
