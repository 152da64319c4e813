package dev.ouzel.testkit.server;

import dev.ouzel.loop.EventLoop;
import dev.ouzel.rule.Rule;
import dev.ouzel.rule.RuleOperator;
import dev.ouzel.stream.StreamEndpoint;
import dev.ouzel.testkit.render.Rendering;
import dev.ouzel.testkit.rule.PublishedPost;
import dev.ouzel.testkit.script.FaultScript;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.BiPredicate;
import org.immutables.value.Value;

/** How a {@link FakeX} behaves. What is not set is as X has it, as far as that is known. */
@Value.Immutable
public abstract class FakeXSettings implements PlanSettings, WordSettings {
  /** The bearer token that the server accepts unless another is set. */
  public static final String USUAL_TOKEN = "fake-x-bearer-token";

  private static final int USUAL_BUFFER = 8 << 20;
  private static final long USUAL_LOG = 256L << 20;

  FakeXSettings() {}

  /** The bearer token to accept. */
  @Value.Default
  @Value.Redacted
  public String token() {
    return USUAL_TOKEN;
  }

  /** The port on 127.0.0.1; 0, as it is unless set, for one that is free. */
  @Value.Default
  public int port() {
    return 0;
  }

  /**
   * Whether the server can be driven over HTTP, with the calls that {@code GET /fake} lists, and
   * has a page at {@code /}. Not unless set: these paths then answer 404 as X's do. No call needs a
   * token, since only programs on this machine reach the server.
   */
  @Value.Default
  public boolean controls() {
    return false;
  }

  /** After how long a silence a keep-alive is sent; 20 s unless set. */
  @Value.Default
  public Duration keepAlive() {
    return Duration.ofSeconds(20);
  }

  /** Whether streams are compressed; as the client asks unless set. */
  @Value.Default
  public Compression compression() {
    return Compression.AS_ASKED;
  }

  /**
   * Whether the server speaks HTTPS, with a certificate of its own that {@link FakeX#certificate}
   * tells; plain HTTP unless set.
   */
  @Value.Default
  public boolean tls() {
    return false;
  }

  /**
   * Whether it speaks HTTP/2 to clients that can, beside HTTP/1.1; not unless set. Without TLS
   * these ask for it in advance or by an upgrade.
   */
  @Value.Default
  public boolean http2() {
    return false;
  }

  /** What ends a frame: {@code \r\n} unless set, or {@code \n}. */
  @Value.Default
  public String delimiter() {
    return "\r\n";
  }

  /** Tells a slow reader why it is dropped, which X documents may happen; not unless set. */
  @Value.Default
  public boolean warnsSlowReaders() {
    return false;
  }

  /**
   * Whether the sample streams carry only their share of what is {@linkplain FakeX#create created},
   * chosen by the millisecond within the second of its id, as X was seen to do. Unless set they
   * carry all of it.
   */
  @Value.Default
  public boolean samples() {
    return false;
  }

  /** How long after its creation a post reaches the streams; at once unless set. */
  @Value.Default
  public Duration latency() {
    return Duration.ZERO;
  }

  /**
   * How many bytes may wait for one slow reader before it is dropped, besides what the operating
   * system holds; 8 MiB unless set.
   */
  @Value.Default
  public int bufferLimit() {
    return USUAL_BUFFER;
  }

  /**
   * How many bytes of published posts the server remembers; 256 MiB unless set. The oldest are
   * forgotten first.
   */
  @Value.Default
  public long logLimit() {
    return USUAL_LOG;
  }

  /**
   * The rules that X holds at the start; none unless set, and then X refuses with 409. With a rule
   * that X would refuse the server does not start.
   */
  public abstract List<Rule.Draft> rules();

  /**
   * How long it takes until posts are matched against a rule that was added, or no more against one
   * that was deleted. X documents about 20 s; at once unless set.
   */
  @Value.Default
  public Duration ruleDelay() {
    return Duration.ZERO;
  }

