package dev.ouzel.ingest;

import dev.ouzel.connection.Connection;
import dev.ouzel.connection.ConnectionRecord;
import dev.ouzel.loop.Moment;
import dev.ouzel.sink.Checkpoint;
import dev.ouzel.stream.EndCause;
import dev.ouzel.stream.StreamEndpoint;
import dev.ouzel.stream.StreamSignal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Our record of connections, joined to X's. X's entries carry no name of ours, so an entry is taken
 * for a connection only when stream and time leave no other choice.
 */
final class ConnectionAudit {
  private static final Duration SAME_TIME = Duration.ofSeconds(5);

  /** Connections of which X has not told the end: more are not waited for. */
  private static final int MOST_UNSETTLED = 10;

  private final IngestSettings settings;
  private final StreamEndpoint endpoint;
  private final boolean enabled;
  private final Map<Long, ConnectionRecord> unsettled = new LinkedHashMap<>();
  private final Map<Long, ConnectionRecord> untold = new LinkedHashMap<>();
  private final Map<Integer, Long> numbers = new LinkedHashMap<>();
  private long last;
  private Optional<Moment> dueAt;
  private Optional<Moment> askedAt = Optional.empty();
  private boolean asking;

  /** An audit that is due at once, if there is a history to read. */
  ConnectionAudit(
      IngestSettings settings, StreamEndpoint endpoint, boolean hasHistory, Moment now) {
    this.settings = settings;
    this.endpoint = endpoint;
    this.enabled = hasHistory && endpoint.inConnectionHistory();
    this.dueAt = Optional.of(now);
  }

  /** Goes on from what was kept. */
  void resume(Checkpoint checkpoint) {
    last = checkpoint.connections();
    checkpoint
        .unsettledConnections()
        .forEach(connection -> unsettled.put(connection.number(), connection));
  }

  void remember(Checkpoint.Builder checkpoint) {
    checkpoint.connections(last).unsettledConnections(unsettled.values());
  }

  /** The number of the last connection. */
  long last() {
    return last;
  }

  /** X accepted an attempt: the record of the connection. */
  void opened(Moment now, Link link, StreamSignal.Opened opened) {
    put(
        ConnectionRecord.builder()
            .number(++last)
            .isRecovery(link.request().startTime().isPresent())
            .openedAt(now.wall())
            .serverTime(opened.serverTime())
            .transactionId(opened.transactionId())
            .build());
    numbers.put(link.attempt(), last);
    due(now.plus(settings.auditDelay()));
  }

  /** A connection ended; nothing when X had not accepted it. */
  void ended(Moment now, int attempt, EndCause cause) {
    Optional.ofNullable(numbers.remove(attempt))
        .map(unsettled::get)
        .ifPresent(
            connection -> {
              put(connection.ended(now.wall(), cause));
              due(now);
            });
  }

  private void put(ConnectionRecord connection) {
    untold.put(connection.number(), connection);
    boolean settled =
        (!enabled && connection.endedAt().isPresent())
            || connection.recorded().flatMap(Connection::disconnectedAt).isPresent();
    if (settled) {
      unsettled.remove(connection.number());
    } else {
      unsettled.put(connection.number(), connection);
      if (unsettled.size() > MOST_UNSETTLED) {
        forgetOldest();
      }
    }
  }

  /** Not one that lives: its end is still to be told. */
  private void forgetOldest() {
    unsettled.keySet().stream()
        .filter(number -> !numbers.containsValue(number))
        .findFirst()
        .ifPresent(unsettled::remove);
  }

  /** X's record is wanted at that moment. */
  void due(Moment at) {
    dueAt = Optional.of(dueAt.filter(before -> before.isBefore(at)).orElse(at));
  }

  /** X's record is wanted now, however lately it was read. */
  void dueAtOnce(Moment now) {
    askedAt = Optional.empty();
    due(now);
  }

  /** When X's record is to be read next. */
  Optional<Moment> deadline() {
    if (!enabled || asking) {
      return Optional.empty();
    }
    Optional<Moment> earliest = askedAt.map(asked -> asked.plus(settings.auditInterval()));
    return dueAt.map(due -> earliest.filter(due::isBefore).orElse(due));
  }

  /** True when X's record is to be read now: it counts as asked for. */
  boolean ask(Moment now) {
    boolean due = deadline().filter(now::hasReached).isPresent();
    if (due) {
      asking = true;
      askedAt = Optional.of(now);
      dueAt = Optional.empty();
    }
    return due;
  }

  void failed() {
    asking = false;
  }

  /** X's record was read: the connections of ours of which it tells something new. */
  List<ConnectionRecord> audited(Collection<Connection> entries) {
    asking = false;
    List<ConnectionRecord> news = new ArrayList<>();
    for (ConnectionRecord own : List.copyOf(unsettled.values())) {
      entry(own, entries)
          .filter(found -> !own.recorded().equals(Optional.of(found)))
          .map(own::recordedAs)
          .ifPresent(
              known -> {
                put(known);
                news.add(known);
              });
    }
    return news;
  }

  private Optional<Connection> entry(ConnectionRecord own, Collection<Connection> entries) {
    Optional<String> id = own.recorded().flatMap(Connection::id);
    if (id.isPresent()) {
      return entries.stream().filter(entry -> entry.id().equals(id)).findFirst();
    }
    List<Connection> candidates = entries.stream().filter(entry -> fits(own, entry)).toList();
    return candidates.size() == 1 && isOnlyFit(candidates.get(0))
        ? Optional.of(candidates.get(0))
        : Optional.empty();
  }

  private boolean isOnlyFit(Connection entry) {
    return unsettled.values().stream().filter(own -> fits(own, entry)).count() == 1;
  }

  private boolean fits(ConnectionRecord own, Connection entry) {
    return entry.endpoint().equals(Optional.of(endpoint))
        && own.serverTime().isPresent()
        && entry.connectedAt().isPresent()
        && isNear(own.serverTime().get(), entry.connectedAt().get());
  }

  private static boolean isNear(Instant a, Instant b) {
    return Duration.between(a, b).abs().compareTo(SAME_TIME) <= 0;
  }

  /** The entries that hold a slot on this stream, as X has it. */
  List<Connection> holders(Collection<Connection> entries) {
    return entries.stream()
        .filter(entry -> entry.endpoint().equals(Optional.of(endpoint)))
        .filter(entry -> entry.disconnectedAt().isEmpty())
        .toList();
  }

  /** Of those, the ids of the ones that may be terminated: ours that are over, or any. */
  List<String> removable(List<Connection> holders) {
    List<String> alive =
        numbers.values().stream()
            .flatMap(number -> Optional.ofNullable(unsettled.get(number)).stream())
            .flatMap(own -> own.recorded().flatMap(Connection::id).stream())
            .toList();
    List<String> ours =
        unsettled.values().stream()
            .flatMap(own -> own.recorded().flatMap(Connection::id).stream())
            .toList();
    return holders.stream()
        .flatMap(entry -> entry.id().stream())
        .filter(id -> !alive.contains(id) && (settings.takeover() || ours.contains(id)))
        .toList();
  }

  /** True when something is to be kept that the last seal did not tell. */
  boolean hasChanged() {
    return !untold.isEmpty();
  }

  /** What is to be kept now, said once. */
  List<ConnectionRecord> sealed() {
    List<ConnectionRecord> told = List.copyOf(untold.values());
    untold.clear();
    return told;
  }
}
