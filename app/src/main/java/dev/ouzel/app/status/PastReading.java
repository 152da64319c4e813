package dev.ouzel.app.status;

import dev.ouzel.connection.ConnectionRecord;
import dev.ouzel.coverage.Stretch;
import dev.ouzel.sink.StoreReader;
import dev.ouzel.stream.StreamName;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Tells a board once what the store had kept before the program started, on a daemon thread of its
 * own. A store that takes longer than 30 s is not waited for.
 */
public final class PastReading {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private PastReading() {}

  /** Begins to read; {@code open} opens the store. */
  public static void begin(StatusBoard board, StreamName stream, Supplier<StoreReader> open) {
    CompletableFuture<Runnable> read = new CompletableFuture<>();
    Thread thread =
        new Thread(() -> read.complete(reading(board, stream, open)), "ouzel-status-past");
    thread.setDaemon(true);
    thread.start();
    CompletableFuture<Void> unused =
        read.completeOnTimeout(
                () -> board.pastUnknown("the store took too long to tell what it had kept before"),
                PATIENCE.toMillis(),
                TimeUnit.MILLISECONDS)
            .thenAccept(Runnable::run);
  }

  private static Runnable reading(
      StatusBoard board, StreamName stream, Supplier<StoreReader> open) {
    try (StoreReader store = open.get()) {
      List<Stretch> stretches = store.coverage(stream);
      List<ConnectionRecord> connections = store.connections(stream);
      return () -> board.past(stretches, connections, Instant.now());
    } catch (RuntimeException failure) {
      return () -> board.pastUnknown("what the store had kept before cannot be read from it");
    }
  }
}
