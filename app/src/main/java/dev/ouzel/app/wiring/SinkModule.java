package dev.ouzel.app.wiring;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import dev.ouzel.sink.PostSink;
import java.util.function.UnaryOperator;

/** The store. */
final class SinkModule extends AbstractModule {
  private final Opening store;
  private final UnaryOperator<PostSink> before;

  /** A module whose sink is what {@code before} puts before the store. */
  SinkModule(Opening store, UnaryOperator<PostSink> before) {
    this.store = store;
    this.before = before;
  }

  @Provides
  @Singleton
  PostSink sink() {
    return before.apply(store.await());
  }
}
