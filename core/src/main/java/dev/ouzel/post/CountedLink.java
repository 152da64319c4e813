package dev.ouzel.post;

import java.util.Optional;
import java.util.OptionalLong;
import org.immutables.value.Value;

/** A link that several people suggested as a source. */
@Value.Immutable
public abstract class CountedLink implements Published {
  CountedLink() {}

  /**
   * The link. X's description 2.166 has a link with its parts here, 2.167 a plain text, which is
   * read as the link's {@code url}.
   */
  public abstract Optional<UrlEntity> url();

  /** How many suggested it. */
  public abstract OptionalLong count();

  /** A {@code CountedLink} with nothing set. */
  public static Builder builder() {
    return new Builder();
  }

  /** Collects the parts of a {@link CountedLink}. Not safe for use by several threads. */
  public static class Builder extends ImmutableCountedLink.Builder {
    Builder() {}
  }
}
