package dev.ouzel.ingest;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import org.immutables.value.Value;

/** How an ingest behaves. Every limit that bounds its memory is here. */
@Value.Immutable
public abstract class IngestSettings {
  private static final int KIB = 1024;
  private static final int MOST_RECOVERIES = 2;

  IngestSettings() {}

  /** Stop once the sink has stored this many posts; never unless set. */
  public abstract OptionalLong limit();

  /** Stop this long after X first accepted; never unless set. */
  public abstract Optional<Duration> runFor();

  /** A batch is committed when it holds this many posts; 10,000 unless set. */
  @Value.Default
  public int batchPosts() {
    return 10_000;
  }

  /** A batch is committed when its frames pin this many bytes; 4 MiB unless set. */
  @Value.Default
  public long batchBytes() {
    return 4L * KIB * KIB;
  }

  /** A batch is committed this long after its first frame at the latest; 200 ms unless set. */
  @Value.Default
  public Duration linger() {
    return Duration.ofMillis(200);
  }

  /**
   * Reading pauses while frames not yet acknowledged by the sink pin this many bytes; 16 MiB unless
   * set. What was asked for before may still arrive: a few turns of reading.
   */
  @Value.Default
  public long maxBufferedBytes() {
    return 16L * KIB * KIB;
  }

  /** How far back posts that come again are recognised before the sink sees them; 15 minutes. */
  @Value.Default
  public Duration duplicateWindow() {
    return Duration.ofMinutes(15);
  }

  /**
   * How much memory that may take; 64 MiB unless set. When it is full, the oldest are forgotten.
   */
  @Value.Default
  public long duplicateWindowBytes() {
    return 64L * KIB * KIB;
  }

  /**
   * A connection on which nothing arrives for so long is dead; 25 s unless set: X sends a
   * keep-alive at least every 20 s.
   */
  @Value.Default
  public Duration silenceLimit() {
    return Duration.ofSeconds(25);
  }

  /** A connection that was open for so long earns one reconnect at once; 60 s unless set. */
  @Value.Default
  public Duration healthyAfter() {
    return Duration.ofSeconds(60);
  }

  /** Asks for backfill after an interruption, where X gives it; true unless set. */
  @Value.Default
  public boolean backfill() {
    return true;
  }

  /**
   * How many connections may replay gaps at once, 0 to 2; 2 unless set, as X allows on the filtered
   * stream.
   */
  @Value.Default
  public int recoveries() {
    return MOST_RECOVERIES;
  }

  /** How much of a gap one recovery asks for at most; 15 minutes unless set. */
  @Value.Default
  public Duration recoverySlice() {
    return Duration.ofMinutes(15);
  }

  /**
   * How long after its creation a post may arrive in order: coverage stands back by so much. 30 s
   * unless set, 60 s for the firehoses and the 10 % samples: X states that 99 % arrive within 7 s,
   * and within a minute on streams of high volume.
   */
  public abstract Optional<Duration> deliveryMargin();

  /** Coverage is committed so often when no posts are; 15 s unless set. */
  @Value.Default
  public Duration coverageInterval() {
    return Duration.ofSeconds(15);
  }

  /** Posts that arrive this long after their creation are {@link IngestEvent.Lagging}; 60 s. */
  @Value.Default
  public Duration lagLimit() {
    return Duration.ofSeconds(60);
  }

  /** A connection without posts for so long is {@link IngestEvent.Quiet}; 5 minutes unless set. */
  @Value.Default
  public Duration quietLimit() {
    return Duration.ofMinutes(5);
  }

  /** X's record of connections is read no more often than this; 30 s unless set. */
  @Value.Default
  public Duration auditInterval() {
    return Duration.ofSeconds(30);
  }

  /** It is read this long after a connection opened, to learn X's id for it; 10 s unless set. */
  @Value.Default
  public Duration auditDelay() {
    return Duration.ofSeconds(10);
  }

  /**
   * When X allows no more connections, terminates the ones that hold the slot, whosever they are;
   * false unless set. Connections of our own on record are terminated in any case.
   */
  @Value.Default
  public boolean takeover() {
    return false;
  }

  /**
   * Goes on trying, slowly, when X refuses for a reason that only a person can mend; false unless
   * set.
   */
  @Value.Default
  public boolean keepTrying() {
    return false;
  }

  /**
   * Stops, or waits for the next day by UTC, once X has delivered this many posts in a day; never
   * unless set. The few posts that were under way by then are kept too.
   */
  public abstract OptionalLong maxPostsPerDay();

  /** The same for a calendar month by UTC. */
  public abstract OptionalLong maxPostsPerMonth();

  /**
   * Waits for the next day or month when as many posts were delivered as may be, instead of
   * stopping; false unless set.
   */
  @Value.Default
  public boolean waitsForUsage() {
    return false;
  }

  /** How long a stop may wait for the sink; 10 s unless set. */
  @Value.Default
  public Duration stopTimeout() {
    return Duration.ofSeconds(10);
  }

  /** Refuses settings that cannot work. */
  @Value.Check
  protected void check() {
    require(limit().isEmpty() || limit().getAsLong() > 0, "the limit must be at least 1 post");
    require(
        runFor().isEmpty() || isPositive(runFor().get()), "the time to run must be more than zero");
    require(batchPosts() > 0 && batchBytes() > 0, "a batch must have room for a post");
    require(
        maxPostsPerDay().orElse(1) > 0 && maxPostsPerMonth().orElse(1) > 0,
        "the most posts of a day or a month must be at least 1");
    require(isPositive(linger()), "the linger must be more than zero");
    require(maxBufferedBytes() >= batchBytes(), "the buffer must have room for a batch");
    require(duplicateWindowBytes() > 0, "the duplicate window must have room");
    require(isPositive(silenceLimit()), "the silence limit must be more than zero");
    require(recoveries() >= 0 && recoveries() <= MOST_RECOVERIES, "0 to 2 connections may replay");
    require(recoverySlice().toSeconds() >= 1, "a recovery asks for at least a second");
    require(
        deliveryMargin().filter(margin -> !isPositive(margin)).isEmpty(),
        "the delivery margin must be more than zero");
    require(isPositive(coverageInterval()), "the coverage interval must be more than zero");
  }

  private static boolean isPositive(Duration duration) {
    return !duration.isNegative() && !duration.isZero();
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException(otherwise);
    }
  }

  /** The settings that suit most. */
  public static IngestSettings standard() {
    return builder().build();
  }

  /** Settings that start from {@link #standard}. */
  public static Builder builder() {
    return new Builder();
  }

  /** Collects the parts of {@link IngestSettings}. Not safe for use by several threads. */
  public static class Builder extends ImmutableIngestSettings.Builder {
    Builder() {}
  }
}
