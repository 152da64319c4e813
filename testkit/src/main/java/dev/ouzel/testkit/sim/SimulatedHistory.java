package dev.ouzel.testkit.sim;

import dev.ouzel.connection.Connection;
import dev.ouzel.connection.ConnectionHistory;
import dev.ouzel.connection.ConnectionPage;
import dev.ouzel.connection.ConnectionQuery;
import dev.ouzel.connection.ConnectionStatus;
import dev.ouzel.connection.Terminated;
import dev.ouzel.connection.Termination;
import dev.ouzel.stream.RequestFailed;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** X's record of connections as the program sees it: late, out of order, or not at all. */
final class SimulatedHistory implements ConnectionHistory {
  private static final Duration SLOWEST = Duration.ofSeconds(20);
  private static final Duration USUAL = Duration.ofMillis(500);

  private final World world;
  private final Chance chance;
  private final ConnectionBook book;
  private final BooleanSupplier alive;

  SimulatedHistory(World world, ConnectionBook book, BooleanSupplier alive) {
    this.world = world;
    this.chance = world.chance("history" + world.now());
    this.book = book;
    this.alive = alive;
  }

  @Override
  public CompletionStage<ConnectionPage> page(ConnectionQuery query) {
    return answered(() -> new ConnectionPage(told(query), List.of(), Optional.empty()));
  }

  @Override
  public CompletionStage<Terminated> terminate(Termination what) {
    return answered(
        () -> {
          int ended = book.kill(ids(what));
          return new Terminated(OptionalInt.of(ended), OptionalInt.of(0), List.of());
        });
  }

  private List<String> ids(Termination what) {
    return what instanceof Termination.OfIds some
        ? some.ids()
        : book.history().stream().map(Connection::id).flatMap(Optional::stream).toList();
  }

  private <T> CompletionStage<T> answered(Supplier<T> answer) {
    CompletableFuture<T> promise = new CompletableFuture<>();
    boolean fails = world.weather().strikes(Fault.HISTORY_FAILS);
    Duration delay = chance.within(chance.happens(0.1) ? SLOWEST : USUAL);
    world.after(
        delay,
        () -> {
          if (alive.getAsBoolean() && fails) {
            promise.completeExceptionally(RequestFailed.unreachable("connection reset"));
          } else if (alive.getAsBoolean()) {
            promise.complete(answer.get());
          }
        });
    return promise;
  }

  private List<Connection> told(ConnectionQuery query) {
    Instant asOf =
        world.weather().strikes(Fault.HISTORY_LAGS)
            ? world.now().minus(chance.within(Duration.ofMinutes(5)))
            : world.now();
    List<Connection> known = new ArrayList<>();
    for (Connection connection : book.history()) {
      if (!connection.connectedAt().orElseThrow().isAfter(asOf)) {
        known.add(asOf(asOf, connection));
      }
    }
    known.removeIf(connection -> !matches(query, connection));
    if (world.weather().strikes(Fault.HISTORY_MISORDERED)) {
      for (int i = known.size() - 1; i > 0; i--) {
        known.add(known.remove(chance.below(i + 1)));
      }
    }
    return known.subList(0, Math.min(known.size(), query.maxResults()));
  }

  private static Connection asOf(Instant moment, Connection connection) {
    return connection.disconnectedAt().filter(moment::isBefore).isEmpty()
        ? connection
        : Connection.builder()
            .from(connection)
            .disconnectedAt(Optional.empty())
            .disconnectReason(Optional.empty())
            .build();
  }

  private static boolean matches(ConnectionQuery query, Connection connection) {
    boolean lives = connection.disconnectedAt().isEmpty();
    return query.status() == ConnectionStatus.ALL
        || lives == (query.status() == ConnectionStatus.ACTIVE);
  }
}
