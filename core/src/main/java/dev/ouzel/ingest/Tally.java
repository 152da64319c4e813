package dev.ouzel.ingest;

import org.immutables.value.Value;

/**
 * What an ingest has counted since it started. The books balance at every moment: {@link
 * #balances}.
 */
@Value.Immutable
public abstract class Tally {
  Tally() {}

  /** Attempts made. */
  @Value.Default
  public long attempts() {
    return 0;
  }

  /** Attempts that X accepted. */
  @Value.Default
  public long openings() {
    return 0;
  }

  /** Bytes read from the stream, after decompression. */
  @Value.Default
  public long bytes() {
    return 0;
  }

  /** Keep-alives. */
  @Value.Default
  public long keepAlives() {
    return 0;
  }

  /** Whole frames. */
  @Value.Default
  public long frames() {
    return 0;
  }

  /** Frames that are posts, however often the same post came. */
  @Value.Default
  public long posts() {
    return 0;
  }

  /** Frames that are X's notices. */
  @Value.Default
  public long systemMessages() {
    return 0;
  }

  /** Frames that are neither. */
  @Value.Default
  public long unreadable() {
    return 0;
  }

  /** Posts dropped since they had come before, with the same rules or others. */
  @Value.Default
  public long windowDuplicates() {
    return 0;
  }

  /** Of those, the ones that came with other rules. */
  @Value.Default
  public long rematches() {
    return 0;
  }

  /** Posts that the sink stored. */
  @Value.Default
  public long stored() {
    return 0;
  }

  /** Posts that the sink held already. */
  @Value.Default
  public long sinkDuplicates() {
    return 0;
  }

  /** Posts that the sink will never take, now among the dead letters. */
  @Value.Default
  public long rejected() {
    return 0;
  }

  /** Posts taken but not yet acknowledged by the sink. */
  @Value.Default
  public long inMemory() {
    return 0;
  }

  /** Bytes of frames that connections broke off. */
  @Value.Default
  public long unfinishedBytes() {
    return 0;
  }

  /**
   * True when every frame is accounted for: frames = posts + system messages + unreadable, and
   * posts = stored + window duplicates + sink duplicates + rejected + in memory.
   */
  public boolean balances() {
    return frames() == posts() + systemMessages() + unreadable()
        && posts() == stored() + windowDuplicates() + sinkDuplicates() + rejected() + inMemory();
  }

  /** A tally of nothing. */
  public static Builder builder() {
    return new Builder();
  }

  /** Collects the parts of a {@link Tally}. Not safe for use by several threads. */
  public static class Builder extends ImmutableTally.Builder {
    Builder() {}
  }
}
