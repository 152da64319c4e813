package dev.ouzel.post;

import java.util.Optional;
import java.util.OptionalInt;
import org.immutables.value.Value;

/** A {@code #hashtag} or {@code $cashtag} in a text. */
@Value.Immutable
public abstract class Tag implements Published {
  Tag() {}

  /** Where it begins in the text, in Unicode code points from 0. */
  public abstract OptionalInt start();

  /** Where it ends: the first code point behind it. */
  public abstract OptionalInt end();

  /** The tag without its sign. */
  public abstract Optional<String> tag();

  /** A {@code Tag} with nothing set. */
  public static Builder builder() {
    return new Builder();
  }

  /** Collects the parts of a {@link Tag}. Not safe for use by several threads. */
  public static class Builder extends ImmutableTag.Builder {
    Builder() {}
  }
}
