package dev.ouzel.persistence.spool;

import java.time.Duration;
import java.util.function.Consumer;
import org.immutables.value.Value;

/** How a spool behaves: its bounds, and whom it tells. */
@Value.Immutable
public abstract class SpoolSettings {
  SpoolSettings() {}

  /** The spool takes no more once its file is so long; 16 GiB unless set. */
  @Value.Default
  public long maxBytes() {
    return 16L << 30;
  }

  /** The spool takes no more when the disk has less room than this; 1 GiB unless set. */
  @Value.Default
  public long minFreeBytes() {
    return 1L << 30;
  }

  /** A sink that failed is asked again after this, then ever more slowly; 1 s unless set. */
  @Value.Default
  public Duration firstPause() {
    return Duration.ofSeconds(1);
  }

  /** A sink that keeps failing is asked again so often; 30 s unless set. */
  @Value.Default
  public Duration longestPause() {
    return Duration.ofSeconds(30);
  }

  /** How long closing waits for sinks to get what they miss; 2 s unless set. */
  @Value.Default
  public Duration patienceAtClose() {
    return Duration.ofSeconds(2);
  }

  /**
   * Is told what happens with each sink, on that sink's thread; whatever it throws is ignored.
   * Nobody unless set.
   */
  @Value.Default
  public Consumer<SpoolEvent> observer() {
    return event -> {};
  }

  /** Refuses bounds that cannot work. */
  @Value.Check
  void check() {
    if (maxBytes() <= 0 || minFreeBytes() < 0) {
      throw new IllegalArgumentException("a spool needs room: maxBytes must be positive");
    }
    if (firstPause().isNegative() || firstPause().isZero()) {
      throw new IllegalArgumentException("firstPause must be positive");
    }
  }

  /** The bounds that suit most. */
  public static SpoolSettings standard() {
    return builder().build();
  }

  /** Bounds that start from {@link #standard}. */
  public static Builder builder() {
    return new Builder();
  }

  /** Collects the parts of {@link SpoolSettings}. Not safe for use by several threads. */
  public static class Builder extends ImmutableSpoolSettings.Builder {
    Builder() {}
  }
}
