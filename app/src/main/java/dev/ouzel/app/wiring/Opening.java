package dev.ouzel.app.wiring;

import dev.ouzel.sink.PostSink;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/** A sink that is being opened on a thread of its own, while the other parts are made. */
final class Opening implements AutoCloseable {
  private final CompletableFuture<PostSink> opened;

  private Opening(CompletableFuture<PostSink> opened) {
    this.opened = opened;
  }

  /** Begins to open a sink. */
  static Opening of(Supplier<PostSink> open) {
    return new Opening(CompletableFuture.supplyAsync(open));
  }

  /** Waits until it is open; fails as the opening did. */
  PostSink await() {
    try {
      return opened.join();
    } catch (CompletionException failure) {
      throw failure.getCause() instanceof RuntimeException cause ? cause : failure;
    }
  }

  /** Waits for it and closes it; one that failed to open needs no closing. */
  @Override
  public void close() {
    boolean isOpen = opened.handle((sink, failure) -> failure == null).join();
    if (isOpen) {
      opened.join().close();
    }
  }
}
