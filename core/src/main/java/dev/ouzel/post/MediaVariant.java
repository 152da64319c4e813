package dev.ouzel.post;

import java.util.Optional;
import java.util.OptionalLong;
import org.immutables.value.Value;

/** One file of a video. */
@Value.Immutable
public abstract class MediaVariant implements Published {
  MediaVariant() {}

  /** Where X serves it. */
  public abstract Optional<String> url();

  /** {@code video/mp4}, {@code application/x-mpegURL}, … */
  public abstract Optional<String> contentType();

  /** Bits per second; absent for playlists. */
  public abstract OptionalLong bitRate();

  /** A {@code MediaVariant} with nothing set. */
  public static Builder builder() {
    return new Builder();
  }

  /** Collects the parts of a {@link MediaVariant}. Not safe for use by several threads. */
  public static class Builder extends ImmutableMediaVariant.Builder {
    Builder() {}
  }
}
