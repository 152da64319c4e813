package dev.ouzel.post;

import java.util.Optional;
import org.immutables.value.Value;

/** What the author says of an attached media item. */
@Value.Immutable
public abstract class MediaMetadata implements Published {
  MediaMetadata() {}

  /** The item. */
  public abstract Optional<String> mediaKey();

  /** What it shows, for those who cannot see it. */
  public abstract Optional<String> altText();

  /** Its title. */
  public abstract Optional<String> title();

  /** Its description. */
  public abstract Optional<String> description();

  /** A {@code MediaMetadata} with nothing set. */
  public static Builder builder() {
    return new Builder();
  }

  /** Collects the parts of a {@link MediaMetadata}. Not safe for use by several threads. */
  public static class Builder extends ImmutableMediaMetadata.Builder {
    Builder() {}
  }
}
