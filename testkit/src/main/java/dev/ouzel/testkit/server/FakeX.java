package dev.ouzel.testkit.server;

import dev.ouzel.post.Payload;
import dev.ouzel.rule.Rule;
import dev.ouzel.stream.StreamEndpoint;
import dev.ouzel.testkit.script.FaultScript;
import dev.ouzel.testkit.script.Reply;
import io.vertx.core.http.HttpServer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A fake X: a real HTTP server on 127.0.0.1 that serves all of X's streams, the rules of the
 * filtered one, and the history of the connections it has served. A test tells it what to publish
 * and what to do to its clients, and asks it what they did. {@link #publish(Payload)} and its like
 * send a frame as it is; {@link #create(Payload)} lets a post come to be, of which each stream
 * makes what X would. All is delivered from one log: live, to {@code backfill_minutes}, and to
 * {@code start_time} and {@code end_time}. What goes wrong, and when, is told by a {@link
 * FaultScript}.
 *
 * <p>Safe for use by several threads. Methods return when what they ask for is done on the server's
 * own thread; what it sends may still be on its way to the client. Those named {@code await…} wait
 * for the settings' {@code patience} and then fail with what the server saw.
 */
public final class FakeX extends FakeXRecord implements AutoCloseable {
  private final FakeXSettings settings;
  private final ServerLoop loop;
  private final Account account;
  private final Publishing publishing;
  private final Front front;
  private HttpServer server;
  private int port;

  private FakeX(Front front, Account account) {
    super(account);
    this.settings = account.settings();
    this.loop = account.loop();
    this.account = account;
    this.publishing = new Publishing(account);
    this.front = front;
    this.port = settings.port();
  }

  /** Settings to be changed; {@link FakeXSettings.Builder#start} starts a server with them. */
  public static FakeXSettings.Builder builder() {
    return FakeXSettings.builder();
  }

  /**
   * Starts a server, which accepts connections when this returns. Fails with {@link
   * java.io.UncheckedIOException} when the port is taken.
   */
  public static FakeX start(FakeXSettings settings) {
    Front front = new Front(settings);
    ServerLoop loop = new ServerLoop(front.vertx(), settings.clock());
    FakeX fake = new FakeX(front, new Account(settings, loop));
    try {
      fake.start();
      return fake;
    } catch (RuntimeException e) {
      fake.close();
      throw e;
    }
  }

  /** Brings a stopped server back on its port, with its rules, history and posts. */
  public synchronized void start() {
    if (server == null) {
      server = front.listen(account, port);
      port = server.actualPort();
    }
  }

  /**
   * Takes the server away, as if its process had been killed: connections break and the port
   * refuses. Returns when the port is free.
   */
  public synchronized void stop() {
    if (server != null) {
      loop.run(account::stopConnections);
      front.close(server);
      server = null;
    }
  }

  /** Stops the server for good, and returns when its port is free and its threads are gone. */
  @Override
  public void close() {
    stop();
    loop.close();
    front.close();
  }

  /** The URL to give a client in place of X's. */
  public URI baseUrl() {
    return URI.create((settings.tls() ? "https://" : "http://") + Front.HOST + ":" + port());
  }

  /**
   * The certificate in PEM that clients must trust, which is good for 127.0.0.1 and localhost;
   * empty when the server speaks plain HTTP.
   */
  public Optional<String> certificate() {
    return front.certificate();
  }

  /** The port, the same after a stop and a start. */
  public synchronized int port() {
    return port;
  }

  /** The bearer token accepted at the start. */
  public String token() {
    return settings.token();
  }

  /** Accepts this bearer token from now on, and no other. */
  public void acceptToken(String token) {
    loop.run(() -> account.accept(token));
  }

  /** The present, by the settings' clock. */
  public Instant now() {
    return loop.now().wall();
  }

  /** Publishes one frame. */
  public void publish(Payload frame) {
    publish(List.of(frame));
  }

  /** The same with a text. */
  public void publish(String frame) {
    publish(Payload.ofText(frame));
  }

  /**
   * Publishes frames as they are, in order, to the connections open now and to those that ask
   * later. A post goes to all streams of posts, a like to those of likes and so on; a frame of
   * unknown form goes where posts go. Of a stream's partitions one carries it. A post was created
   * when its id says; a frame without such an id, now. A reader that falls behind by more than the
   * settings' {@code bufferLimit} is dropped; see {@link #replay} for much at once.
   */
  public void publish(List<Payload> frames) {
    publishing.publish(frames);
  }

  /** Publishes frames, in order, to one stream alone. */
  public void publish(StreamEndpoint endpoint, List<Payload> frames) {
    publishing.publish(endpoint, frames);
  }

  /**
   * Lets posts, likes or other events come to be on X, each told whole: as X would send it to one
   * who asks for all fields and expansions. Each stream carries what X would make of it: the
   * filtered stream those that match a rule, with {@code matching_rules}; the streams of one
   * language those in it; and of each the fields that the client asked for. A {@link
   * dev.ouzel.testkit.generate.PostGenerator} makes such posts.
   */
  public void create(List<Payload> whole) {
    publishing.create(whole);
  }

  /** The same with one. */
  public void create(Payload whole) {
    create(List.of(whole));
  }

  /**
   * The same with a post of this text by a made-up author, whose hashtags, cashtags, mentions and
   * links are marked as X does. Returns the post, whole.
   */
  public Payload createPost(String text) {
    Payload whole = loop.call(() -> WholePost.of(account.nextPost(), text));
    create(whole);
    return whole;
  }

  /**
   * Publishes a small post that matches these rules, or all of the server's when none is given, and
   * returns its frame.
   */
  public Payload publish(long id, String text, Rule... rules) {
    return loop.call(() -> account.publish(OptionalLong.of(id), text, List.of(rules)));
  }

  /** The same with the next free id of the present. */
  public Payload post(String text, Rule... rules) {
    return loop.call(() -> account.publish(OptionalLong.empty(), text, List.of(rules)));
  }

  /** Sends bytes as they are, in an HTTP chunk of their own, to every connection open now. */
  public void sendRaw(byte[] bytes) {
    Payload raw = Payload.copyOf(bytes);
    loop.run(() -> account.distribution().sendRaw(raw));
  }

  /**
   * Sends these frames first on every connection opened from now on, as fast as its client reads
   * and before what is published; on streams that carry no posts, those of their form. Replaces
   * what was to be replayed before.
   */
  public void replay(List<Payload> frames) {
    List<Payload> copy = List.copyOf(frames);
    loop.run(() -> account.distribution().replay(copy));
  }

  /**
   * The same with the lines of a file, byte for byte without their ends, {@code \n} or {@code
   * \r\n}; empty lines are left out. The file is read into memory whole and can have 1 GiB.
   */
  public void replay(Path file) throws IOException {
    replay(FrameFile.read(file));
  }

  /** Ends all open responses in order, each after what was published before. */
  public void endConnections() {
    loop.run(account::endConnections);
  }

  /** Breaks all open connections off with a TCP reset, and drops what was not sent yet. */
  public void cutConnections() {
    loop.run(account::cutConnections);
  }

  /** Sends no keep-alives from now on. */
  public void stopKeepAlives() {
    loop.run(() -> account.sendKeepAlives(false));
  }

  /** Sends them again. */
  public void resumeKeepAlives() {
    loop.run(() -> account.sendKeepAlives(true));
  }

  /** Gives this answer to the next request for the filtered stream. */
  public void refuseNext(Reply reply) {
    answerNext(StreamEndpoint.FILTERED.path(), reply);
  }

  /** Gives this answer, not the true one, to the next request to a path; several in turn. */
  public void answerNext(String path, Reply reply) {
    loop.run(() -> account.answerNext(path, reply));
  }

  /** Plays a script from now on, and fails when a fault of the one before has never happened. */
  public void play(FaultScript script) {
    verifyFaults();
    loop.run(() -> account.play(script));
  }

  /** Fails, with their names, when faults of the script have never happened. */
  public void verifyFaults() {
    account.faults().verify();
  }

  /** Cuts all connections and begins afresh, as at the start; only what is replayed stays. */
  public void reset() {
    loop.run(account::reset);
  }

  /** Lets the controls steer what makes up posts here. Replaces the one before. */
  public void generateWith(Generation generation) {
    loop.run(() -> account.generateWith(generation));
  }

  /**
   * Adds a rule.
   *
   * @throws IllegalArgumentException when X would refuse it, with what X would say
   */
  public Rule addRule(String value, Optional<String> tag) {
    return loop.call(() -> account.rules().add(new Rule.Draft(value, tag)));
  }

  /** The rules held now, in the order in which they were added. */
  public List<Rule> rules() {
    return loop.call(() -> account.rules().all());
  }
}
