package dev.ouzel.testkit.server;

import dev.ouzel.post.Payload;
import dev.ouzel.stream.StreamEndpoint;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * All that X holds for the app under test: its token, its rules, what was published to it, its
 * connections, and what it did. Outlives a stop of the server. Used on the loop only.
 */
final class Account {
  private final FakeXSettings settings;
  private final ServerLoop loop;
  private final RuleList rules;
  private final PostLog posts;
  private final ConnectionLog connections;
  private final RequestLog requests = new RequestLog();
  private final Map<StreamEndpoint, RateWindow> windows = new EnumMap<>(StreamEndpoint.class);
  private final Map<String, Deque<Reply>> answers = new HashMap<>();
  private List<Payload> replay = List.of();
  private boolean keepAlives = true;
  private String token;

  Account(FakeXSettings settings, ServerLoop loop) {
    this.settings = settings;
    this.loop = loop;
    this.rules = new RuleList(settings.clock());
    this.posts = new PostLog(settings.logLimit());
    this.connections = new ConnectionLog(settings);
    this.token = settings.token();
    settings.rules().forEach(rules::add);
  }

  FakeXSettings settings() {
    return settings;
  }

  RuleList rules() {
    return rules;
  }

  PostLog posts() {
    return posts;
  }

  ConnectionLog connections() {
    return connections;
  }

  RequestLog requests() {
    return requests;
  }

  RateWindow window(StreamEndpoint endpoint) {
    return windows.computeIfAbsent(
        endpoint, any -> new RateWindow(settings.rateLimit(), settings.clock()));
  }

  boolean accepts(String bearer) {
    return bearer.equals(token);
  }

  void accept(String newToken) {
    token = newToken;
  }

  boolean sendsKeepAlives() {
    return keepAlives;
  }

  void sendKeepAlives(boolean on) {
    keepAlives = on;
  }

  List<Payload> replay() {
    return replay;
  }

  void replay(List<Payload> frames) {
    replay = frames;
  }

  /** Gives the next request to a path this answer instead of the true one. */
  void answerNext(String path, Reply reply) {
    answers.computeIfAbsent(path, any -> new ArrayDeque<>()).addLast(reply);
  }

  Optional<Reply> scriptedAnswer(String path) {
    return Optional.ofNullable(answers.get(path)).map(Deque::pollFirst);
  }

  /** Runs a task in a later turn of the loop. */
  void later(Runnable task) {
    loop.later(task);
  }

  /** Tells those who await something that it may have happened. */
  void changed() {
    loop.changed();
  }

  void opened(StreamConnection connection) {
    connections.add(connection);
    connection.outlet().replay(replay.iterator());
    changed();
  }

  void publish(List<Payload> frames) {
    frames.forEach(posts::append);
    forEachOpen(connection -> frames.forEach(connection.outlet()::offer));
    deliver();
  }

  void sendRaw(Payload bytes) {
    forEachOpen(connection -> connection.outlet().offerRaw(bytes));
    deliver();
  }

  private void deliver() {
    forEachOpen(
        connection -> {
          connection.outlet().pump();
          if (connection.outlet().isOverfull()) {
            end(connection, ConnectionEnd.SLOW_READER);
            connection.wire().close();
          }
        });
    changed();
  }

  /** Records a connection's end and sends it nothing more. */
  void end(StreamConnection connection, ConnectionEnd end) {
    connections.end(connection, end);
    connection.outlet().drop();
    changed();
  }

  /** Ends every response in order, after all that was published before. */
  void endConnections() {
    forEachOpen(
        connection -> connection.outlet().finish(() -> end(connection, ConnectionEnd.ENDED)));
  }

  /** Breaks every connection off at once. */
  void cutConnections() {
    forEachOpen(
        connection -> {
          end(connection, ConnectionEnd.CUT);
          connection.wire().reset();
        });
  }

  /** Marks every connection as ended, before the server goes away with them. */
  void stopConnections() {
    forEachOpen(
        connection -> {
          end(connection, ConnectionEnd.STOPPED);
          connection.wire().close();
        });
  }

  private void forEachOpen(Consumer<StreamConnection> action) {
    connections.open().forEach(action);
  }
}
