package dev.ouzel.testkit.server;

import dev.ouzel.post.Payload;
import dev.ouzel.post.PostId;
import dev.ouzel.rule.Rule;
import dev.ouzel.testkit.script.FaultRun;
import dev.ouzel.testkit.script.FaultScript;
import dev.ouzel.testkit.script.Reply;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * All that X holds for the app under test: its token, its rules, what was published to it, its
 * connections, and what it did. Outlives a stop of the server. Used on the loop only.
 */
final class Account {
  private final FakeXSettings settings;
  private final ServerLoop loop;
  private final RuleList rules;
  private final PostLog posts;
  private final DeliveryLog deliveries;
  private final ConnectionLog connections;
  private final RequestLog requests = new RequestLog();
  private final Map<String, RateWindow> windows = new HashMap<>();
  private final Map<String, Deque<Reply>> answers = new HashMap<>();
  private List<Payload> replay = List.of();
  private boolean keepAlives = true;
  private volatile FaultRun faults;
  private String token;
  private long lastPost;

  Account(FakeXSettings settings, ServerLoop loop) {
    this.settings = settings;
    this.loop = loop;
    this.rules = new RuleList(this::now);
    this.posts = new PostLog(settings.logLimit());
    this.deliveries = new DeliveryLog(settings.logLimit());
    this.connections = new ConnectionLog(settings, this::now);
    this.token = settings.token();
    this.faults = new FaultRun(settings.script());
    settings.rules().forEach(rules::add);
  }

  FakeXSettings settings() {
    return settings;
  }

  /** The account's thread and time. */
  ServerLoop loop() {
    return loop;
  }

  /** The present, for dating. */
  Instant now() {
    return loop.now().wall();
  }

  RuleList rules() {
    return rules;
  }

  PostLog posts() {
    return posts;
  }

  DeliveryLog deliveries() {
    return deliveries;
  }

  ConnectionLog connections() {
    return connections;
  }

  RequestLog requests() {
    return requests;
  }

  /** The window in which requests of this name are counted. */
  RateWindow window(String name, int limit) {
    return windows.computeIfAbsent(name, any -> new RateWindow(limit, this::now));
  }

  boolean accepts(String bearer) {
    return bearer.equals(token);
  }

  void accept(String newToken) {
    token = newToken;
  }

  /** The script as it is played. May be read on any thread. */
  FaultRun faults() {
    return faults;
  }

  void play(FaultScript script) {
    faults = new FaultRun(script);
  }

  boolean sendsKeepAlives() {
    return keepAlives;
  }

  void sendKeepAlives(boolean on) {
    keepAlives = on;
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

  /** Tells those who await something that it may have happened. */
  void changed() {
    loop.changed();
  }

  /** Begins to serve a connection: the past first, and then, unless it is a recovery, live. */
  void open(StreamConnection connection, Window window) {
    connections.add(connection);
    List<Payload> past = posts.created(window.from(), window.to());
    Outlet outlet = connection.outlet();
    if (window.recovery()) {
      outlet.begin(new Replay(past, settings.betweenRecovered(), loop.now()));
      outlet.finish(() -> end(connection, ConnectionEnd.REPLAYED));
    } else {
      List<Payload> first = Stream.concat(replay.stream(), past.stream()).toList();
      outlet.begin(new Replay(first, Duration.ZERO, loop.now()));
    }
    changed();
  }

  void publish(List<DatedFrame> frames) {
    frames.forEach(posts::append);
    forEachOpen(
        connection -> {
          if (!connection.opening().recovery()) {
            frames.forEach(frame -> connection.outlet().offer(frame.frame()));
          }
        });
    deliver();
  }

  /** Publishes a small post that matches these rules, or all when none is given. */
  Payload publish(OptionalLong id, String text, List<Rule> matching) {
    List<Rule> matched = matching.isEmpty() ? rules.all() : matching;
    Payload post = SmallPost.of(id.orElseGet(this::nextPost), text, matched);
    publish(List.of(DatedFrame.of(post, now())));
    return post;
  }

  private long nextPost() {
    lastPost = Math.max(lastPost + 1, PostId.at(now()).value());
    return lastPost;
  }

  /** What of this time a recovery would still bring. */
  List<Payload> obtainable(Instant from, Instant to) {
    Instant oldest = now().minus(StreamQuery.FURTHEST_BACK);
    return posts.created(from.isBefore(oldest) ? oldest : from, to);
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

  /** The client has closed its connection, which is noticed unless the script says otherwise. */
  void left(StreamConnection connection) {
    if (connection.outlivesItsClient()) {
      connection.outlet().drop();
    } else {
      end(connection, ConnectionEnd.CLIENT_LEFT);
    }
  }

  /** Ends every response in order, after all that was published before. */
  void endConnections() {
    forEachOpen(
        connection -> connection.outlet().finish(() -> end(connection, ConnectionEnd.ENDED)));
  }

  /** Ends a connection in order and at once, as the app asked; what waits for it is dropped. */
  void terminate(StreamConnection connection) {
    connection.outlet().forget();
    connection.body().end();
    end(connection, ConnectionEnd.TERMINATED);
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
