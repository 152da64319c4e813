package dev.ouzel.post;

import java.util.OptionalLong;
import org.immutables.value.Value;

/**
 * How often a video was watched, when X sent it. The public ones count views only; how far it was
 * watched only its author may ask.
 */
@Value.Immutable
public abstract class MediaMetrics implements Published {
  MediaMetrics() {}

  /** How often it was watched. */
  public abstract OptionalLong viewCount();

  /** How often it was begun. */
  public abstract OptionalLong playback0Count();

  /** How often a quarter of it was watched. */
  public abstract OptionalLong playback25Count();

  /** How often half of it was watched. */
  public abstract OptionalLong playback50Count();

  /** How often three quarters of it were watched. */
  public abstract OptionalLong playback75Count();

  /** How often it was watched to the end. */
  public abstract OptionalLong playback100Count();

  /** A {@code MediaMetrics} with nothing set. */
  public static Builder builder() {
    return new Builder();
  }

  /** Collects the parts of a {@link MediaMetrics}. Not safe for use by several threads. */
  public static class Builder extends ImmutableMediaMetrics.Builder {
    Builder() {}
  }
}
