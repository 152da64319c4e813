package dev.ouzel.testkit.memory;

import dev.ouzel.connection.Connection;
import dev.ouzel.connection.ConnectionHistory;
import dev.ouzel.connection.ConnectionPage;
import dev.ouzel.connection.ConnectionQuery;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A connection history over a list that a test fills. It filters and pages as X does, and tells
 * every field whatever the query asks for. Its stages are complete when its method returns.
 */
public final class MemoryHistory implements ConnectionHistory {
  private final List<Connection> connections = new CopyOnWriteArrayList<>();

  /** Adds a connection after those added before. */
  public void add(Connection connection) {
    connections.add(connection);
  }

  /** Takes every connection away. */
  public void clear() {
    connections.clear();
  }

  @Override
  public CompletionStage<ConnectionPage> page(ConnectionQuery query) {
    List<Connection> matching = connections.stream().filter(each -> matches(query, each)).toList();
    int from = Math.min(matching.size(), query.paginationToken().map(Integer::parseInt).orElse(0));
    int to = Math.min(matching.size(), from + query.maxResults());
    Optional<String> next =
        to < matching.size() ? Optional.of(Integer.toString(to)) : Optional.empty();
    return CompletableFuture.completedFuture(
        new ConnectionPage(matching.subList(from, to), List.of(), next));
  }

  private static boolean matches(ConnectionQuery query, Connection connection) {
    boolean lives = connection.disconnectedAt().isEmpty();
    boolean status =
        switch (query.status()) {
          case ACTIVE -> lives;
          case INACTIVE -> !lives;
          case ALL -> true;
        };
    return status
        && (query.endpoints().isEmpty()
            || connection.endpoint().filter(query.endpoints()::contains).isPresent());
  }
}
