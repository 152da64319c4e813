package dev.ouzel.ingest;

import dev.ouzel.connection.Connection;
import dev.ouzel.connection.ConnectionHistory;
import dev.ouzel.connection.ConnectionQuery;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Reads the pages of X's connection history one after another, as many as are worth reading. */
final class HistoryReading {
  /** X documents no order, so the newest may be on a later page; beyond this it is not sought. */
  private static final int MOST_PAGES = 5;

  private final ConnectionHistory history;
  private final List<Connection> read = new ArrayList<>();

  private HistoryReading(ConnectionHistory history) {
    this.history = history;
  }

  /** All connections that the pages tell of, in X's order. */
  static CompletionStage<List<Connection>> of(ConnectionHistory history, ConnectionQuery query) {
    return new HistoryReading(history).pages(query, MOST_PAGES);
  }

  private CompletionStage<List<Connection>> pages(ConnectionQuery query, int most) {
    try {
      return history
          .page(query)
          .thenCompose(
              page -> {
                read.addAll(page.connections());
                return page.nextToken().isPresent() && most > 1
                    ? pages(query.after(page.nextToken().get()), most - 1)
                    : CompletableFuture.completedFuture(List.copyOf(read));
              });
    } catch (RuntimeException thrown) {
      return CompletableFuture.failedFuture(thrown);
    }
  }
}
