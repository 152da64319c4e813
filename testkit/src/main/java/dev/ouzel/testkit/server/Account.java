package dev.ouzel.testkit.server;

import dev.ouzel.post.Payload;
import dev.ouzel.post.PostId;
import dev.ouzel.rule.Rule;
import dev.ouzel.testkit.script.FaultRun;
import dev.ouzel.testkit.script.FaultScript;
import dev.ouzel.testkit.script.Reply;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

/**
 * All that X holds for the app under test: its token, its rules, what was published to it, its
 * connections, and what it did. Outlives a stop of the server. Used on the loop only.
 */
final class Account {
  private final FakeXSettings settings;
  private final ServerLoop loop;
  private final RuleList rules;
  private final ConnectionLog connections;
  private final Distribution distribution;
  private final RequestLog requests = new RequestLog();
  private final Map<String, RateWindow> windows = new HashMap<>();
  private final Map<String, Deque<Reply>> answers = new HashMap<>();
  private Optional<Generation> generation = Optional.empty();
  private boolean keepAlives = true;
  private volatile FaultRun faults;
  private String token;
  private long lastPost;

  Account(FakeXSettings settings, ServerLoop loop) {
    this.settings = settings;
    this.loop = loop;
    this.rules = new RuleList(settings, this::now);
    this.connections = new ConnectionLog(settings, this::now);
    this.distribution = new Distribution(this);
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

  Distribution distribution() {
    return distribution;
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

  /** What makes up posts here, if something does. */
  Optional<Generation> generation() {
    return generation;
  }

  void generateWith(Generation newGeneration) {
    generation = Optional.of(newGeneration);
  }

  boolean sendsKeepAlives() {
    return keepAlives;
  }

  void sendKeepAlives(boolean on) {
    keepAlives = on;
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

  /** Begins to serve a connection. */
  void open(StreamConnection connection, Window window) {
    connections.add(connection);
    distribution.begin(connection, window);
    changed();
  }

  /** Publishes a small post that matches these rules, or all when none is given. */
  Payload publish(OptionalLong id, String text, List<Rule> matching) {
    List<Rule> matched = matching.isEmpty() ? rules.all() : matching;
    Payload post = SmallPost.of(id.orElseGet(this::nextPost), text, matched);
    distribution.publish(List.of(RawFrame.of(post, now())));
    return post;
  }

  /** An id that no post made here has had. */
  long nextPost() {
    lastPost = Math.max(lastPost + 1, PostId.at(now()).value());
    return lastPost;
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
    forEachOpen(this::endInOrder);
  }

  /** The same with one. */
  void endInOrder(StreamConnection connection) {
    connection.outlet().finish(() -> end(connection, ConnectionEnd.ENDED));
  }

  /** Ends a connection in order and at once; what waits for it is dropped. */
  void endNow(StreamConnection connection, ConnectionEnd end) {
    connection.outlet().forget();
    connection.body().end();
    end(connection, end);
  }

  /** Breaks every connection off at once. */
  void cutConnections() {
    forEachOpen(this::cut);
  }

  /** The same with one. */
  void cut(StreamConnection connection) {
    end(connection, ConnectionEnd.CUT);
    connection.wire().reset();
  }

  /** Makes everything as it was at the start; only what is replayed stays. */
  void reset() {
    cutConnections();
    connections.clear();
    distribution.clear();
    requests.clear();
    windows.values().forEach(RateWindow::clear);
    answers.clear();
    rules.clear();
    settings.rules().forEach(rules::add);
    keepAlives = true;
    token = settings.token();
    play(settings.script());
    generation.ifPresent(Generation::reset);
    changed();
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
