package dev.ouzel.testkit.memory;

import dev.ouzel.connection.Connection;
import dev.ouzel.connection.ConnectionHistory;
import dev.ouzel.connection.ConnectionPage;
import dev.ouzel.connection.ConnectionQuery;
import dev.ouzel.connection.Terminated;
import dev.ouzel.connection.Termination;
import dev.ouzel.stream.RequestFailed;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

/**
 * A connection history over a list that a test fills. It filters and pages as X does, and tells
 * every field whatever the query asks for. Its stages are complete when its methods return. Safe
 * for use by several threads.
 */
public final class MemoryHistory implements ConnectionHistory {
  private final List<Connection> connections = new CopyOnWriteArrayList<>();
  private final Queue<RequestFailed> failures = new ConcurrentLinkedQueue<>();
  private final InstantSource clock;

  /** A history with the machine's clock. */
  public MemoryHistory() {
    this(InstantSource.system());
  }

  /** A history in which connections are terminated at this clock's time. */
  public MemoryHistory(InstantSource clock) {
    this.clock = clock;
  }

  /** Adds a connection after those added before. */
  public void add(Connection connection) {
    connections.add(connection);
  }

  /** Takes every connection away. */
  public void clear() {
    connections.clear();
  }

  /** The connections, in the order in which they were added. */
  public List<Connection> connections() {
    return List.copyOf(connections);
  }

  /** Lets the next request fail with this and change nothing; several in turn. */
  public void failNext(RequestFailed failure) {
    failures.add(failure);
  }

  @Override
  public CompletionStage<ConnectionPage> page(ConnectionQuery query) {
    return answer(() -> pageOf(query));
  }

  private <T> CompletionStage<T> answer(Supplier<T> answer) {
    RequestFailed failure = failures.poll();
    return failure == null
        ? CompletableFuture.completedFuture(answer.get())
        : CompletableFuture.failedFuture(failure);
  }

  private ConnectionPage pageOf(ConnectionQuery query) {
    List<Connection> matching = connections.stream().filter(each -> matches(query, each)).toList();
    int from = Math.min(matching.size(), query.paginationToken().map(Integer::parseInt).orElse(0));
    int to = Math.min(matching.size(), from + query.maxResults());
    Optional<String> next =
        to < matching.size() ? Optional.of(Integer.toString(to)) : Optional.empty();
    return new ConnectionPage(matching.subList(from, to), List.of(), next);
  }

  /** Ends the connections now, by the history's clock, as X does when the app asks for it. */
  @Override
  public CompletionStage<Terminated> terminate(Termination what) {
    return answer(() -> terminated(what));
  }

  private synchronized Terminated terminated(Termination what) {
    List<Connection> ended =
        connections.stream()
            .filter(each -> each.disconnectedAt().isEmpty() && isMeant(what, each))
            .toList();
    connections.replaceAll(each -> ended.contains(each) ? endedNow(each) : each);
    List<Terminated.Outcome> outcomes = new ArrayList<>();
    ended.forEach(each -> outcomes.add(outcome(each.id().orElse(""), true)));
    if (what instanceof Termination.OfIds some) {
      some.ids().stream()
          .filter(id -> ended.stream().noneMatch(each -> each.id().filter(id::equals).isPresent()))
          .forEach(id -> outcomes.add(outcome(id, false)));
    }
    return new Terminated(
        OptionalInt.of(ended.size()), OptionalInt.of(outcomes.size() - ended.size()), outcomes);
  }

  private static boolean isMeant(Termination what, Connection connection) {
    if (what instanceof Termination.OfIds some) {
      return connection.id().filter(some.ids()::contains).isPresent();
    }
    return !(what instanceof Termination.OfEndpoint one)
        || connection.endpoint().filter(one.endpoint()::equals).isPresent();
  }

  private Connection endedNow(Connection connection) {
    return Connection.builder()
        .from(connection)
        .disconnectedAt(clock.instant())
        .disconnectReason("operator_disconnect")
        .build();
  }

  private static Terminated.Outcome outcome(String id, boolean success) {
    return new Terminated.Outcome(
        id, success, success ? Optional.empty() : Optional.of("Connection not found"));
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
