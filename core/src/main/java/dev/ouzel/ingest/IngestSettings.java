package dev.ouzel.ingest;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import org.immutables.value.Value;

/** How an ingest behaves. Every limit that bounds its memory is here. */
@Value.Immutable
public abstract class IngestSettings {
  private static final int KIB = 1024;

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
   * Reading pauses while frames not yet acknowledged by the sink pin this many bytes; 64 MiB unless
   * set. What was asked for before may still arrive: a few turns of reading.
   */
  @Value.Default
  public long maxBufferedBytes() {
    return 64L * KIB * KIB;
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
    require(isPositive(linger()), "the linger must be more than zero");
    require(maxBufferedBytes() >= batchBytes(), "the buffer must have room for a batch");
    require(duplicateWindowBytes() > 0, "the duplicate window must have room");
    require(isPositive(silenceLimit()), "the silence limit must be more than zero");
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
