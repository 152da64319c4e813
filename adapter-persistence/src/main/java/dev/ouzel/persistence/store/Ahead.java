package dev.ouzel.persistence.store;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/**
 * Makes pieces of a batch ready on a thread of its own, one ahead of the piece that the sink's
 * thread is at: while that waits for its store, the next piece is made. A daemon, which starts with
 * the first batch of more than one piece. For one caller at a time.
 */
public final class Ahead implements AutoCloseable {
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(
          work -> {
            Thread worker = new Thread(work, "ouzel-ahead");
            worker.setDaemon(true);
            return worker;
          });

  /** Takes pieces in their order. */
  public interface Taker<P, E extends Exception> {
    /** Takes the next piece; what it throws ends the giving. */
    void take(P piece) throws E;
  }

  /**
   * Gives items, so many at once, to {@code taker} as {@code making} makes them: called here for
   * the only piece of a small batch, and on the other thread for those of a large one.
   */
  public <T, P, E extends Exception> void give(
      List<T> items, int atOnce, Function<List<T>, P> making, Taker<P, E> taker) throws E {
    if (items.size() <= atOnce) {
      taker.take(making.apply(items));
      return;
    }
    CompletableFuture<P> next = made(items, 0, atOnce, making);
    for (int from = 0; from < items.size(); from += atOnce) {
      P piece = result(next);
      if (from + atOnce < items.size()) {
        next = made(items, from + atOnce, atOnce, making);
      }
      taker.take(piece);
    }
  }

  private <T, P> CompletableFuture<P> made(
      List<T> items, int from, int atOnce, Function<List<T>, P> making) {
    List<T> some = items.subList(from, Math.min(from + atOnce, items.size()));
    return CompletableFuture.supplyAsync(() -> making.apply(some), thread);
  }

  private static <P> P result(CompletableFuture<P> piece) {
    try {
      return piece.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException fault ? fault : e;
    }
  }

  /** Ends the thread, once it has made what it is at. */
  @Override
  public void close() {
    thread.shutdown();
  }
}