  /**
   * What operators match that need X's own knowledge, like {@code embedding:}: given the operator's
   * value without quotes and the post, a function says whether they match. Called on the server's
   * thread. An operator without one matches what the post carries.
   */
  public abstract Map<RuleOperator, BiPredicate<String, PublishedPost>> operators();

  /** How many posts a second a recovery brings; as fast as its client reads unless set. */
  public abstract OptionalInt recoveryRate();

  /** What goes wrong, until another script is played; nothing unless set. */
  @Value.Default
  public FaultScript script() {
    return FaultScript.empty();
  }

  /**
   * Gives the time instead of the machine: for dates, ids, rate limit windows, keep-alives, replays
   * and faults. With a {@link dev.ouzel.testkit.memory.ManualLoop} a test drives it; what falls due
   * then happens before {@code advance} returns, though on the server's own thread. What crosses
   * the network takes the machine's time all the same: let less time pass at once than the client
   * may notice.
   */
  public abstract Optional<EventLoop> clock();

  /** How long the methods that await something wait; 10 s unless set. */
  @Value.Default
  public Duration patience() {
    return Duration.ofSeconds(10);
  }

  /** The same rendering in the words that are set. */
  Rendering worded(Rendering usual) {
    Rendering rendering = vocabulary() == Vocabulary.POST ? usual.inPostWords() : usual;
    rendering = twins() ? rendering.withTwins() : rendering;
    rendering = numericRuleIds() ? rendering.withNumericRuleIds() : rendering;
    return emptyTags() ? rendering.withEmptyTags() : rendering;
  }

  /** How many times this stream may be asked for in 15 minutes. */
  int rateLimit(StreamEndpoint endpoint) {
    return rateLimit()
        .orElse(
            switch (endpoint) {
              case SAMPLE10, TWEETS_COMPLIANCE, USERS_COMPLIANCE -> 100;
              case ACTIVITY_STREAM -> 450;
              default -> 50;
            });
  }

  /** How long there is between two posts of a recovery. */
  Duration betweenRecovered() {
    return recoveryRate().isPresent()
        ? Duration.ofSeconds(1).dividedBy(recoveryRate().getAsInt())
        : Duration.ZERO;
  }

  String disconnectReason(ConnectionEnd end) {
    return disconnectReasons().getOrDefault(end, end.usualReason());
  }

  /** Refuses what cannot be meant. */
  @Value.Check
  protected void check() {
    require(!token().isBlank(), "the token is empty");
    require(port() >= 0 && port() <= 65_535, "a port is 0 to 65535, not " + port());
    require(keepAlive().toMillis() > 0, "keep-alives need at least a millisecond between them");
    require(maxConnections() > 0, "at least one connection must be allowed");
    require(
        delimiter().equals("\r\n") || delimiter().equals("\n"), "the delimiter is \\r\\n or \\n");
    require(maxRecoveries() > 0, "at least one recovery must be allowed");
    require(recoveryRate().orElse(1) > 0, "a recovery brings at least one post a second");
    require(rateLimit().orElse(1) > 0, "at least one request must be allowed");
    require(usageCap().orElse(1) > 0, "a usage cap allows at least one post");
    require(!latency().isNegative(), "a latency is not negative");
    require(!ruleDelay().isNegative(), "a rule takes effect now or later");
    require(maxRules() > 0, "at least one rule must be allowed");
    require(bufferLimit() > 0, "a connection needs a buffer");
    require(logLimit() > 0, "the server must remember something");
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException(otherwise);
    }
  }

  /** Settings as X has them. */
  public static Builder builder() {
    return new Builder();
  }

  /** Collects {@link FakeXSettings}. Not safe for use by several threads. */
  public static class Builder extends ImmutableFakeXSettings.Builder {
    Builder() {}

    /** Adds a rule with a tag. */
    public Builder withRule(String value, String tag) {
      return addRules(new Rule.Draft(value, Optional.of(tag)));
    }

    /** Starts a server with these settings. */
    public FakeX start() {
      return FakeX.start(build());
    }
  }
}
